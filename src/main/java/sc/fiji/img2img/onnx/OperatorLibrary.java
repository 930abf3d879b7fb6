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
package sc.fiji.img2img.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxTensorLike;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import sc.fiji.img2img.io.CacheDirectory;
import sc.fiji.img2img.io.Sha256;
import sc.fiji.img2img.onnx.graph.ElementType;
import sc.fiji.img2img.onnx.graph.Graph;
import sc.fiji.img2img.onnx.graph.Node;
import sc.fiji.img2img.onnx.graph.OnnxModel;
import sc.fiji.img2img.onnx.graph.ValueInfo;
import sc.fiji.img2img.onnx.graph.Weight;
import sc.fiji.img2img.onnx.rewrite.WinogradConvolution;

/**
 * The native library with the operators of this program's own for ONNX Runtime on the CPU.
 * <p>
 * It comes with this program and is unpacked into the {@link CacheDirectory}. It is used only where it was seen to compute
 * right in this process; elsewhere, graphs run without its operators, only slower. The system property img2img.winograd
 * is false where it is not wanted. Thread-safe.
 * </p>
 */
final class OperatorLibrary {

	/** The name of the folder in the cache. */
	private static final String FOLDER = "operators";

	private static final String PROPERTY = "img2img.winograd";

	private static final String NAME = System.mapLibraryName("img2img_winograd");

	/** What is compared: values of about one, and a panel of tiles that is not full. */
	private static final int RESULTS = 16;
	private static final int CHANNELS = 8;
	private static final int HEIGHT = 5;
	private static final int WIDTH = 9;
	private static final double TOLERANCE = 1e-5;

	/** Whether it computes right in this process; null before that was tried. */
	private static Boolean works;

	/** That of the library; null before it was taken. */
	private static String sha256;

	private OperatorLibrary() {
		// NB: one in a process.
	}

	/** The library's file, to be registered with the options of a session; empty where it is not to be used. */
	static synchronized Optional<Path> file() {
		if (!Boolean.parseBoolean(System.getProperty(PROPERTY, "true"))) return Optional.empty();
		URL library = OperatorLibrary.class.getResource(RuntimeLibraries.platform() + "/" + NAME);
		if (library == null || Boolean.FALSE.equals(works)) return Optional.empty();
		try {
			Path file = unpacked(library);
			if (works == null) works = computesRight(file);
			return works ? Optional.of(file) : Optional.empty();
		}
		catch (IOException | UncheckedIOException e) {
			// NB: without a place for it, graphs run as they are.
			return Optional.empty();
		}
	}

	/** Whether a file is such a library, and what it computes is right. */
	static boolean computesRight(Path file) {
		OrtEnvironment environment = NativeLibraries.load();
		// NB: nothing ends it early.
		try (NativeCall call = NativeCall.begin(() -> {}); SessionOptions options = new SessionOptions()) {
			options.registerCustomOpLibrary(file.toString());
			float[] image = new float[CHANNELS * HEIGHT * WIDTH];
			for (int i = 0; i < image.length; i++)
				image[i] = (float) Math.sin(i);
			try (OrtSession session = environment.createSession(comparison().encode(), options); OnnxTensor fed = OnnxTensor
				.createTensor(environment, FloatBuffer.wrap(image), new long[] { 1, CHANNELS, HEIGHT, WIDTH }); OrtSession.Result run =
					session.run(Map.<String, OnnxTensorLike>of("image", fed)))
			{
				FloatBuffer difference = ((OnnxTensor) run.get(0)).getFloatBuffer();
				while (difference.hasRemaining())
					if (!(Math.abs(difference.get()) < TOLERANCE)) return false;
				return true;
			}
		}
		catch (OrtException e) {
			// NB: another system than it was built for, or a folder from which no program may be run.
			return false;
		}
	}

	// -- Helper methods --

	private static Path unpacked(URL library) throws IOException {
		byte[] bytes;
		try (InputStream in = library.openStream()) {
			bytes = in.readAllBytes();
		}
		// NB: asked for with each graph, and in a program that has just begun it takes milliseconds.
		if (sha256 == null) sha256 = Sha256.of(bytes);
		Path file = CacheDirectory.folder(FOLDER).resolve(sha256 + "-" + NAME);
		if (!Files.isRegularFile(file) || !Arrays.equals(Files.readAllBytes(file), bytes)) RuntimeLibraries.unpack(library, file);
		return file;
	}

	/** A graph that gives the difference between what the operator computes and what ONNX Runtime does. */
	private static OnnxModel comparison() {
		OnnxModel model = OnnxModel.create(Path.of("comparison"), 17);
		model.useOpset(WinogradConvolution.DOMAIN, 1);
		Graph graph = model.graph();
		graph.inputs().add(ValueInfo.of("image", ElementType.FLOAT, 1, CHANNELS, HEIGHT, WIDTH));
		add(graph, "weights", RESULTS, CHANNELS, 3, 3);
		add(graph, "bias", RESULTS);
		graph.nodes().add(WinogradConvolution.of("own", "image", "weights", "bias", "own"));
		graph.nodes().add(Node.of("usual", "", "Conv", List.of("image", "weights", "bias"), List.of("usual")).withAll("pads", 1, 1,
			1, 1));
		graph.nodes().add(Node.of("difference", "", "Sub", List.of("own", "usual"), List.of("difference")));
		graph.outputs().add(ValueInfo.of("difference", ElementType.FLOAT, 1, RESULTS, HEIGHT, WIDTH));
		return model;
	}

	private static void add(Graph graph, String name, long... shape) {
		double[] values = new double[(int) Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
		Arrays.setAll(values, Math::sin);
		graph.weights().put(name, Weight.of(name, ElementType.FLOAT, shape, values));
	}
}
