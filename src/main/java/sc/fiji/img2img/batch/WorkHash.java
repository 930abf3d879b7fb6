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
package sc.fiji.img2img.batch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

import sc.fiji.img2img.Img2Img;
import sc.fiji.img2img.Img2ImgSettings;
import sc.fiji.img2img.Setting;
import sc.fiji.img2img.io.Sha256;
import sc.fiji.img2img.lora.LoraFolders;
import sc.fiji.img2img.lora.LoraRequest;
import sc.fiji.img2img.model.FileHash;
import sc.fiji.img2img.model.Fingerprint;
import sc.fiji.img2img.model.Model;

/**
 * Tells by a number whether an output is what a task would give: by the contents of input, mask, model, LoRAs and small decoder,
 * and by the settings, but for those that say where it is run and where files lie. Immutable.
 */
final class WorkHash {

	/** What does not change what is made, and the LoRAs, whose contents count instead of their names. */
	private static final Set<Setting<?>> LEFT_OUT = Set.of(Img2ImgSettings.DEVICE, Img2ImgSettings.SEED, Img2ImgSettings.LORA,
		Img2ImgSettings.LORAWEIGHT, Img2ImgSettings.LORAFOLDER, Img2ImgSettings.NOCACHE, Img2ImgSettings.MEMORY);

	private final String model;

	private final String common;

	private WorkHash(String model, String common) {
		this.model = model;
		this.common = common;
	}

	/**
	 * Reads the model, the LoRAs and the small decoder, unless their hashes are known.
	 *
	 * @param settings with the model's suggestions
	 * @throws IOException if a LoRA is missing, or a file cannot be read
	 */
	static WorkHash of(Model model, Img2ImgSettings settings) throws IOException {
		String fingerprint = await(model.files().fingerprint());
		StringBuilder text = new StringBuilder(fingerprint).append('\n');
		LoraFolders folders = LoraFolders.of(model.path(), settings.get(Img2ImgSettings.LORAFOLDER));
		for (LoraRequest request : settings.loras()) {
			text.append("lora ").append(await(FileHash.of(request.find(folders), 0))).append(' ').append(request.unet()).append(' ')
				.append(request.text()).append('\n');
		}
		Optional<Path> decoder = Img2Img.smallDecoder(model, settings);
		if (decoder.isPresent()) text.append("decoder ").append(await(Fingerprint.complete(decoder.get()))).append('\n');
		for (Setting<?> setting : Img2ImgSettings.all())
			if (!LEFT_OUT.contains(setting)) text.append(setting.key()).append('=').append(settings.get(setting).toString().replace(
				"\n", "\\n")).append('\n');
		return new WorkHash(fingerprint, text.toString());
	}

	/** The model's {@link sc.fiji.img2img.model.Fingerprint}. */
	String model() {
		return model;
	}

	/**
	 * The hash of a task.
	 *
	 * @param seed the input's own
	 * @return 64 hexadecimal digits
	 * @throws IOException if input or mask cannot be read
	 */
	String of(Path input, Optional<Path> mask, long seed) throws IOException {
		String text = common + "seed=" + seed + "\ninput=" + Sha256.of(input, 0) + "\nmask=" + (mask.isPresent() ? Sha256.of(mask
			.get(), 0) : "");
		return Sha256.of(text.getBytes(StandardCharsets.UTF_8));
	}

	private static String await(Future<String> hash) throws IOException {
		try {
			return hash.get();
		}
		catch (ExecutionException e) {
			throw new IOException(e.getCause().getMessage(), e);
		}
		catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			throw new IOException("Interrupted while the model was read.", e);
		}
	}
}
