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

import ij.process.ColorProcessor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import net.imglib2.Interval;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sc.fiji.img2img.diffusion.DecoderChoice;
import sc.fiji.img2img.diffusion.Img2ImgPipeline;
import sc.fiji.img2img.diffusion.family.Architectures;
import sc.fiji.img2img.model.Model;
import sc.fiji.img2img.model.ModelFinder;
import sc.fiji.img2img.model.ModelFolders;
import sc.fiji.img2img.model.checkpoint.TinyCheckpoint;
import sc.fiji.img2img.network.Form;
import sc.fiji.img2img.network.RandomWeights;
import sc.fiji.img2img.network.TinyAutoencoder;
import sc.fiji.img2img.onnx.OnnxSession;
import sc.fiji.img2img.onnx.Provider;
import sc.fiji.img2img.run.Cancellation;
import sc.fiji.img2img.run.RunControl;
import sc.fiji.img2img.run.RunListener;
import sc.fiji.img2img.tensor.Tensor;
import sc.fiji.img2img.tensor.WholeImage;
import sc.fiji.img2img.tensor.file.SafeTensorsFile;

/** A small decoder that lies beside a model, or in a folder of models, makes previews, and images where it is asked for. */
@Tag("slow")
class SmallDecoderTest {

	@TempDir
	private Path folder;

	private Path model;

	private final List<Tensor> previews = new ArrayList<>();

	private final List<String> notes = new ArrayList<>();

	/** NB: without its configuration, a VAE counts as one of the usual kind. */
	@BeforeEach
	void copy() throws IOException {
		model = TestModels.copy("sd15", folder.resolve("own").resolve("model"));
		Files.delete(model.resolve("vae_decoder").resolve("config.json"));
	}

	@Test
	void whereThereIsNoneTheMessageSaysWhichFileWouldBeOneBeforeAnythingIsRun() {
		IOException e = assertThrows(IOException.class, () -> pixels(DecoderChoice.TINY));
		assertTrue(e.getMessage().contains("put taesd.safetensors or taesd_decoder.safetensors into "), e.getMessage());
		assertTrue(previews.isEmpty());
	}

	@Test
	void previewsAreDecodedAndTheImageStaysTheModelsOwn() throws IOException {
		int[] before = pixels(DecoderChoice.AUTO);
		assertArrayEquals(new long[] { 1, 3, 8, 8 }, previews.get(0).shape());
		previews.clear();
		write(model.resolveSibling("taesd.safetensors"));
		assertArrayEquals(before, pixels(DecoderChoice.AUTO));
		assertArrayEquals(new long[] { 1, 3, 64, 64 }, previews.get(0).shape());
		previews.clear();
		assertArrayEquals(before, pixels(DecoderChoice.FULL));
		assertArrayEquals(new long[] { 1, 3, 8, 8 }, previews.get(0).shape());
		assertFalse(Arrays.equals(before, pixels(DecoderChoice.TINY)));
	}

	@Test
	void oneInAFolderOfModelsIsFound() throws IOException {
		Path place = folder.resolve("models").resolve("taesd");
		write(place.resolve("diffusion_pytorch_model.safetensors"));
		assertDecodes(place);
	}

	@Test
	void oneThatWasAddedToAFolderOfModelsIsFound() throws IOException {
		assertDecodes(write(folder.resolve("models").resolve(ModelFolders.VAES).resolve("taesd.safetensors")));
	}

	@Test
	void whatIsNoneIsNamedAndPreviewsAreMadeAsUsual() throws IOException {
		Path file = new SafeTensorsFile().put("decoder.conv_in.weight", new double[36], 1, 4, 3, 3).write(model.resolveSibling(
			"taesd_decoder.safetensors"));
		pixels(DecoderChoice.AUTO);
		assertArrayEquals(new long[] { 1, 3, 8, 8 }, previews.get(0).shape());
		assertEquals(1, notes.size(), notes.toString());
		assertTrue(notes.get(0).contains(file.toString()), notes.get(0));
		assertTrue(assertThrows(IOException.class, () -> pixels(DecoderChoice.TINY)).getMessage().contains(file.toString()));
	}

