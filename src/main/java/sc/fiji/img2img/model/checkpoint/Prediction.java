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
package sc.fiji.img2img.model.checkpoint;

import java.io.IOException;
import java.util.Map;

/** What a UNet answers with, and how that was found; mostly no file says it. Immutable. */
public final class Prediction {

	private static final String NOISE = "epsilon";

	private static final String VELOCITY = "v_prediction";

	/** A bias of models of the 768 kind of Stable Diffusion 2, which spreads further than in those that answer with noise. */
	private static final String TELLING = "up_blocks.3.attentions.2.transformer_blocks.0.norm1.bias";

	private static final double SPREAD = 0.09;

	private final String type;

	private final boolean zeroSignal;

	private final String found;

	private Prediction(String type, boolean zeroSignal, String found) {
		this.type = type;
		this.zeroSignal = zeroSignal;
		this.found = found;
	}

	static Prediction of(Layout layout, BaseModel base, PartWeights unet) throws IOException {
		if (layout.tensors().containsKey("v_pred")) return new Prediction(VELOCITY, layout.tensors().containsKey("ztsnr"),
			"by the tensor v_pred");
		for (String key : new String[] { "modelspec.prediction_type", "prediction_type" }) {
			String stated = layout.metadata().getOrDefault(key, "");
			if (stated.equals(NOISE) || stated.equals("eps")) return new Prediction(NOISE, false, "by its metadata");
			if (stated.matches("v|v_pred(iction)?")) return new Prediction(VELOCITY, zeroSignal(layout.metadata()),
				"by its metadata");
		}
		boolean tells = base == BaseModel.SD2 && unet.has(TELLING) && unet.size("conv_in.weight", 1) == 4;
		if (tells) return new Prediction(spread(unet.tensor(TELLING).values()) > SPREAD ? VELOCITY : NOISE, false,
			"by the spread of a bias");
		return new Prediction(NOISE, false, "as usual for " + base);
	}

	/** As diffusers calls it: epsilon or v_prediction. */
	public String type() {
		return type;
	}

	/** Whether the model was trained up to pure noise. */
	public boolean hasZeroSignal() {
		return zeroSignal;
	}

	/** The type and how it was found, for users. */
	@Override
	public String toString() {
		return type + " (" + found + ")";
	}

	private static boolean zeroSignal(Map<String, String> metadata) {
		return metadata.getOrDefault("modelspec.zero_terminal_snr", metadata.getOrDefault("ztsnr", "")).equalsIgnoreCase("true");
	}

	private static double spread(float[] values) {
		double sum = 0;
		double squares = 0;
		for (float value : values) {
			sum += value;
			squares += value * value;
		}
		double mean = sum / values.length;
		return Math.sqrt(squares / values.length - mean * mean);
	}
}
