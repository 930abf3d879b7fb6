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
package sc.fiji.img2img.device.install;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import sc.fiji.img2img.io.JsonEntry;

/** The plugin providers that are known here. Immutable and thread-safe. */
public final class PluginDescriptions {

	private static final String RESOURCE = "providers.json";

	private final List<PluginDescription> all;

	private PluginDescriptions(List<PluginDescription> all) {
		this.all = List.copyOf(all);
	}

	/** Those that this program comes with. */
	public static PluginDescriptions known() {
		return Known.DESCRIPTIONS;
	}

	/**
	 * Reads descriptions.
	 *
	 * @param where what the text is from, to be named where it is wrong
	 * @throws IOException if something is missing or wrong; the message names it
	 */
	static PluginDescriptions parse(String where, String text) throws IOException {
		List<PluginDescription> all = new ArrayList<>();
		for (JsonEntry entry : JsonEntry.parse(where, text).objects("providers")) {
			PluginDescription description = PluginDescription.of(entry);
			if (all.stream().anyMatch(other -> other.key().equals(description.key()))) throw entry.fault("key",
				"a name that no other entry has");
			all.add(description);
		}
		return new PluginDescriptions(all);
	}

	/** All of them, in the file's order. */
	public List<PluginDescription> all() {
		return all;
	}

	/** The provider of that key, upper and lower case being the same. */
	public Optional<PluginDescription> find(String key) {
		return all.stream().filter(description -> description.key().equalsIgnoreCase(key)).findFirst();
	}

	/** Their keys. */
	public List<String> keys() {
		return all.stream().map(PluginDescription::key).collect(Collectors.toList());
	}

	private static PluginDescriptions read() {
		try (InputStream in = PluginDescriptions.class.getResourceAsStream(RESOURCE)) {
			return parse(RESOURCE, new String(in.readAllBytes(), StandardCharsets.UTF_8));
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	private static final class Known {

		private static final PluginDescriptions DESCRIPTIONS = read();
	}
}
