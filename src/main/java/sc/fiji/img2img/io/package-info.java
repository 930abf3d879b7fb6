/**
 * Small things about files and programs that several packages need, once each: our folders, scratch folders, folders with
 * all that is in them, SHA-256, fields of JSON, paths as users write them, excerpts of text for messages, other programs.
 * Nothing here knows models, graphs or devices.
 */
package sc.fiji.img2img.io;
