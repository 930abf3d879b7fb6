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

import static sc.fiji.img2img.Img2ImgSettings.GUIDANCE;
import static sc.fiji.img2img.Img2ImgSettings.STEPS;
import static sc.fiji.img2img.Img2ImgSettings.STRENGTH;

import ij.ImagePlus;
import ij.Prefs;
import ij.io.FileSaver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import sc.fiji.img2img.Img2Img;
import sc.fiji.img2img.Img2ImgSettings;
import sc.fiji.img2img.TestImages;
import sc.fiji.img2img.TestModels;
import sc.fiji.img2img.io.Sha256;
import sc.fiji.img2img.model.Model;
import sc.fiji.img2img.run.Cancellation;

/** Folders of images of many kinds, some of them damaged, and what batches make of them. */
final class BatchFolders {

	static final Img2ImgSettings SETTINGS = Img2ImgSettings.defaults().with(STEPS, 2).with(STRENGTH, 0.5).with(GUIDANCE, 1.0);

	private BatchFolders() {}

	/** Has TIFF files be the same in all programs: their byte order is a preference of ImageJ, which tests before may have read. */
	static void fixByteOrder() {
		Prefs.intelByteOrder = true;
	}

	/** Seven images, two damaged ones, and a text. */
	static Path mixed(Path folder) throws IOException {
		Files.createDirectories(folder.resolve("sub"));
		TestImages.write(TestImages.rgb(64, 64), folder.resolve("a.png"));
		TestImages.write(TestImages.shorts(72, 64), folder.resolve("b.tif"));
		TestImages.write(TestImages.rgb(64, 72), folder.resolve("c.jpg"));
		new FileSaver(new ImagePlus("d", TestImages.bytes(64, 64))).saveAsBmp(folder.resolve("d.bmp").toString());
		TestImages.write(TestImages.floats(64, 64), folder.resolve("sub").resolve("a.tif"));
		TestImages.write(TestImages.bytes(64, 64), folder.resolve("sub").resolve("b.png"));
		TestImages.write(TestImages.bytes(64, 64), folder.resolve("sub").resolve("c.tiff"));
		byte[] whole = Files.readAllBytes(folder.resolve("a.png"));
		Files.write(folder.resolve("half.png"), Arrays.copyOf(whole, whole.length / 2));
		Files.writeString(folder.resolve("sub").resolve("text.tif"), "no image");
		Files.writeString(folder.resolve("notes.txt"), "no image either");
		return folder;
	}

	static Model model() throws IOException {
		return Model.open(TestModels.get("sd15"));
	}

	static BatchTasks tasks(Path input, Path output) throws IOException {
		return BatchTasks.of(List.of(input.toString()), output, null);
	}

	/** Runs a share of a folder, with a log in a file log.csv. */
	static BatchResult run(Path input, Path output, Shard shard) throws IOException {
		return run(Batch.of(shard.of(tasks(input, output).all()), SETTINGS, model()).withLog(output.resolve("log.csv")));
	}

	static BatchResult run(Batch batch) throws IOException {
		try (Img2Img img2img = Img2Img.open(TestModels.get("sd15"))) {
			return batch.run(control -> img2img::run, BatchListener.NONE, new Cancellation());
		}
	}

	/** The hashes of all files but the log, by their names. */
	static Map<String, String> files(Path folder) throws IOException {
		Map<String, String> files = new TreeMap<>();
		try (Stream<Path> walk = Files.walk(folder)) {
			for (Path file : walk.filter(Files::isRegularFile).collect(Collectors.toList()))
				if (!file.endsWith("log.csv")) files.put(folder.relativize(file).toString(), Sha256.of(file, 0));
		}
		return files;
	}

	/** The lines of a log without their last values; each may be there once. */
	static TreeSet<String> lines(Path log) {
		try {
			TreeSet<String> lines = new TreeSet<>();
			for (String line : Files.readAllLines(log, StandardCharsets.UTF_8))
				if (!lines.add(line.substring(0, line.lastIndexOf(',')))) throw new AssertionError("This line is there twice: " + line);
			return lines;
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}
}
