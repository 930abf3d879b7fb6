/**
 * Plugin providers on disk: known ones, their packages, installation, removal.
 * <p>
 * Nothing here loads a library into this process.
 * </p>
 */
package sc.fiji.img2img.device.install;
