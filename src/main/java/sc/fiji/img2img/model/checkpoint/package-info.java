/**
 * Models as their authors publish them: weights in safetensors files, single ones in the original code's names or folders
 * in diffusers' layout, from which networks are built.
 * <p>
 * A file is looked at here, and told what it is; nothing is loaded or run.
 * </p>
 */
package sc.fiji.img2img.model.checkpoint;
