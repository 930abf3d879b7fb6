/**
 * Two settings varied together: the axes, the runs, and what comes of them as cells, montage, plot and table.
 * <p>
 * The windows that show them belong to the commands.
 * </p>
 */
package sc.fiji.img2img.grid;
