/**
 * What a run in progress shares with whoever waits for it: who hears how it gets on, and whether it is still wanted.
 * <p>
 * What is run is no matter here; previews are tensors, and nothing else of the house is known.
 * </p>
 */
package sc.fiji.img2img.run;
