/**
 * The test that each device has to pass before a model runs on it, in a process of its own, and what is remembered of
 * it.
 */
package sc.fiji.img2img.device.selftest;
