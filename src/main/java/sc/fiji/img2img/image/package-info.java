/**
 * The edge to ImageJ: images and files to numbers and back, value ranges, masks, colours, and what is written into an
 * image's Info.
 * <p>
 * Nothing here knows models.
 * </p>
 */
package sc.fiji.img2img.image;
