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

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import sc.fiji.img2img.io.CacheDirectory;
import sc.fiji.img2img.io.FileBytes;
import sc.fiji.img2img.io.FileTree;
import sc.fiji.img2img.io.ScratchFolder;
import sc.fiji.img2img.onnx.graph.ElementType;
import sc.fiji.img2img.onnx.graph.OnnxModel;
import sc.fiji.img2img.onnx.graph.Weight;
import sc.fiji.img2img.onnx.graph.WeightFile;
import sc.fiji.img2img.onnx.rewrite.FloatTypeChange;
import sc.fiji.img2img.run.Cancellation;

/**
 * A copy of a model in a folder of our own, maybe in another floating-point type, made once and read from there ever
 * after.
 * <p>
 * Why large models are copied at all: ONNX Runtime maps weights in files into memory, on all providers while it loads
 * them, on the CPU for as long as they are used. A file that is shortened meanwhile ends the whole program by a signal from
 * the kernel, and one that is written to changes pictures. To read them into memory of our own instead would take that
 * memory for as long as they are used (with 512 MB of weights, 680 MB at most instead of 170 with a mapping), and no more
 * of it than -Xmx allows. A copy costs its disk space, and its time once.
 * </p>
 */
public final class ConvertedModel {

	private static final String GRAPH = "model.onnx";
	private static final String WEIGHTS = "weights.bin";

	private ConvertedModel() {
		// NB: files only.
	}

	/**
	 * The model's copy; made if the folder is not there yet, or is damaged.
	 *
	 * @param folder for this content and type only, named PLACE-CONTENT, where PLACE stands for the file and the type; it
	 *          appears complete or not at all, and others of the same place go
	 * @param file the model; not changed, and needed again only where the copy is deleted and the model is read once more
	 * @param type FLOAT16 or FLOAT; null for that which it has
	 * @param changed whether the content is another one now than that which the folder is for
	 * @throws IOException if the model cannot be read, or the folder cannot be written
	 */
	public static OnnxModel open(Path folder, Path file, ElementType type, BooleanSupplier changed,
		Cancellation cancellation) throws IOException
	{
		return open(folder, (scratch, reading) -> {
			Path copy = scratch.resolve(GRAPH);
			FileBytes.copy(file, copy, reading);
			return OnnxModel.read(file, copy, reading);
		}, type, changed, cancellation);
	}

	/**
	 * The copy of a model that is not in a file.
	 *
	 * @param original the model; its weights are needed again only where the copy is deleted and the model is read once more
	 * @see #open(Path, Path, ElementType, BooleanSupplier, Cancellation)
	 */
	public static OnnxModel open(Path folder, Original original, ElementType type, BooleanSupplier changed,
		Cancellation cancellation) throws IOException
	{
		return read(folder, original, type, changed, cancellation).madeBy(again -> open(folder, original, type, changed, again));
	}

	// -- Helper methods --

	private static OnnxModel read(Path folder, Original original, ElementType type, BooleanSupplier changed,
		Cancellation cancellation) throws IOException
	{
		Path graph = folder.resolve(GRAPH);
		try {
			if (Files.isRegularFile(graph)) return read(graph, cancellation);
		}
		catch (IOException e) {
			// NB: made anew.
		}
		if (Files.exists(folder)) FileTree.delete(folder);
		Files.createDirectories(folder.getParent());
		convert(folder, original, type, changed, cancellation);
		return read(graph, cancellation);
	}

	private static OnnxModel read(Path graph, Cancellation cancellation) throws IOException {
		Path folder = graph.getParent();
		return OnnxModel.read(graph, cancellation).holding(folder.getFileName().toString().substring(place(folder).length()));
	}

	private static void convert(Path folder, Original original, ElementType type, BooleanSupplier changed,
		Cancellation cancellation) throws IOException
	{
		try (ScratchFolder work = ScratchFolder.in(folder.getParent(), "part-")) {
			OnnxModel model = original.read(work.path(), cancellation);
			Path made = Files.createDirectory(work.path().resolve("made"));
			try (WeightFile weights = WeightFile.create(made.resolve(WEIGHTS))) {
				if (type != null) new FloatTypeChange(type, weights).apply(model);
				else for (Weight weight : new ArrayList<>(model.graph().weights().values()))
					model.graph().weights().put(weight.name(), weights.keep(model, weight));
			}
			Files.write(made.resolve(GRAPH), model.encode());
			if (changed.getAsBoolean()) throw new IOException("The files of " + model.file() +
				" were changed while they were read; run again when they are complete.");
			Files.move(made, folder);
			for (Path other : siblings(folder))
				FileTree.delete(other);
		}
		catch (FileSystemException e) {
			// NB: another process may have been faster.
			if (!Files.isRegularFile(folder.resolve(GRAPH))) throw CacheDirectory.fault(folder, e);
		}
		catch (IOException e) {
			if (e.getMessage() != null && e.getMessage().contains("No space left")) throw CacheDirectory.fault(folder, e);
			throw e;
		}
	}

	/** The folders of the same place that stand for what the file held before. */
	private static List<Path> siblings(Path folder) throws IOException {
		String place = place(folder);
		return list(folder.getParent()).stream().filter(other -> place(other).equals(place) && !other.equals(folder)).collect(
			Collectors.toList());
	}

	private static String place(Path folder) {
		return folder.getFileName().toString().replaceFirst("-[^-]*$", "");
	}

	private static List<Path> list(Path folder) throws IOException {
		try (Stream<Path> files = Files.list(folder)) {
			return files.collect(Collectors.toList());
		}
	}

	/** Gives a model as its owner has it. */
	@FunctionalInterface
	public interface Original {

		/**
		 * Reads or makes it.
		 *
		 * @param scratch a folder for what is needed meanwhile
		 * @throws IOException if it cannot be had
		 */
		OnnxModel read(Path scratch, Cancellation cancellation) throws IOException;
	}
}
