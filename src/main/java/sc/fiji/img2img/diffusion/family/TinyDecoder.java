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
package sc.fiji.img2img.diffusion.family;

import java.io.IOException;
import java.util.Map;

import net.imglib2.FinalInterval;

import sc.fiji.img2img.diffusion.SmallDecoder;
import sc.fiji.img2img.diffusion.TiledMap;
import sc.fiji.img2img.model.Component;
import sc.fiji.img2img.onnx.OnnxSession;
import sc.fiji.img2img.onnx.Provider;
import sc.fiji.img2img.onnx.graph.OnnxModel;
import sc.fiji.img2img.run.Cancellation;
import sc.fiji.img2img.run.RunControl;
import sc.fiji.img2img.tensor.ImageSink;
import sc.fiji.img2img.tensor.ImageSource;
import sc.fiji.img2img.tensor.Tensor;
import sc.fiji.img2img.tensor.WholeImage;

/** The decoder of a TAESD, which takes latents as the denoising network does. */
final class TinyDecoder implements SmallDecoder {

	private static final int FACTOR = 8;

	/** The edge of a tile in pixels. */
	private static final int TILE = 512;

	private final OnnxSession session;

	private TinyDecoder(OnnxSession session) {
		this.session = session;
	}

	/**
	 * Loads a decoder.
	 *
	 * @throws IOException if it cannot be loaded
	 */
	static TinyDecoder open(Component decoder, Provider provider, Cancellation cancellation) throws IOException {
		OnnxModel model = decoder.read(provider, true, cancellation);
		return new TinyDecoder(OnnxSession.open(model, provider));
	}

	@Override
	public Tensor decode(Tensor latent, boolean tiled, RunControl control) {
		if (!tiled) return run(latent, control);
		WholeImage image = WholeImage.of(latent.dim(3) * FACTOR, latent.dim(2) * FACTOR);
		decode(latent, image, control);
		return image.tensor();
	}

	@Override
	public void decode(Tensor latent, ImageSink sink, RunControl control) {
		int width = latent.dim(3) * FACTOR;
		int height = latent.dim(2) * FACTOR;
		if ((long) width * height <= Vae.UNTILED_PIXELS) sink.accept(run(latent, control), new FinalInterval(width, height));
		else TiledMap.of(TILE / FACTOR, TILE).apply(ImageSource.of(latent), part -> run(part, control), sink, control);
	}

	@Override
	public void close() {
		session.close();
	}

	private Tensor run(Tensor latent, RunControl control) {
		Tensor image = session.run(Map.of(session.inputs().get(0).name(), latent), control.cancellation()).values().iterator()
			.next();
		AnswerShape.require("The small decoder", image, 1, 3, (long) latent.dim(2) * FACTOR, (long) latent.dim(3) * FACTOR);
		return Stage.DECODER.checked(image);
	}
}
