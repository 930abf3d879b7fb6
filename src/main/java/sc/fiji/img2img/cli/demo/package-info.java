/**
 * What the first command of the README runs: the embedded model on a picture that is made for it.
 */
package sc.fiji.img2img.cli.demo;
