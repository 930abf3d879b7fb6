/**
 * The loop of latent diffusion: from an image to its latent, noise, steps, guidance, and back.
 * <p>
 * What schedulers compute is in their own package; where a model's files lie does not matter here.
 * </p>
 */
package sc.fiji.img2img.diffusion;
