package sc.fiji.img2img.network;

/**
 * The measures of an AutoencoderKL.
 * <p>
 * Levels go from the outermost to the innermost. Immutable; the array belongs to whoever made it and must not change.
 * </p>
 */
public final class AutoencoderConfig {

	/** The channels of each level. */
	public final int[] channels;

	/** The resnets of each level on the way down; there is one more on the way up. */
	public final int layers;

	/** The channels of a latent. */
	public final int latent;

	/** The groups of its normalisations. */
	public final int groups;

	/** Whether there is attention in the middle. */
	public final boolean attention;

	/** All measures, in the order of the fields. */
	public AutoencoderConfig(int[] channels, int layers, int latent, int groups, boolean attention) {
		this.channels = channels;
		this.layers = layers;
		this.latent = latent;
		this.groups = groups;
		this.attention = attention;
	}
}
