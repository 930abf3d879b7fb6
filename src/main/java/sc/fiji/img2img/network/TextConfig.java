/*-
 * #%L
 * Image to image with latent diffusion models, for ImageJ and Fiji.
 * %%
 * Copyright (C) 2026 Img2Img developers.
 * %%
 * Redistribution and use in source and binary forms, with or without
 * modification, are permitted provided that the following conditions are met:
 *
 * 1. Redistributions of source code must retain the above copyright notice,
 *    this list of conditions and the following disclaimer.
 * 2. Redistributions in binary form must reproduce the above copyright notice,
 *    this list of conditions and the following disclaimer in the documentation
 *    and/or other materials provided with the distribution.
 *
 * THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS"
 * AND ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE
 * IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE
 * ARE DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDERS OR CONTRIBUTORS BE
 * LIABLE FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR
 * CONSEQUENTIAL DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF
 * SUBSTITUTE GOODS OR SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS
 * INTERRUPTION) HOWEVER CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN
 * CONTRACT, STRICT LIABILITY, OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE)
 * ARISING IN ANY WAY OUT OF THE USE OF THIS SOFTWARE, EVEN IF ADVISED OF THE
 * POSSIBILITY OF SUCH DAMAGE.
 * #L%
 */
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
