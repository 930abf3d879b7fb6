/**
 * The loop of latent diffusion: from an image to its latent, noise, steps, guidance, and back.
 * <p>
 * What schedulers compute is in their own package, and so is what is true of one family of models only: the loop knows an
 * {@link sc.fiji.img2img.diffusion.Architecture}, and what that opens. Where a model's files lie does not matter here.
 * </p>
 */
package sc.fiji.img2img.diffusion;
