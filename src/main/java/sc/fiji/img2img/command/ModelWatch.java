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
package sc.fiji.img2img.command;

import java.awt.EventQueue;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

import sc.fiji.img2img.Img2ImgSettings;

/**
 * Looks, beside the event thread, at the model and the LoRAs that are chosen in a dialog. Belongs to the event thread.
 */
final class ModelWatch {

	private final ExecutorService reader = Executors.newSingleThreadExecutor(task -> {
		Thread thread = new Thread(task, "Img2Img model watch");
		thread.setDaemon(true);
		return thread;
	});

	private final Consumer<ModelFacts> listener;

	/** NB: only the last question is answered. */
	private volatile List<String> asked = List.of();

	/**
	 * A watch.
	 *
	 * @param listener hears, on the event thread, what was found
	 */
	ModelWatch(Consumer<ModelFacts> listener) {
		this.listener = listener;
	}

	/** Knows about settings already. */
	void begin(Img2ImgSettings settings) {
		asked = question(settings);
	}

	/** Looks again if the settings have another model, VAE, folder or LoRA than before. */
	void ask(Img2ImgSettings settings) {
		List<String> question = question(settings);
		if (question.equals(asked)) return;
		asked = question;
		reader.execute(() -> {
			if (!question.equals(asked)) return;
			ModelFacts facts = ModelFacts.of(settings);
			EventQueue.invokeLater(() -> {
				if (question.equals(asked)) listener.accept(facts);
			});
		});
	}

	/** Looks no more. */
	void end() {
		asked = List.of();
		reader.shutdownNow();
	}

	private static List<String> question(Img2ImgSettings settings) {
		return List.of(settings.get(CommandSettings.MODEL), settings.get(Img2ImgSettings.VAE), settings.get(
			Img2ImgSettings.LORAFOLDER), settings.get(Img2ImgSettings.LORA));
	}
}
