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

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

import sc.fiji.img2img.io.Excerpt;
import sc.fiji.img2img.network.Weights;
import sc.fiji.img2img.onnx.graph.Weight;

/** The tensors of one network of a checkpoint, by diffusers' names. Immutable. */
final class PartWeights implements Weights {

	/** What scaled tensors of 8 bits have beside them; of the two the second is ComfyUI's older one. */
	private static final List<String> SCALES = List.of("weight_scale", "scale_weight");

	private final String title;

	private final Path source;

	private final Map<String, StoredTensor> tensors;

	private final Set<String> paths;

	/** From a name of diffusers to what the file would have it be. */
	private final UnaryOperator<String> origin;

	private PartWeights(String title, Path source, Map<String, StoredTensor> tensors, UnaryOperator<String> origin) {
		this.title = title;
		this.source = source;
		this.tensors = tensors;
		this.origin = origin;
		paths = ModuleNames.paths(tensors.keySet());
	}

	/**
	 * A part.
	 *
	 * @param title what messages call it: UNet, VAE, ...
	 * @param source the file or folder that the tensors come from
	 * @param tensors by diffusers' names
	 * @param origin from a name of diffusers to what the file would have it be
	 */
	static PartWeights of(String title, Path source, Map<String, StoredTensor> tensors, UnaryOperator<String> origin) {
		return new PartWeights(title, source, scaled(tensors), origin);
	}

	/** What messages call it. */
	String title() {
		return title;
	}

	/** The file or folder that the tensors come from. */
	Path source() {
		return source;
	}

	/** All tensors by diffusers' names. */
	Map<String, StoredTensor> tensors() {
		return Collections.unmodifiableMap(tensors);
	}

	/** How many bytes all tensors take in their files. */
	long bytes() {
		return tensors.values().stream().mapToLong(StoredTensor::bytes).sum();
	}

	/** The real files that the tensors lie in. */
	List<Path> files() {
		List<Path> files = new ArrayList<>();
		for (StoredTensor tensor : tensors.values())
			if (!files.contains(tensor.file())) files.add(tensor.file());
		return files;
	}

	@Override
	public boolean has(String name) {
		return tensors.containsKey(name);
	}

	/** Whether there is a module of that path. */
	boolean hasModule(String path) {
		return paths.contains(path);
	}

	/** How many modules of a list there are, counted from 0 on. */
	int count(String list) {
		int count = 0;
		while (hasModule(list + "." + count))
			count++;
		return count;
	}

	/** What the file calls a tensor. */
	String nameInFile(String name) {
		return has(name) ? tensors.get(name).name() : origin.apply(name);
	}

	/** @throws IOException if there is no such tensor */
	StoredTensor tensor(String name) throws IOException {
		StoredTensor tensor = tensors.get(name);
		if (tensor == null) throw new IOException(source + " lacks the tensor " + Excerpt.of(nameInFile(name)) + " of the " + title +
			": the file is incomplete, or of a kind that is not known here.");
		return tensor;
	}

	/**
	 * The size of a tensor along a dimension.
	 *
	 * @throws IOException if there is no such tensor, or it has fewer dimensions
	 */
	int size(String name, int dimension) throws IOException {
		StoredTensor tensor = tensor(name);
		if (dimension < tensor.shape().length) return (int) tensor.shape()[dimension];
		throw new IOException("The tensor " + Excerpt.of(tensor.name()) + " in " + tensor.file() + " should have at least " +
			(dimension + 1) + " dimensions, but its shape is " + StoredTensor.words(tensor.shape()) + ".");
	}

	@Override
	public Weight get(String name, long... shape) throws IOException {
		StoredTensor tensor = tensor(name);
		StoredTensor read = shape.length == 2 ? tensor.asMatrix() : tensor;
		if (!Arrays.equals(read.shape(), shape)) throw new IOException("The tensor " + Excerpt.of(tensor.name()) + " in " +
			tensor.file() + " should have the shape " + StoredTensor.words(shape) + ", but has " + StoredTensor.words(tensor
				.shape()) + ".");
		return read.weight(name);
	}

	// -- Helper methods --

	/** Takes the scales of 8-bit tensors to the tensors that they belong to. */
	private static Map<String, StoredTensor> scaled(Map<String, StoredTensor> tensors) {
		Map<String, StoredTensor> scaled = new LinkedHashMap<>(tensors);
		for (Map.Entry<String, StoredTensor> entry : tensors.entrySet()) {
			String module = entry.getKey().substring(0, entry.getKey().lastIndexOf('.') + 1);
			if (!SCALES.contains(entry.getKey().substring(module.length()))) continue;
			scaled.remove(entry.getKey());
			scaled.computeIfPresent(module + "weight", (name, tensor) -> tensor.scaled(entry.getValue()));
		}
		return scaled;
	}
}
