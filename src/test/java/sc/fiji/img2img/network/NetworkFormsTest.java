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
package sc.fiji.img2img.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import sc.fiji.img2img.network.UnetConfig.Added;
import sc.fiji.img2img.network.UnetConfig.Level;
import sc.fiji.img2img.onnx.OnnxSession;
import sc.fiji.img2img.onnx.Provider;
import sc.fiji.img2img.onnx.graph.ElementType;
import sc.fiji.img2img.onnx.graph.Graph;
import sc.fiji.img2img.onnx.graph.Node;
import sc.fiji.img2img.onnx.graph.OnnxModel;
import sc.fiji.img2img.run.Cancellation;
import sc.fiji.img2img.tensor.Tensor;

/** A network's forms for different providers give the same answers, and its nodes are named by modules. */
class NetworkFormsTest {

	private static final Path NAME = Path.of("random");

	private static final int CONTEXT = 24;

	@Test
	void unets() throws IOException {
		float[] convolutions = answer(unet(false, Form.CPU), 8, 12);
		assertEquals(4 * 8 * 12, convolutions.length);
		assertClose(convolutions, answer(unet(false, Form.PLAIN), 8, 12));
		assertClose(answer(unet(true, Form.CPU), 8, 12), answer(unet(true, Form.PLAIN), 8, 12));
	}

	@Test
	void latentsOfOddSizes() throws IOException {
		assertEquals(4 * 7 * 5, answer(unet(false, Form.CPU), 7, 5).length);
	}

	@Test
	void oneSampleForSeveralTextsIsAskedAboutAsItIsForEach() throws IOException {
		for (boolean xl : new boolean[] { false, true })
			for (Form form : List.of(Form.CPU, Form.PLAIN)) {
				Map<String, Tensor> feeds = new LinkedHashMap<>(feeds(2, 8, 12));
				Tensor sample = feeds.get("sample").row(1);
				feeds.put("sample", Tensor.concatenate(sample, sample));
				float[] each = run(unet(xl, form), feeds);
				feeds.put("sample", sample);
				feeds.put("timestep", feeds.get("timestep").row(0));
				OnnxModel unet = unet(xl, form);
				assertTrue(SharedRows.isIn(unet));
				assertArrayEquals(each, run(unet, feeds), 1e-6f, form + (xl ? ", xl" : ""));
				assertTrue(distance(Arrays.copyOf(each, each.length / 2), Arrays.copyOfRange(each, each.length / 2, each.length)) > 1e-3);
			}
	}

	@Test
	void autoencoders() throws IOException {
		AutoencoderConfig config = new AutoencoderConfig(new int[] { 8, 16 }, 1, 4, 4, true);
		Map<String, Tensor> image = Map.of("sample", wave(1, 3, 16, 24));
		float[] moments = run(Autoencoder.encoder(NAME, config, new RandomWeights(), Form.CPU), image);
		assertEquals(8 * 8 * 12, moments.length);
		assertClose(moments, run(Autoencoder.encoder(NAME, config, new RandomWeights(), Form.PLAIN), image));
		Map<String, Tensor> latent = Map.of("latent_sample", wave(1, 4, 4, 6));
		float[] decoded = run(Autoencoder.decoder(NAME, config, new RandomWeights(), Form.CPU), latent);
		assertEquals(3 * 8 * 12, decoded.length);
		assertClose(decoded, run(Autoencoder.decoder(NAME, config, new RandomWeights(), Form.PLAIN), latent));
	}

	@Test
	void aTokenSeesThoseBefore() throws IOException {
		TextConfig config = new TextConfig(16, 32, 2, 3, 50, 6, true, 2, true, 0);
		float[] first = run(TextEncoder.build(NAME, config, new RandomWeights(), Form.CPU), Map.of("input_ids", Tensor.of(
			new float[] { 1, 2, 3, 4, 5, 6 }, 1, 6)));
		float[] second = run(TextEncoder.build(NAME, config, new RandomWeights(), Form.PLAIN), Map.of("input_ids", Tensor.of(
			new float[] { 1, 2, 3, 40, 5, 6 }, 1, 6)));
		assertClose(Arrays.copyOf(first, 3 * 16), Arrays.copyOf(second, 3 * 16));
		assertTrue(distance(first, second) > 1e-3);
	}

