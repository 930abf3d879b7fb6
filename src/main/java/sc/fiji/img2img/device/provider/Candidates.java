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
package sc.fiji.img2img.device.provider;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

import com.google.gson.Gson;
import com.google.gson.JsonObject;

import sc.fiji.img2img.device.install.InstalledPlugin;
import sc.fiji.img2img.device.install.InstalledPlugins;
import sc.fiji.img2img.onnx.NativeLibraries;

/** Finds candidates, and makes them from their descriptions. */
public final class Candidates {

	private Candidates() {
		// NB: finds and reads only.
	}

	/** All that is installed, in the order that decides between equals. */
	public static List<Candidate> installed() {
		List<Candidate> candidates = new ArrayList<>(List.of(BuiltIn.values()));
		List<InstalledPlugin> plugins = InstalledPlugins.here().list();
		String runtime = plugins.isEmpty() ? "" : NativeLibraries.load().getVersion();
		plugins.forEach(plugin -> candidates.add(new LibraryCandidate(EpLibrary.of(plugin, runtime))));
		// NB: those that are taken only when they are named come last.
		return candidates.stream().sorted(Comparator.comparing((Candidate candidate) -> candidate.rank() < 0)
			.thenComparing(Candidate::rank)).collect(Collectors.toList());
	}

	/** The candidate that {@link Candidate#describe()} told of. */
	public static Candidate read(JsonObject description) {
		if (description.has("builtin")) return BuiltIn.valueOf(description.get("builtin").getAsString());
		return new LibraryCandidate(new Gson().fromJson(description.get("library"), EpLibrary.class));
	}
}