	@Test
	void aModelWithLatentsOfItsOwnTakesNone() throws IOException {
		write(model.resolveSibling("taesd.safetensors"));
		Files.writeString(model.resolve("vae_decoder").resolve("config.json"), "{\"block_out_channels\": [32, 64]}");
		pixels(DecoderChoice.AUTO);
		assertArrayEquals(new long[] { 1, 3, 8, 8 }, previews.get(0).shape());
		IOException e = assertThrows(IOException.class, () -> pixels(DecoderChoice.TINY));
		assertTrue(e.getMessage().contains("latents of its own"), e.getMessage());
	}

	@Test
	void largeImagesAreHandedOverPartByPart() throws IOException {
		write(model.resolveSibling("taesd.safetensors"));
		float[] values = new float[4 * 130 * 128];
		for (int i = 0; i < values.length; i++)
			values[i] = (float) Math.sin(i);
		Tensor latent = Tensor.of(values, 1, 4, 130, 128);
		List<Interval> parts = new ArrayList<>();
		WholeImage whole = WholeImage.of(1024, 1040);
		try (Img2ImgPipeline pipeline = Img2ImgPipeline.open(Architectures.of(Model.open(model)), Provider.CPU, RunControl.silent())) {
			pipeline.decode(latent, DecoderChoice.TINY, (image, part) -> {
				parts.add(part);
				whole.accept(image, part);
			}, RunControl.silent());
			assertTrue(whole.isComplete());
			assertTrue(parts.size() > 4, parts.size() + " parts");
			assertArrayEquals(pipeline.decode(latent, DecoderChoice.TINY, true, RunControl.silent()).data(), whole.tensor().data());
		}
	}

	private void assertDecodes(Path place) throws IOException {
		Model found = ModelFinder.of(ModelFolders.of(folder.resolve("models"))).open(model.toString());
		float[] values = new float[4 * 8 * 8];
		for (int i = 0; i < values.length; i++)
			values[i] = (float) Math.sin(i);
		Tensor latent = Tensor.of(values, 1, 4, 8, 8);
		try (Img2ImgPipeline pipeline = Img2ImgPipeline.open(Architectures.of(found), Provider.CPU, RunControl.silent());
			OnnxSession session = OnnxSession.open(TinyCheckpoint.open(place).buildDecoder(Form.CPU), Provider.CPU))
		{
			float[] expected = session.run(Map.of("latent_sample", latent), new Cancellation()).get("sample").data();
			assertArrayEquals(expected, pipeline.decode(latent, DecoderChoice.TINY, true, RunControl.silent()).data());
		}
	}

	/** A small autoencoder of random weights, of which only the decoder is there. */
	private static Path write(Path file) throws IOException {
		RandomWeights weights = new RandomWeights();
		TinyAutoencoder.decoder(file, 4, weights, Form.PLAIN);
		SafeTensorsFile tensors = new SafeTensorsFile();
		weights.shapes().forEach((name, shape) -> tensors.put(name, RandomWeights.values(name, shape), shape));
		return tensors.write(file);
	}

	private int[] pixels(DecoderChoice decoder) throws IOException {
		RunListener listener = new RunListener() {

			@Override
			public void step(int done, int total, double secondsLeft, Supplier<Tensor> preview) {
				previews.add(preview.get());
			}

			@Override
			public void note(String message) {
				notes.add(message);
			}
		};
		try (Img2Img img2img = Img2Img.open(model)) {
			return (int[]) ((ColorProcessor) Runs.of(img2img, Runs.SHORT.with(Img2ImgSettings.DECODER, decoder), RunControl.of(
				listener)).image().getProcessor()).getPixels();
		}
	}
}
