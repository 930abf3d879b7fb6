/**
 * Pixels of ImgLib2: images as the pictures that models take and as what these give back, value ranges, masks, padding,
 * matched colours.
 * <p>
 * Nothing here knows ImageJ or models.
 * </p>
 */
package sc.fiji.img2img.image;
