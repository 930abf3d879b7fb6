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
package sc.fiji.img2img.onnx.graph;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import sc.fiji.img2img.io.Excerpt;
import sc.fiji.img2img.io.FailedDownload;
import sc.fiji.img2img.io.FileBytes;
import sc.fiji.img2img.onnx.graph.OnnxProto.ModelProto;
import sc.fiji.img2img.onnx.graph.OnnxProto.OperatorSetIdProto;
import sc.fiji.img2img.run.Cancellation;

/**
 * An ONNX file, read as data and checked, to be looked at, rewritten and handed to ONNX Runtime.
 * <p>
 * The file is memory-mapped and its weights stay where they are, unless it is read whole: {@link #encode()} gives a small
 * model that names the original files as external data. What is mapped must not change. Not thread-safe. Format: onnx.proto
 * of the ONNX project.
 * </p>
 */
public final class OnnxModel {

	/** The version of ONNX's file format that new models are of. */
	private static final int FORMAT = 8;

	private final Path file;

	/** The file that ONNX Runtime finds the weights by. */
	private final Path home;

	private final Graph graph;

	private final Map<String, Long> opsets = new LinkedHashMap<>();

	/** The parts of the model that are written as they were read. */
	private final ByteBuffer message;

	private final boolean whole;

	private Cancellation cancellation;

	/** Null for the file. */
	private Source source;

	/** Null where it is not known. */
	private String content;

	private OnnxModel(Path file, ByteBuffer message, boolean whole, Cancellation cancellation) throws IOException {
		this.file = file;
		this.whole = whole;
		this.message = message;
		this.cancellation = cancellation;
		Graph found = null;
		ModelFunctions functions = new ModelFunctions();
		ProtoReader reader = new ProtoReader(message);
		while (reader.next()) {
			cancellation.check();
			if (reader.field() == ModelProto.GRAPH) found = Graph.read(reader.content());
			if (reader.field() == ModelProto.OPSET_IMPORT) readOpset(reader.content());
			if (reader.field() == ModelProto.FUNCTIONS) functions.add(reader.content());
		}
		if (found == null || found.outputs().isEmpty()) throw new IllegalArgumentException("no graph with outputs");
		if (opsets.isEmpty()) throw new IllegalArgumentException("no version of its operators");
		graph = found;
		check(functions);
		graph.keepOutsideConstants();
		List<ExternalData> external = Stream.concat(graph.tensors().stream(), functions.tensors().stream()).map(
			Weight::external).filter(Objects::nonNull).collect(Collectors.toList());
		// NB: ONNX Runtime follows no link out of the folder, but a file in a cache of downloads mostly is one.
		home = external.isEmpty() ? file.toRealPath() : file.toAbsolutePath();
		for (ExternalData data : external)
			data.resolve(folder());
	}

	private OnnxModel(Path file, long opset) {
		this.file = file;
		home = file.toAbsolutePath();
		whole = false;
		cancellation = new Cancellation();
		message = ByteBuffer.wrap(new ProtoWriter().number(ModelProto.IR_VERSION, FORMAT).toBytes());
		graph = Graph.read(ByteBuffer.allocate(0));
		opsets.put("", opset);
	}

	/**
	 * A new model with an empty graph.
	 *
	 * @param name what messages call it; no such file is written
	 * @param opset the version of ONNX's own operators
	 */
	public static OnnxModel create(Path name, long opset) {
		return new OnnxModel(name, opset);
	}

	/** As {@link #read(Path, Cancellation)}, to the end. */
	public static OnnxModel read(Path file) throws IOException {
		return read(file, new Cancellation());
	}

	/**
	 * Reads a model and checks that its graph can be walked and that all its weights are there.
	 *
	 * @param cancellation ends the reading, and later what is done to the graph
	 * @throws java.util.concurrent.CancellationException if it was cancelled
	 * @throws IOException if the file is missing, is not an ONNX model or is truncated, or if weights that it keeps in
	 *           other files are missing, truncated or outside its own folder
	 */
	public static OnnxModel read(Path file, Cancellation cancellation) throws IOException {
		if (!Files.isRegularFile(file)) throw new IOException("There is no file " + file + ".");
		return read(file, file, cancellation);
	}

	/**
	 * As {@link #read(Path, Cancellation)}, but with all weights in Java's heap, so that it does not matter what becomes of
	 * the files; for small ones.
	 */
	public static OnnxModel readWhole(Path file, Cancellation cancellation) throws IOException {
		if (!Files.isRegularFile(file)) throw new IOException("There is no file " + file + ".");
		OnnxModel model = of(file, FileBytes.read(file, 0, Files.size(file)), true, cancellation);
		return model.inHeap();
	}

	/** Reads a model from a copy, which nobody changes; what it refers to still lies beside the file itself. */
	public static OnnxModel read(Path file, Path copy, Cancellation cancellation) throws IOException {
		ByteBuffer bytes;
		try (FileChannel channel = FileChannel.open(copy, StandardOpenOption.READ)) {
			if (channel.size() > Integer.MAX_VALUE) throw new IOException(file +
				" is not an ONNX model: it has more than the 2 GB that the format allows in one file.");
			bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
		}
		return of(file, bytes, false, cancellation);
	}

	private static OnnxModel of(Path file, ByteBuffer bytes, boolean whole, Cancellation cancellation) throws IOException {
		try {
			return new OnnxModel(file, bytes, whole, cancellation);
		}
		catch (IllegalArgumentException e) {
			throw new IOException(file + " is not an ONNX model, or it is truncated: found " + e.getMessage() + FailedDownload
				.instead(file) + ".");
		}
	}

