package sc.fiji.img2img.diffusion;

import java.io.IOException;
import java.util.Map;

import sc.fiji.img2img.diffusion.scheduler.Scheduler;
import sc.fiji.img2img.diffusion.scheduler.SchedulerConfig;
import sc.fiji.img2img.diffusion.scheduler.SchedulerType;
import sc.fiji.img2img.diffusion.scheduler.Schedulers;
import sc.fiji.img2img.model.Family;
import sc.fiji.img2img.model.ModelDirectory;

/** Makes the scheduler that a job asks for from the configuration that its model brings along. Immutable. */
final class SchedulerChoice {

	private final ModelDirectory model;

	private final SchedulerConfig config;

	private final boolean latentConsistency;

	private final boolean repaired;

	private SchedulerChoice(ModelDirectory model, SchedulerConfig config, boolean latentConsistency, boolean repaired) {
		this.model = model;
		this.config = config;
		this.latentConsistency = latentConsistency;
		this.repaired = repaired;
	}

	static SchedulerChoice of(ModelDirectory model) throws IOException {
		boolean lcm = model.isLatentConsistency();
		return new SchedulerChoice(model, SchedulerConfig.of(model.scheduler()), lcm, model.family() == Family.SD && !lcm);
	}

	/** A new scheduler for one image of a job. */
	Scheduler create(DiffusionJob job, StepPlan plan) {
		SchedulerConfig merged = repaired ? repair(job) : config;
		for (Map.Entry<String, Object> option : job.schedulerOptions.entrySet())
			merged = merged.with(option.getKey(), option.getValue());
		SchedulerType type = job.scheduler == null ? own() : Schedulers.find(job.scheduler);
		// NB: the pipeline of latent consistency models has the schedule itself begin at the strength.
		return type.create(merged, plan.scheduled(), latentConsistency ? job.strength : 1);
	}

	private SchedulerType own() {
		try {
			return Schedulers.ownOf(config);
		}
		catch (IllegalArgumentException e) {
			throw new IllegalArgumentException("The scheduler that the model " + model.path() +
				" brings along in scheduler/scheduler_config.json cannot be used; choose another one. " + e.getMessage(), e);
		}
	}

	/**
	 * Mends what old models' files say, as diffusers' pipelines for Stable Diffusion 1 and 2 do.
	 * <p>
	 * What a file leaves out is mended only for the model's own scheduler: another one has its own value for it.
	 * </p>
	 */
	private SchedulerConfig repair(DiffusionJob job) {
		boolean own = job.scheduler == null;
		SchedulerConfig mended = own || config.has("steps_offset") ? config.with("steps_offset", 1) : config;
		if (job.mask != null) return own || config.has("skip_prk_steps") ? mended.with("skip_prk_steps", true) : mended;
		return own || config.has("clip_sample") ? mended.with("clip_sample", false) : mended;
	}
}
