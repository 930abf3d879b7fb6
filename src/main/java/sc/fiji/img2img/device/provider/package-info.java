/**
 * What ONNX Runtime can run on here: built-in providers and libraries of others, and the devices that these see.
 */
package sc.fiji.img2img.device.provider;
