/**
 * What image files say of themselves in XMP (ISO 16684-1): the packet of properties, and where PNG, JPEG and TIFF files keep it.
 * <p>
 * Nothing here reads or writes pixels, or knows which properties Img2Img has.
 * </p>
 */
package sc.fiji.img2img.xmp;
