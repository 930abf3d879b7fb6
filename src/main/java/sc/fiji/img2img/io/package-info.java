/**
 * Small things about files and programs that several packages need: our folders, scratch folders, excerpts of text
 * for messages.
 */
package sc.fiji.img2img.io;
