/**
 * What Fiji and ImageJ show: menu commands, their dialogs, macro options, recording, progress windows.
 * <p>
 * Parameters and wiring only; whatever works without a window belongs elsewhere.
 * </p>
 */
package sc.fiji.img2img.command;
