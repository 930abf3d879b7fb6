/**
 * The public API: opening a model, the settings of a run, and its result.
 * <p>
 * Everything in the packages below is there to serve it and may change at any time; nothing here knows windows or
 * dialogs.
 * </p>
 */
package sc.fiji.img2img;
