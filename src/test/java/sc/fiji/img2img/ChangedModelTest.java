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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.process.ColorProcessor;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import sc.fiji.img2img.image.ij.GenerationInfo;
import sc.fiji.img2img.onnx.graph.OnnxModel;
import sc.fiji.img2img.onnx.graph.Weight;
import sc.fiji.img2img.run.RunControl;
import sc.fiji.img2img.run.RunListener;
import sc.fiji.img2img.tensor.Tensor;

/** Models whose files are changed while they are open. */
@Tag("slow")
class ChangedModelTest {

	@TempDir
	private Path folder;

	private Path model;

	private Img2Img img2img;

	private Img2ImgResult<ImagePlus> before;

	private final List<String> notes = new ArrayList<>();

	@BeforeEach
	void open() throws IOException {
		model = TestModels.copy("sd15", folder.resolve("model"));
		img2img = Img2Img.open(model);
		before = run();
	}

	@AfterEach
	void close() {
		img2img.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "unet", "vae_decoder", "vae_encoder" })
	void weightsThatWereChangedInPlaceAreLoadedAnew(String network) throws IOException {
		flipSigns(model.resolve(network).resolve("model.onnx"));
		Img2ImgResult<ImagePlus> after = run();
		assertFalse(Arrays.equals(pixels(before), pixels(after)));
		assertNotEquals(hash(before), hash(after));
		assertEquals(List.of("The files of the model model (Stable Diffusion) have changed; it is loaded again"), notes);
		try (Img2Img fresh = Img2Img.open(model)) {
			Img2ImgResult<ImagePlus> expected = Runs.of(fresh, Runs.SHORT, RunControl.silent());
			assertArrayEquals(pixels(expected), pixels(after));
			assertEquals(hash(expected), hash(after));
		}
	}

	@Test
	void aSettingsFileThatWasReplacedCounts() throws IOException {
		Path other = folder.resolve("other.json");
		Files.writeString(other, "{\"_class_name\": \"EulerDiscreteScheduler\", \"beta_schedule\": \"scaled_linear\"}");
		Files.move(other, model.resolve("scheduler").resolve("scheduler_config.json"), StandardCopyOption.REPLACE_EXISTING);
		assertFalse(Arrays.equals(pixels(before), pixels(run())));
		Files.writeString(model.resolve("img2img.json"), "{\"prompt\": \"nuclei\"}");
		assertEquals("nuclei", run().settings().get(Img2ImgSettings.PROMPT));
		assertEquals(2, notes.size());
	}

	@Test
	void whatIsNotTheModelsOwnLoadsNothing() throws IOException {
		Files.writeString(model.resolve("lora").resolve("new.txt"), "a");
		Files.writeString(model.resolve(".state"), "a");
		assertArrayEquals(pixels(before), pixels(run()));
		assertEquals(List.of(), notes);
	}

	@Test
	void aFileThatWasTruncatedIsNamedAndItsReturnIsNoticed() throws IOException {
		Path file = model.resolve("unet").resolve("model.onnx");
		byte[] whole = Files.readAllBytes(file);
		for (int size : new int[] { whole.length - 1, whole.length / 2, 0 }) {
			Files.write(file, Arrays.copyOf(whole, size));
			IOException e = assertThrows(IOException.class, this::run);
			assertTrue(e.getMessage().contains(file.toString()), e.getMessage());
		}
		Files.write(file, whole);
		assertArrayEquals(pixels(before), pixels(run()));
	}

	@Test
	void aModelThatIsGoneIsNamed() throws IOException {
		Files.move(model, folder.resolve("elsewhere"));
		IOException e = assertThrows(IOException.class, this::run);
		assertTrue(e.getMessage().contains("There is no model directory " + model), e.getMessage());
		Files.move(folder.resolve("elsewhere"), model);
		assertArrayEquals(pixels(before), pixels(run()));
	}

	@ParameterizedTest
	@ValueSource(strings = { "unet", "vae_decoder" })
	void aRunWhoseFilesAreTruncatedEndsRightly(String network) throws IOException {
		Path file = model.resolve(network).resolve("model.onnx");
		byte[] whole = Files.readAllBytes(file);
		RunListener truncating = new RunListener() {

			@Override
			public void step(int done, int total, double secondsLeft, Supplier<Tensor> preview) {
				truncate(file);
			}
		};
		assertArrayEquals(pixels(before), pixels(Runs.of(img2img, Runs.SHORT, RunControl.of(truncating))));
		Files.write(file, whole);
		assertArrayEquals(pixels(before), pixels(run()));
	}

	@Test
	void ofLargeNetworksThereIsACopyOfWhatTheyAreNow() throws IOException {
		Path cache = folder.resolve("cache");
		String former = System.setProperty("img2img.cache", cache.toString());
		try (RandomAccessFile padding = new RandomAccessFile(model.resolve("unet").resolve("more.bin").toFile(), "rw")) {
			padding.setLength(33 << 20);
			Path file = model.resolve("unet").resolve("model.onnx");
			assertArrayEquals(pixels(before), pixels(run()));
			List<String> first = copies(cache);
			assertEquals(1, first.size());
			flipSigns(file);
			assertFalse(Arrays.equals(pixels(before), pixels(run())));
			assertEquals(1, copies(cache).size());
			assertNotEquals(first, copies(cache));
			Files.write(cache.resolve("models").resolve(copies(cache).get(0)).resolve("weights.bin"), new byte[3]);
			flipSigns(file);
			flipSigns(file);
			assertFalse(Arrays.equals(pixels(before), pixels(run())));
		}
		finally {
			if (former == null) System.clearProperty("img2img.cache");
			else System.setProperty("img2img.cache", former);
		}
	}

	@Test
	void filesThatChangeWhileARunLoadsThemEndIt() throws IOException {
		RunListener changing = new RunListener() {

			@Override
			public void stage(String message) {
				try {
					if (message.equals("Loading the UNet")) flipSigns(model.resolve("unet").resolve("model.onnx"));
				}
				catch (IOException e) {
					throw new AssertionError(e);
				}
			}
		};
		Img2ImgSettings other = Runs.SHORT.with(Img2ImgSettings.LORA, "concept.kohya");
		IOException e = assertThrows(IOException.class, () -> Runs.of(img2img, other, RunControl.of(changing)));
		assertEquals("The files of the model model (Stable Diffusion) were changed while the run was loading them; run it again.",
			e.getMessage());
	}

	private Img2ImgResult<ImagePlus> run() throws IOException {
		return Runs.of(img2img, Runs.SHORT, RunControl.of(new RunListener() {

			@Override
			public void note(String message) {
				notes.add(message);
			}
		}));
	}

	private static int[] pixels(Img2ImgResult<ImagePlus> result) {
		return (int[]) ((ColorProcessor) result.image().getProcessor()).getPixels();
	}

	private static String hash(Img2ImgResult<ImagePlus> result) {
		return GenerationInfo.of(result.image()).orElseThrow().values().get(GenerationInfo.MODEL_HASH);
	}

	private static List<String> copies(Path cache) {
		return Arrays.asList(cache.resolve("models").toFile().list());
	}

	private static void truncate(Path file) {
		try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
			channel.truncate(0);
		}
		catch (IOException e) {
			throw new AssertionError(e);
		}
	}

	/** Changes the largest weight without changing the file's size, or which file it is. */
	private static void flipSigns(Path file) throws IOException {
		OnnxModel onnx = OnnxModel.read(file);
		Weight largest = onnx.graph().weights().values().stream().max(Comparator.comparingLong(Weight::count)).orElseThrow();
		ByteBuffer elements = ByteBuffer.allocate((int) largest.count() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
		for (double value : onnx.values(largest))
			elements.putFloat((float) value);
		String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
		int start = content.indexOf(new String(elements.array(), StandardCharsets.ISO_8859_1));
		for (int i = 3; i < elements.capacity(); i += Float.BYTES)
			elements.put(i, (byte) (elements.get(i) ^ 0x80));
		try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
			channel.write(elements.rewind(), start);
		}
	}
}
