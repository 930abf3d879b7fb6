/**
 * The command line, by picocli: the same settings by the same names, and nothing that computes.
 */
package sc.fiji.img2img.cli;
