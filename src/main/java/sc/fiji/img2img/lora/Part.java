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
package sc.fiji.img2img.lora;

/**
 * A network of a model that a LoRA can change. Immutable.
 * <p>
 * Two are the same if they have the same name, the one that the network's folder has in a model's directory.
 * </p>
 */
public final class Part implements Comparable<Part> {

	/** The denoising network of Stable Diffusion and its relatives. */
	public static final Part UNET = network("unet", "UNet");

	/** The only text encoder, or the first. */
	public static final Part TEXT_ENCODER = textEncoder("text_encoder", "text encoder");

	/** The second text encoder of Stable Diffusion XL. */
	public static final Part TEXT_ENCODER_2 = textEncoder("text_encoder_2", "second text encoder");

	private final String component;

	private final String title;

	private final boolean text;

	private Part(String component, String title, boolean text) {
		this.component = component;
		this.title = title;
		this.text = text;
	}

	/**
	 * A denoising network.
	 *
	 * @param component the name of its folder
	 * @param title what users call it
	 */
	public static Part network(String component, String title) {
		return new Part(component, title, false);
	}

	/** A text encoder, in which LoRAs have a weight of its own; parameters as those of {@link #network}. */
	public static Part textEncoder(String component, String title) {
		return new Part(component, title, true);
	}

	/** The name of the network's folder in a model's directory. */
	public String component() {
		return component;
	}

	/** Whether it is a text encoder. */
	public boolean isText() {
		return text;
	}

	/** The denoising network comes first, then the text encoders by their names. */
	@Override
	public int compareTo(Part other) {
		return text == other.text ? component.compareTo(other.component) : Boolean.compare(text, other.text);
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof Part && ((Part) other).component.equals(component);
	}

	@Override
	public int hashCode() {
		return component.hashCode();
	}

	@Override
	public String toString() {
		return title;
	}
}
