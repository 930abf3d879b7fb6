package sc.fiji.img2img.network;

/** The measures of a CLIP text encoder, and what is wanted of it. Immutable. */
public final class TextConfig {

	/** Numbers per token. */
	public final int width;

	/** Numbers per token inside a layer. */
	public final int inner;

	public final int heads;

	/** The layers that are there. */
	public final int layers;

	/** How many tokens there are. */
	public final int vocabulary;

	/** How many tokens go in. */
	public final int length;

	/** Whether activation is the quick one of OpenAI's models. */
	public final boolean quick;

	/** How many layers the hidden states have gone through. */
	public final int read;

	/** Whether the hidden states are normalised at the end. */
	public final boolean normalised;

	/** The size of the whole text's vector; 0 for none. */
	public final int pooled;

	/** All measures, in the order of the fields. */
	public TextConfig(int width, int inner, int heads, int layers, int vocabulary, int length, boolean quick, int read,
		boolean normalised, int pooled)
	{
		this.width = width;
		this.inner = inner;
		this.heads = heads;
		this.layers = layers;
		this.vocabulary = vocabulary;
		this.length = length;
		this.quick = quick;
		this.read = read;
		this.normalised = normalised;
		this.pooled = pooled;
	}
}
