/**
 * Numbers with a shape, which everything from images to networks hands on.
 */
package sc.fiji.img2img.tensor;
