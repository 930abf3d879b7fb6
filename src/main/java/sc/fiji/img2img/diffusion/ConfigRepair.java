package sc.fiji.img2img.diffusion;

import sc.fiji.img2img.diffusion.scheduler.SchedulerConfig;

/** Mends what the files of old models say of their scheduler, as the pipelines of their family in diffusers do. */
@FunctionalInterface
public interface ConfigRepair {

	/** Leaves all as it is. */
	ConfigRepair NONE = (config, own, masked) -> config;

	/**
	 * Mends a configuration.
	 *
	 * @param own whether the model's own scheduler is to run, not one that was asked for
	 * @param masked whether only a part of the image may change
	 */
	SchedulerConfig apply(SchedulerConfig config, boolean own, boolean masked);
}