	/** NB: a device without fp16 refuses any other node with such an input. */
	@Test
	void weightsOf16BitsAreBroughtIntoFloatsFirst() throws IOException {
		TextConfig config = new TextConfig(16, 32, 2, 3, 50, 6, true, 2, true, 0);
		for (Form form : List.of(Form.PLAIN, Form.GPU)) {
			Graph graph = TextEncoder.build(NAME, config, new RandomWeights(ElementType.FLOAT16), form).graph();
			List<String> readers = graph.nodes().stream().filter(node -> node.inputs().stream().anyMatch(input -> graph.weights()
				.containsKey(input) && graph.weights().get(input).type() == ElementType.FLOAT16)).map(Node::type).distinct().collect(
					Collectors.toList());
			assertEquals(List.of("Cast"), readers, form.toString());
		}
	}

	@Test
	void nodesAreNamedByModules() throws IOException {
		List<String> names = unet(true, Form.CPU).graph().nodes().stream().map(node -> node.name()).collect(Collectors.toList());
		assertTrue(names.contains("/down_blocks.1.attentions.0.transformer_blocks.1.attn2.to_out.0/FusedMatMul"), names
			.toString());
		assertTrue(names.contains("/mid_block.resnets.1.conv2/Conv"));
		assertTrue(names.contains("/up_blocks.0.upsamplers.0.conv/Conv"));
		assertEquals(names.size(), names.stream().distinct().count());
	}

	private static OnnxModel unet(boolean xl, Form form) throws IOException {
		List<Level> levels = List.of(new Level(16, 2, new int[] { xl ? 0 : 1 }, new int[] { 1, 0 }), new Level(32, 4, new int[] {
			2 }, new int[] { 2, 1 }));
		return Unet.build(NAME, new UnetConfig(4, 4, levels, xl ? 2 : 1, xl ? 1 : 0, CONTEXT, xl, 8, xl ? new Added(6, 8, 10)
			: null, xl ? 0 : 12), new RandomWeights(), form);
	}

	private static float[] answer(OnnxModel unet, int height, int width) throws IOException {
		return run(unet, feeds(1, height, width));
	}

	private static Map<String, Tensor> feeds(int batch, int height, int width) {
		float[] timesteps = new float[batch];
		Arrays.fill(timesteps, 501);
		return Map.of("sample", wave(batch, 4, height, width), "timestep", Tensor.of(timesteps, batch),
			"encoder_hidden_states", wave(batch, 5, CONTEXT), "text_embeds", wave(batch, 10), "time_ids", wave(batch, 6),
			"timestep_cond", wave(batch, 12));
	}

	private static float[] run(OnnxModel model, Map<String, Tensor> feeds) throws IOException {
		try (OnnxSession session = OnnxSession.open(model, Provider.CPU)) {
			return session.run(feeds, new Cancellation()).values().iterator().next().data();
		}
	}

	private static Tensor wave(long... shape) {
		int count = (int) Arrays.stream(shape).reduce(1, (a, b) -> a * b);
		float[] data = new float[count];
		for (int i = 0; i < count; i++)
			data[i] = (float) Math.sin(i);
		return Tensor.of(data, shape);
	}

	private static void assertClose(float[] expected, float[] actual) {
		assertTrue(distance(expected, actual) < 1e-5, "relative L2 " + distance(expected, actual));
	}

	private static double distance(float[] expected, float[] actual) {
		assertEquals(expected.length, actual.length);
		double difference = 0;
		double norm = 0;
		for (int i = 0; i < expected.length; i++) {
			difference += Math.pow(expected[i] - actual[i], 2);
			norm += Math.pow(expected[i], 2);
		}
		return Math.sqrt(difference / norm);
	}
}
