/**
 * Files that hold tensors by name: safetensors.
 * <p>
 * What the names mean is known where models and LoRAs are read.
 * </p>
 */
package sc.fiji.img2img.tensor.file;
