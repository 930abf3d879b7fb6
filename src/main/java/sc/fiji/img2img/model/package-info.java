/**
 * Where a model comes from: its folder, its configuration, its family, its name, and whether its files are still the
 * same.
 */
package sc.fiji.img2img.model;
