/**
 * The schedulers: timesteps, sigmas and the solvers that step along them, with diffusers' arithmetic. Most are one of three
 * kinds and share what their base class does: {@link sc.fiji.img2img.diffusion.scheduler.SigmaScheduler} (its
 * {@link sc.fiji.img2img.diffusion.scheduler.TwoCallScheduler} calls the model twice a step),
 * {@link sc.fiji.img2img.diffusion.scheduler.SolverScheduler} and
 * {@link sc.fiji.img2img.diffusion.scheduler.TimestepScheduler}. No networks, images or settings.
 */
package sc.fiji.img2img.diffusion.scheduler;
