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
package sc.fiji.img2img;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import sc.fiji.img2img.image.ij.GenerationInfo;
import sc.fiji.img2img.lora.Lora;
import sc.fiji.img2img.lora.LoraFile;
import sc.fiji.img2img.model.FileHash;
import sc.fiji.img2img.model.ModelFiles;

/**
 * The hashes of a model and its LoRAs for the Info of what they made.
 * <p>
 * They are computed while the model loads and runs, so that a run never waits long for them: a hash that is not ready in
 * the end, as may happen when a short run is the first with a large file, is left out. Not thread-safe.
 * </p>
 */
final class InfoHashes {

	/** How long the end of a run may be put off. */
	private static final int PATIENCE_MILLIS = 1500;

	/** Readers of PNG files know LoRAs by so many digits. */
	private static final int SHORT = 12;

	private final Future<String> complete;

	private final Map<LoraFile, Future<String>> files = new LinkedHashMap<>();

	private final Map<LoraFile, Future<String>> tensors = new LinkedHashMap<>();

	/** Begins with the model's. */
	InfoHashes(ModelFiles model) {
		complete = model.fingerprint();
	}

	/** Begins with those of LoRAs. */
	void begin(List<Lora> loras) throws IOException {
		for (Lora lora : loras) {
			LoraFile file = lora.file();
			if (files.containsKey(file)) continue;
			files.put(file, FileHash.of(file.file(), 0));
			tensors.put(file, FileHash.of(file.file(), file.headerBytes()));
		}
	}

	/** Adds all that are known, those of LoRAs as "name: hash, name: hash". */
	void describe(Map<String, String> values, List<Lora> loras) {
		String hash = await(complete);
		if (hash != null) values.put(GenerationInfo.MODEL_HASH, hash);
		List<String> sums = new ArrayList<>();
		List<String> shorts = new ArrayList<>();
		for (Lora lora : loras) {
			String sum = await(files.get(lora.file()));
			String tensor = await(tensors.get(lora.file()));
			if (sum != null) sums.add(lora.file().name() + ": " + sum);
			if (tensor != null) shorts.add(lora.file().name() + ": " + tensor.substring(0, SHORT));
		}
		if (!sums.isEmpty()) values.put("lorasha256", String.join(", ", sums));
		if (!shorts.isEmpty()) values.put(GenerationInfo.LORA_HASHES, String.join(", ", shorts));
	}

	/** What has been computed; null if it takes too long, or failed. */
	private static String await(Future<String> hash) {
		try {
			return hash.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			return null;
		}
		catch (ExecutionException | TimeoutException e) {
			return null;
		}
	}
}
