/**
 * ONNX Runtime: its native libraries, its sessions, and its messages in plain words.
 * <p>
 * Graphs as data are in the packages below.
 * </p>
 */
package sc.fiji.img2img.onnx;
