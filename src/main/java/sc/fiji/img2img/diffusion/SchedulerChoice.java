package sc.fiji.img2img.diffusion;

import java.util.Map;

import sc.fiji.img2img.diffusion.scheduler.Scheduler;
import sc.fiji.img2img.diffusion.scheduler.SchedulerConfig;
import sc.fiji.img2img.diffusion.scheduler.SchedulerType;
import sc.fiji.img2img.diffusion.scheduler.Schedulers;

/** Makes the scheduler that a job asks for from the configuration that its model brings along. Immutable. */
public final class SchedulerChoice {

	private final SchedulerConfig config;

	private final String origin;

	private final StrengthRule rule;

	private final ConfigRepair repair;

	private SchedulerChoice(SchedulerConfig config, String origin, StrengthRule rule, ConfigRepair repair) {
		this.config = config;
		this.origin = origin;
		this.rule = rule;
		this.repair = repair;
	}

	/**
	 * A choice.
	 *
	 * @param config what the model says of its scheduler
	 * @param origin where it says it, for messages: "the model M brings along in FILE"
	 */
	public static SchedulerChoice of(SchedulerConfig config, String origin, StrengthRule rule, ConfigRepair repair) {
		return new SchedulerChoice(config, origin, rule, repair);
	}

	/** The steps that a job with these values would run. */
	public StepPlan plan(int steps, double strength, boolean exact) {
		return rule.plan(steps, strength, exact);
	}

	/** A new scheduler for one image of a job. */
	Scheduler create(DiffusionJob job, StepPlan plan) {
		boolean own = job.scheduler == null;
		SchedulerConfig merged = repair.apply(config, own, job.mask != null);
		for (Map.Entry<String, Object> option : job.schedulerOptions.entrySet())
			merged = merged.with(option.getKey(), option.getValue());
		SchedulerType type = own ? own() : Schedulers.find(job.scheduler);
		return type.create(merged, plan.scheduled(), rule.range(job.strength));
	}

	private SchedulerType own() {
		try {
			return Schedulers.ownOf(config);
		}
		catch (IllegalArgumentException e) {
			throw new IllegalArgumentException("The scheduler that " + origin + " cannot be used; choose another one. " + e
				.getMessage(), e);
		}
	}
}
