/**
 * The edge to ImageJ: its images to planes of ImgLib2 and back, image files, what is displayed of an image, and what is
 * written into its Info.
 * <p>
 * Pixel work that does not need ImageJ is not here, but in {@link sc.fiji.img2img.image}.
 * </p>
 */
package sc.fiji.img2img.image.ij;
