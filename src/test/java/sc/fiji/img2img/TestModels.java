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

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * The test models, laid out in a temporary directory as users have them.
 * <p>
 * In the resources they are compact: NAME.gz stands for NAME, all share one tokenizer vocabulary, and a model may name a
 * base that it only differs from, and files of it that it is {@code without}.
 * </p>
 */
public final class TestModels {

	private static final Path RESOURCES = Path.of("src", "test", "resources", "models");

	private static final Map<String, Path> LAID_OUT = new ConcurrentHashMap<>();

	private static final Path ROOT = temporaryRoot();

	private TestModels() {}

	/** All models that goldens were made with. */
	public static List<Path> withGoldens() {
		return names(RESOURCES, "cases").stream().map(TestModels::get).collect(Collectors.toList());
	}

	/** All models that must be refused. */
	public static List<Path> refused() {
		return names(RESOURCES, "refused").stream().map(TestModels::get).collect(Collectors.toList());
	}

	/** The directory of a model, made on the first call; not to be changed. */
	public static Path get(String name) {
		return LAID_OUT.computeIfAbsent(name, key -> {
			try {
				return copy(key, Files.createDirectories(ROOT.resolve(key)));
			}
			catch (IOException e) {
				throw new UncheckedIOException(e);
			}
		});
	}

	/** A copy of a model, to be changed at will. */
	public static Path copy(String name, Path target) throws IOException {
		Path source = RESOURCES.resolve(name);
		JsonObject golden = golden(source);
		if (golden.has("base")) copy(golden.get("base").getAsString(), target);
		copyTree(source, target);
		for (String tokenizer : List.of("tokenizer", "tokenizer_2"))
			if (Files.isDirectory(target.resolve(tokenizer)) && !Files.exists(target.resolve(tokenizer).resolve("vocab.json")))
				copyTree(RESOURCES.resolve("clip_tokenizer"), target.resolve(tokenizer));
		if (golden.has("without")) for (JsonElement file : golden.getAsJsonArray("without"))
			Files.delete(target.resolve(file.getAsString()));
		return target;
	}

	/** What golden.json in a directory says; empty if there is none. */
	public static JsonObject golden(Path directory) throws IOException {
		Path file = directory.resolve("golden.json");
		return Files.exists(file) ? JsonParser.parseString(Files.readString(file)).getAsJsonObject() : new JsonObject();
	}

	private static List<String> names(Path directory, String key) {
		try (Stream<Path> walk = Files.walk(directory, 3)) {
			List<String> names = new ArrayList<>();
			for (Path file : walk.filter(path -> path.endsWith("golden.json")).sorted().collect(Collectors.toList()))
				if (golden(file.getParent()).has(key)) names.add(directory.relativize(file.getParent()).toString());
			return names;
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	/** Copies the files of a folder, those that are packed unpacked. */
	public static void copyTree(Path source, Path target) throws IOException {
		List<Path> files;
		try (Stream<Path> walk = Files.walk(source)) {
			files = walk.filter(Files::isRegularFile).collect(Collectors.toList());
		}
		for (Path file : files) {
			String relative = source.relativize(file).toString();
			boolean zipped = relative.endsWith(".gz");
			Path copy = target.resolve(zipped ? relative.substring(0, relative.length() - 3) : relative);
			Files.createDirectories(copy.getParent());
			try (InputStream in = Files.newInputStream(file); InputStream plain = zipped ? new GZIPInputStream(in) : in) {
				Files.copy(plain, copy, StandardCopyOption.REPLACE_EXISTING);
			}
		}
	}

	private static Path temporaryRoot() {
		try {
			Path root = Files.createTempDirectory("img2img-models");
			Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(root)));
			return root;
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	private static void delete(Path root) {
		try (Stream<Path> walk = Files.walk(root)) {
			walk.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}
}
