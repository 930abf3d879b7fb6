/**
 * Changes to graphs that keep what they compute: fused attentions, other floating-point types, a VAE's distribution
 * in place of a sample.
 */
package sc.fiji.img2img.onnx.rewrite;
