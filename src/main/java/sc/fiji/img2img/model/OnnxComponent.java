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
package sc.fiji.img2img.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import sc.fiji.img2img.io.JsonFile;
import sc.fiji.img2img.onnx.ConvertedModel;
import sc.fiji.img2img.onnx.Provider;
import sc.fiji.img2img.onnx.graph.ElementType;
import sc.fiji.img2img.onnx.graph.Graph;
import sc.fiji.img2img.onnx.graph.OnnxModel;
import sc.fiji.img2img.run.Cancellation;

/** A network in a folder with an ONNX file and, mostly, a config.json. Immutable. */
final class OnnxComponent implements Component {

	private final Path onnx;

	private final JsonFile config;

	private OnnxComponent(Path onnx, JsonFile config) {
		this.onnx = onnx;
		this.config = config;
	}

	/**
	 * The network in a folder.
	 *
	 * @throws IOException if it has no ONNX file, or several of which none is called model.onnx
	 */
	static OnnxComponent of(Path folder) throws IOException {
		return new OnnxComponent(find(folder), JsonFile.of(folder.resolve("config.json")));
	}

	@Override
	public OnnxModel read(Cancellation cancellation) throws IOException {
		return read(null, cancellation);
	}

	@Override
	public OnnxModel read(Provider provider, boolean exact, Cancellation cancellation) throws IOException {
		return read(exact ? provider.exactFloats() : provider.floats(), cancellation);
	}

	@Override
	public boolean isAtHand() throws IOException {
		Path original = onnx.getParent();
		if (isOwn() || ModelFiles.bytes(original) <= NetworkCopies.SMALL) return true;
		return Fingerprint.isKnown(List.of(original)) && Files.isDirectory(folder(null));
	}

	@Override
	public int downsampling(OnnxModel model) throws IOException {
		return 1 << Component.halvings(model);
	}

	@Override
	public int sampleSize() throws IOException {
		return Component.sampleSize(config);
	}

	@Override
	public int penultimateHiddenState(Graph graph) throws IOException {
		int states = (int) graph.outputs().stream().filter(output -> output.name().startsWith("hidden_states.")).count();
		int index = config.has("num_hidden_layers") ? (int) config.number("num_hidden_layers", 0) - 1 : states - 2;
		return graph.output("hidden_states." + index) == null ? -1 : index;
	}

	// -- Helper methods --

	/**
	 * Reads the graph in a floating-point type. It does not matter what becomes of its files afterwards: small ones are kept
	 * in memory, and of large ones, or those of another type, there is a copy in the cache directory.
	 *
	 * @param floats FLOAT16 or FLOAT; null for the graph as it is
	 * @param cancellation ends reading and copying early
	 * @throws IOException if the file is no complete ONNX model, or cannot be copied
	 */
	private OnnxModel read(ElementType floats, Cancellation cancellation) throws IOException {
		boolean own = isOwn();
		if (!own && ModelFiles.bytes(onnx.getParent()) > NetworkCopies.SMALL) return copy(floats, cancellation);
		OnnxModel model = own ? OnnxModel.read(onnx, cancellation) : OnnxModel.readWhole(onnx, cancellation);
		ElementType other = floats == ElementType.FLOAT16 ? ElementType.FLOAT : ElementType.FLOAT16;
		boolean converts = floats != null && model.graph().weights().values().stream().anyMatch(weight -> weight
			.type() == other && weight.shape().length > 1);
		return converts ? copy(floats, cancellation) : model;
	}

	private OnnxModel copy(ElementType floats, Cancellation cancellation) throws IOException {
		ModelFiles files = ModelFiles.of(onnx.getParent());
		return ConvertedModel.open(folder(floats), onnx, floats, files::haveChanged, cancellation);
	}

	/** The folder of its copy. */
	private Path folder(ElementType floats) throws IOException {
		return NetworkCopies.folder(onnx, floats == null ? "" : floats.toString(), Fingerprint.of(onnx.getParent()));
	}

	/** NB: nobody else changes what is in the cache. */
	private boolean isOwn() {
		return onnx.toAbsolutePath().startsWith(NetworkCopies.root());
	}

	private static Path find(Path folder) throws IOException {
		Path usual = folder.resolve("model.onnx");
		if (Files.isRegularFile(usual)) return usual;
		List<Path> candidates;
		try (Stream<Path> files = Files.list(folder)) {
			candidates = files.filter(file -> file.toString().endsWith(".onnx")).sorted().collect(Collectors.toList());
		}
		if (candidates.size() == 1) return candidates.get(0);
		if (!candidates.isEmpty()) throw new IOException("There are several ONNX files in " + folder +
			", and none is called model.onnx.");
		Optional<Path> torch = TorchFile.in(folder);
		throw new IOException("There is no model.onnx in " + folder + (torch.isEmpty() ? "." : ", only weights for PyTorch (" +
			torch.get().getFileName() + "); " + TorchFile.EXPORT));
	}
}
