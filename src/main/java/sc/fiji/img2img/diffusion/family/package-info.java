/**
 * The families of models: one class for each, and the networks that they are made of.
 * <p>
 * What is true of one family only stands here; what the loop does with a family does not, nor where its files come from.
 * </p>
 */
package sc.fiji.img2img.diffusion.family;
