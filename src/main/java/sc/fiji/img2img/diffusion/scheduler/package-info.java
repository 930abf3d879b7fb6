/**
 * The schedulers: timesteps, sigmas and the solvers that step along them, with diffusers' arithmetic.
 */
package sc.fiji.img2img.diffusion.scheduler;
