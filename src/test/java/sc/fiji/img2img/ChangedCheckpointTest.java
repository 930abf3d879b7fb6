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
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.process.ColorProcessor;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Supplier;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import sc.fiji.img2img.model.Model;
import sc.fiji.img2img.onnx.OnnxSession;
import sc.fiji.img2img.onnx.Provider;
import sc.fiji.img2img.onnx.graph.OnnxModel;
import sc.fiji.img2img.run.Cancellation;
import sc.fiji.img2img.run.RunControl;
import sc.fiji.img2img.run.RunListener;
import sc.fiji.img2img.tensor.Tensor;
import sc.fiji.img2img.tensor.file.SafeTensors;
import sc.fiji.img2img.tensor.file.SafeTensorsFile;

/** Checkpoints whose files are changed while they are open. */
@Tag("slow")
class ChangedCheckpointTest {

	/** With so many rows, the table of a text encoder is too large to be kept in the heap. */
	private static final int ROWS = 300_000;

	@TempDir
	private Path folder;

	private Path model;

	@BeforeEach
	void write() throws IOException {
		model = ExportedCheckpoint.write(TestModels.get("sd15"), folder.resolve("model"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "unet", "vae" })
	void aRunWhoseFilesAreTruncatedEndsRightlyAndTheirReturnIsNoticed(String network) throws IOException {
		Path file = model.resolve(network).resolve("diffusion_pytorch_model.safetensors");
		byte[] whole = Files.readAllBytes(file);
		try (Img2Img img2img = Img2Img.open(model)) {
			int[] before = pixels(img2img, new RunListener() {});
			assertArrayEquals(before, pixels(img2img, new RunListener() {

				@Override
				public void step(int done, int total, double secondsLeft, Supplier<Tensor> preview) {
					truncate(file, 0);
				}
			}));
			for (int size : new int[] { whole.length - 1, whole.length / 2, 9 }) {
				Files.write(file, Arrays.copyOf(whole, size));
				IOException e = assertThrows(IOException.class, () -> pixels(img2img, new RunListener() {}));
				assertTrue(e.getMessage().contains(file.toString()), e.getMessage());
			}
			Files.write(file, whole);
			assertArrayEquals(before, pixels(img2img, new RunListener() {}));
		}
	}

	@Test
	void weightsThatWereChangedInPlaceAreLoadedAnew() throws IOException {
		try (Img2Img img2img = Img2Img.open(model)) {
			int[] before = pixels(img2img, new RunListener() {});
			try (RandomAccessFile file = new RandomAccessFile(model.resolve("unet").resolve(
				"diffusion_pytorch_model.safetensors").toFile(), "rw"))
			{
				file.seek(file.length() / 2);
				file.write(new byte[1 << 16]);
			}
			int[] after = pixels(img2img, new RunListener() {});
			assertFalse(Arrays.equals(before, after));
			try (Img2Img fresh = Img2Img.open(model)) {
				assertArrayEquals(pixels(fresh, new RunListener() {}), after);
			}
		}
	}

	@Test
	void ofLargeNetworksThereIsACopyThatNoSignalEnds() throws IOException, InterruptedException {
		Path file = enlarge();
		byte[] whole = Files.readAllBytes(file);
		Path cache = folder.resolve("cache");
		for (int i = 0; i < 2; i++) {
			ChildJvm.Ended ended = ChildJvm.of(TruncatedNetwork.class, model, file).with("-Dimg2img.cache=" + cache).run();
			assertEquals(0, ended.code, ended.text);
			assertEquals("same", ended.output.trim());
			assertEquals(1, cache.resolve("models").toFile().list().length);
			Files.write(file, whole);
		}
	}

	@Test
	void aFileThatIsTruncatedBeforeItIsCopiedIsNamed() throws IOException {
		Path file = enlarge();
		Model opened = Model.open(model);
		truncate(file, Files.size(file) - 4);
		IOException e = assertThrows(IOException.class, () -> opened.component(Model.TEXT_ENCODER).read(Provider.CPU, true,
			new Cancellation()));
		assertTrue(e.getMessage().contains(file + " is truncated"), e.getMessage());
	}

	/** A program that runs a network before and after its file is emptied. */
	static final class TruncatedNetwork {

		public static void main(String[] args) throws IOException {
			OnnxModel text = Model.open(Path.of(args[0])).component(Model.TEXT_ENCODER).read(Provider.CPU, true,
				new Cancellation());
			Map<String, Tensor> ids = Map.of("input_ids", Tensor.of(new float[77], 1, 77));
			try (OnnxSession session = OnnxSession.open(text, Provider.CPU)) {
				float[] before = session.run(ids, new Cancellation()).get("last_hidden_state").data();
				truncate(Path.of(args[1]), 0);
				float[] row = new float[77];
				Arrays.fill(row, ROWS - 1);
				session.run(Map.of("input_ids", Tensor.of(row, 1, 77)), new Cancellation());
				float[] after = session.run(ids, new Cancellation()).get("last_hidden_state").data();
				System.out.println(Arrays.equals(before, after) ? "same" : "other");
			}
		}
	}

	/** Gives the text encoder's table rows that no word has. */
	private Path enlarge() throws IOException {
		Path file = model.resolve("text_encoder").resolve("model.safetensors");
		SafeTensorsFile larger = new SafeTensorsFile();
		try (SafeTensors tensors = SafeTensors.open(file)) {
			for (String name : tensors.names()) {
				float[] values = tensors.floats(name);
				long[] shape = tensors.shape(name);
				if (name.endsWith("token_embedding.weight")) shape[0] = ROWS;
				double[] more = new double[(int) Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
				for (int i = 0; i < values.length; i++)
					more[i] = values[i];
				larger.put(name, more, shape);
			}
		}
		return larger.write(file);
	}

	private static int[] pixels(Img2Img img2img, RunListener listener) throws IOException {
		Img2ImgResult<ImagePlus> result = Runs.of(img2img, Runs.SHORT, RunControl.of(listener));
		return (int[]) ((ColorProcessor) result.image().getProcessor()).getPixels();
	}

	private static void truncate(Path file, long size) {
		try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
			open.setLength(size);
		}
		catch (IOException e) {
			throw new AssertionError(e);
		}
	}
}
