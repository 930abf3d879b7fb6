/**
 * Random numbers as torch makes them, on the CPU (MT19937) and on CUDA (Philox), so that a seed gives the same
 * picture.
 */
package sc.fiji.img2img.random;
