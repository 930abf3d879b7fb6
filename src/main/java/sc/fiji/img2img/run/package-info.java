/**
 * What a run in progress shares with whoever waits for it.
 */
package sc.fiji.img2img.run;
