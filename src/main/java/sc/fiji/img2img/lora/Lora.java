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

import java.util.Arrays;
import java.util.List;

/**
 * A LoRA file and how much of it goes in: a weight for the UNet and one for the text encoders, for all images of a batch or
 * for each.
 * <p>
 * Any finite weight is allowed: 0 is none of it, 1 is what was trained, more exaggerates it, less than 0 turns it round.
 * Immutable.
 * </p>
 */
public final class Lora {

	private final LoraFile file;

	private final double[] unet;

	private final double[] text;

	private Lora(LoraFile file, double[] unet, double[] text) {
		this.file = file;
		this.unet = unet.clone();
		this.text = text.clone();
		for (double[] weights : new double[][] { unet, text }) {
			if (weights.length == 0) throw new IllegalArgumentException("The LoRA " + file + " has no weight.");
			for (double weight : weights)
				if (!Double.isFinite(weight)) throw new IllegalArgumentException("The LoRA " + file +
					" should have a finite number as its weight, but has " + weight + ".");
		}
	}

	/** A LoRA at one weight. */
	public static Lora of(LoraFile file, double weight) {
		return of(file, weight, weight);
	}

	/** A LoRA at a weight for the UNet and another for the text encoders. */
	public static Lora of(LoraFile file, double unet, double text) {
		return new Lora(file, new double[] { unet }, new double[] { text });
	}

	/** A LoRA at weights of their own for each image of a batch. */
	public static Lora ofRows(LoraFile file, double[] unet, double[] text) {
		return new Lora(file, unet, text);
	}

	/**
	 * What are LoRAs of single images as one of a batch.
	 *
	 * @param images the same file at the weights of each image, in the batch's order
	 */
	public static Lora ofBatch(List<Lora> images) {
		return new Lora(images.get(0).file, images.stream().mapToDouble(lora -> lora.unet[0]).toArray(), images
			.stream().mapToDouble(lora -> lora.text[0]).toArray());
	}

	/** The file. */
	public LoraFile file() {
		return file;
	}

	/** The weight in a network for an image of the batch. */
	public double weight(Part part, int row) {
		double[] weights = weights(part);
		if (weights.length == 1) return weights[0];
		if (row >= weights.length) throw new IllegalArgumentException("The LoRA " + file + " has weights for " +
			weights.length + " images, but the batch has more.");
		return weights[row];
	}

	/** Whether all images of a batch have the same weight in a network. */
	boolean isUniform(Part part) {
		return Arrays.stream(weights(part)).distinct().count() == 1;
	}

	private double[] weights(Part part) {
		return part.isText() ? text : unet;
	}
}
