/**
 * ONNX graphs as data: read, checked, walked and written, with weights that stay in their files.
 * <p>
 * Nothing here runs a graph.
 * </p>
 */
package sc.fiji.img2img.onnx.graph;
