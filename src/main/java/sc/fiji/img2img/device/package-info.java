/**
 * The choice of what runs a model: the devices by name, in order of speed, as they are offered to the user.
 */
package sc.fiji.img2img.device;
