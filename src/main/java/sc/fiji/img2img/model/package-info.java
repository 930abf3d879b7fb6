/**
 * Where a model comes from: its folder, its configuration, its name, and whether its files are still the same.
 * <p>
 * Of which family it is, and whether it can be run, is what the families know.
 * </p>
 */
package sc.fiji.img2img.model;
