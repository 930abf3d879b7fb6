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

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;

import sc.fiji.img2img.TestModels;

/** The shared checkpoints with what diffusers makes of them, unpacked; FILE.gz there stands for FILE. */
public final class GoldenCheckpoints {

	private static final Path SHARED = Path.of("..", "shared", "goldens", "checkpoints");

	private static Path unpacked;

	private GoldenCheckpoints() {}

	/** Tests of them; one that is shown as skipped where they do not lie beside the project. */
	public static Stream<DynamicTest> tests(Supplier<Stream<DynamicTest>> tests) {
		return Files.isDirectory(SHARED) ? tests.get() : Stream.of(DynamicTest.dynamicTest("shared checkpoints", () -> Assumptions
			.abort(SHARED + " is missing")));
	}

	/** A folder of them, unpacked on the first call; not to be changed. */
	public static synchronized Path get(String name) {
		try {
			if (unpacked == null) unpacked = temporary();
			Path target = unpacked.resolve(name);
			if (!Files.exists(target)) TestModels.copyTree(SHARED.resolve(name), target);
			return target;
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	/** The names of the folders that hold a model with goldens. */
	public static List<String> names() {
		try (Stream<Path> folders = Files.list(SHARED)) {
			return folders.filter(folder -> Files.exists(folder.resolve("golden.json"))).map(folder -> folder.getFileName()
				.toString()).sorted().collect(Collectors.toList());
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	/** A JSON file in a folder of them. */
	public static JsonObject json(String name, String file) {
		try {
			return JsonParser.parseString(Files.readString(SHARED.resolve(name).resolve(file))).getAsJsonObject();
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	/** The files and folders that hold the same model. */
	public static List<Path> models(String name) {
		JsonElement checkpoint = json(name, "golden.json").get("checkpoint");
		List<Path> models = new ArrayList<>();
		List<JsonElement> listed = checkpoint.isJsonArray() ? checkpoint.getAsJsonArray().asList() : List.of(checkpoint);
		for (JsonElement model : listed) {
			Path path = Path.of(model.getAsString());
			models.add(path.startsWith("..") ? get(path.getName(1).toString()).resolve(path.getFileName()) : get(name).resolve(
				path));
		}
		return models;
	}

	private static Path temporary() throws IOException {
		Path folder = Files.createTempDirectory("img2img-checkpoints");
		Runtime.getRuntime().addShutdownHook(new Thread(() -> {
			try (Stream<Path> walk = Files.walk(folder)) {
				walk.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
			}
			catch (IOException e) {
				throw new UncheckedIOException(e);
			}
		}));
		return folder;
	}
}