	/**
	 * Reads all weights into Java's heap, so that it does not matter any more what becomes of their files; for small ones.
	 *
	 * @throws IOException if they cannot be read
	 */
	public OnnxModel inHeap() throws IOException {
		for (Weight weight : new ArrayList<>(graph.weights().values()))
			graph.weights().put(weight.name(), weight.inHeap(folder()));
		return this;
	}

	/** Lets something else than before end work on the graph early. */
	public OnnxModel cancelledBy(Cancellation newCancellation) {
		cancellation = newCancellation;
		return this;
	}

	/** Lets {@link #source} be another one, for a model that is not in a file. */
	public OnnxModel madeBy(Source newSource) {
		source = newSource;
		return this;
	}

	/** What gives the model again, as it was before it was changed. */
	public Source source() {
		if (source != null) return source;
		Path origin = file;
		String known = content;
		return whole ? cancel -> readWhole(origin, cancel) : cancel -> read(origin, cancel).holding(known);
	}

	/**
	 * Says what is in the files that the model refers to, which nobody changes.
	 *
	 * @param newContent a text that differs where they do
	 */
	public OnnxModel holding(String newContent) {
		content = newContent;
		return this;
	}

	/** A text that tells apart what is in the files that the model refers to; null where that is not known. */
	public String content() {
		return content == null && graph.tensors().stream().noneMatch(Weight::isInFile) ? "" : content;
	}

	/** Whether all weights in files begin at places there that can be divided by a number of bytes. */
	public boolean isAligned(long bytes) {
		return graph.tensors().stream().allMatch(weight -> weight.isAligned(bytes));
	}

	/** The file that it was read from. */
	public Path file() {
		return file;
	}

	/** The folder that the file and its external data lie in. */
	public Path folder() {
		return home.getParent();
	}

	/** The graph; changing it changes this model. */
	public Graph graph() {
		return graph;
	}

	/** What ends work on the graph early. */
	public Cancellation cancellation() {
		return cancellation;
	}

	/** The version of the operator set that the graph uses; 0 if it uses none of that domain. */
	public long opset(String domain) {
		return opsets.getOrDefault(domain, 0L);
	}

	/** Lets the graph use operators of a further domain. */
	public void useOpset(String domain, long version) {
		opsets.putIfAbsent(domain, version);
	}

	/**
	 * A weight's elements, as many as its shape says.
	 *
	 * @throws IOException if they cannot be read
	 */
	public double[] values(Weight weight) throws IOException {
		try {
			double[] values = weight.values(folder());
			if (values.length == weight.count()) return values;
			throw new IOException("The weight " + Excerpt.of(weight.name()) + " in " + file + " has " + values.length +
				" elements, but its shape takes " + weight.count() + ".");
		}
		catch (IllegalArgumentException e) {
			throw new IOException("The weight " + Excerpt.of(weight.name()) + " in " + file + " cannot be read: found " + e.getMessage() +
				".", e);
		}
	}

	/** The model for ONNX Runtime, to be loaded with {@link #folder()} as the place of its external data. */
	public byte[] encode() {
		return encode("", UnaryOperator.identity());
	}

	/**
	 * As {@link #encode()}, with other operations in the place of some, while the model itself stays as it is.
	 *
	 * @param domain the operator set that these belong to, in its first version; empty for ONNX's own
	 * @param instead gives the operation that is written in the place of one
	 */
	public byte[] encode(String domain, UnaryOperator<Node> instead) {
		ProtoWriter proto = new ProtoWriter();
		ProtoReader reader = new ProtoReader(message);
		while (reader.next())
			if (reader.field() != ModelProto.GRAPH && reader.field() != ModelProto.OPSET_IMPORT) reader.copyTo(proto);
		proto.message(ModelProto.GRAPH, graph.encode(home.getFileName().toString(), instead));
		Map<String, Long> used = new LinkedHashMap<>(opsets);
		used.putIfAbsent(domain, 1L);
		used.forEach((set, version) -> proto.message(ModelProto.OPSET_IMPORT, new ProtoWriter().string(
			OperatorSetIdProto.DOMAIN, set).number(OperatorSetIdProto.VERSION, version)));
		return proto.toBytes();
	}

	private void check(ModelFunctions functions) throws IOException {
		try {
			GraphCheck check = new GraphCheck(cancellation);
			check.check(graph);
			functions.check(check);
		}
		catch (IllegalArgumentException e) {
			throw new IOException("The graph in " + file + " is damaged: " + e.getMessage() +
				". Download or export the model again.", e);
		}
	}

	private void readOpset(ByteBuffer bytes) {
		String domain = "";
		long version = 0;
		ProtoReader opset = new ProtoReader(bytes);
		while (opset.next()) {
			if (opset.field() == OperatorSetIdProto.DOMAIN) domain = opset.string();
			if (opset.field() == OperatorSetIdProto.VERSION) version = opset.number();
		}
		opsets.put(domain.equals("ai.onnx") ? "" : domain, version);
	}

	/** Gives a model, a new one on each call. */
	@FunctionalInterface
	public interface Source {

		/**
		 * Reads or makes it.
		 *
		 * @param cancellation ends that, and later what is done to the graph
		 * @throws IOException if it cannot be had
		 */
		OnnxModel read(Cancellation cancellation) throws IOException;
	}
}
