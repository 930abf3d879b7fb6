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
package sc.fiji.img2img.model.library;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import sc.fiji.img2img.io.ByteCount;
import sc.fiji.img2img.io.JsonEntry;
import sc.fiji.img2img.io.TextTable;

/** The public models that are known to fit. Immutable. */
public final class KnownModels {

	private static final String RESOURCE = "known.json";

	private final List<KnownModel> all;

	private KnownModels(List<KnownModel> all) {
		this.all = List.copyOf(all);
	}

	/** Those that this program comes with. */
	public static KnownModels get() {
		return Known.MODELS;
	}

	static KnownModels parse(String where, String text) throws IOException {
		List<KnownModel> all = new ArrayList<>();
		for (JsonEntry entry : JsonEntry.parse(where, text).objects("models")) {
			KnownModel model = KnownModel.of(entry);
			if (all.stream().anyMatch(other -> other.name().equalsIgnoreCase(model.name()))) throw entry.fault("name",
				"a name that no other entry has");
			all.add(model);
		}
		return new KnownModels(all);
	}

	/** All of them, in the file's order. */
	public List<KnownModel> all() {
		return all;
	}

	/** The model of that name, upper and lower case being the same. */
	public Optional<KnownModel> find(String name) {
		return all.stream().filter(model -> model.name().equalsIgnoreCase(name.trim())).findFirst();
	}

	/** The list in columns. */
	@Override
	public String toString() {
		TextTable table = TextTable.of("NAME", "KIND", "SIZE", "LICENCE", "ON THE HUB");
		for (KnownModel model : all)
			table.add(model.use(), model.name(), model.kind(), model.size().map(ByteCount::text).orElse("see hub"), model.license(),
				model.hub().toString());
		return table.toString();
	}

	private static KnownModels read() {
		try (InputStream in = KnownModels.class.getResourceAsStream(RESOURCE)) {
			return parse(RESOURCE, new String(in.readAllBytes(), StandardCharsets.UTF_8));
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	private static final class Known {

		private static final KnownModels MODELS = read();
	}
}
