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
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import sc.fiji.img2img.io.CacheDirectory;
import sc.fiji.img2img.io.ProgramLock;
import sc.fiji.img2img.io.ScratchFolder;
import sc.fiji.img2img.onnx.graph.OnnxModel;

/**
 * The graphs that ONNX Runtime has optimised and packed, or a provider has compiled, for this machine, kept in the cache
 * folder, so that the next start maps them into memory in the place of preparing them again.
 * <p>
 * Programs that map the same graph share its memory. A graph appears whole or not at all; of several programs that want
 * the same one that is not there yet, one makes it while the others wait. Those that were not used for longest go when there
 * is no room. Immutable and thread-safe.
 * </p>
 */
public final class PreparedGraphs {

	/** The name of the folder in the cache. */
	public static final String FOLDER = "graphs";

	/** A folder with a graph is called by 64 hexadecimal digits. */
	private static final String KEY = "[0-9a-f]{64}";

	private static final String PART = "part-";

	/** How much larger than its weights a graph becomes at most: those of matrix products are kept twice. */
	private static final double GROWTH = 2;

	private static final long GIGABYTE = 1L << 30;

	private static final long DEFAULT_LIMIT = 20;

	/** Smaller graphs are prepared sooner than they are found. */
	private static final long SMALLEST = 32 << 20;

	private final Path folder;

	private final long limit;

	private final long smallest;

	private final Disk disk;

	private PreparedGraphs(Path folder, long limit, long smallest, Disk disk) {
		this.folder = folder;
		this.limit = limit;
		this.smallest = smallest;
		this.disk = disk;
	}

	/** Those in a folder of which all are kept, however small, up to so many bytes. */
	static PreparedGraphs in(Path folder, long limit, Disk disk) {
		return new PreparedGraphs(folder, limit, 0, disk);
	}

	/**
	 * Those in the cache folder. The system property img2img.cache.limit, or the environment variable IMG2IMG_CACHE_LIMIT,
	 * is how many gigabytes they may take; 0 for none.
	 */
	public static PreparedGraphs here() {
		return new PreparedGraphs(CacheDirectory.get().resolve(FOLDER), limit(System.getProperty("img2img.cache.limit", System
			.getenv("IMG2IMG_CACHE_LIMIT"))), Long.getLong("img2img.cache.smallest", SMALLEST), folder -> Files.getFileStore(folder)
				.getUsableSpace());
	}

	/** What they take on the disk, in bytes. */
	public long bytes() {
		return all().stream().mapToLong(PreparedGraph::bytes).sum();
	}

	/** Deletes them, but for those that cannot be, as on Windows while they are used. */
	public void clear() {
		ScratchFolder.sweep(folder, PART);
		all().forEach(PreparedGraph::delete);
	}

	/** Whether graphs like this one are kept where there is room: not small ones, nor those of most providers. */
	boolean keeps(OnnxModel model, Provider provider) {
		return limit > 0 && provider.preparedFor() != null && bytes(model) >= smallest;
	}

	/**
	 * A graph as it is prepared for a provider, made if it is not there.
	 *
	 * @return empty where it is not kept, or there is no room for it
	 */
	Optional<PreparedGraph> of(OnnxModel model, Provider provider) {
		if (!keeps(model, provider)) return Optional.empty();
		try {
			Optional<String> key = GraphKey.of(model, provider);
			if (key.isEmpty()) return Optional.empty();
			PreparedGraph graph = new PreparedGraph(folder.resolve(key.get()));
			if (graph.isUnfit() || !graph.isWhole() && !make(graph, model, provider)) return Optional.empty();
			graph.touch();
			return Optional.of(graph);
		}
		catch (IOException e) {
			// NB: a full disk or a closed folder costs the time to prepare it again, and nothing else.
			return Optional.empty();
		}
	}

	// -- Helper methods --

	/** The bytes of a graph's weights. */
	static long bytes(OnnxModel model) {
		return model.graph().weights().values().stream().mapToLong(weight -> weight.count() * weight.type().bytes()).sum();
	}

	/** @return false if it cannot be kept */
	private boolean make(PreparedGraph graph, OnnxModel model, Provider provider) throws IOException {
		Files.createDirectories(folder);
		try (ProgramLock lock = ProgramLock.of(folder.resolve("lock"), model.cancellation())) {
			// NB: another program may have made it meanwhile.
			if (graph.isWhole()) return true;
			if (graph.isUnfit()) return false;
			if (!graph.delete() || !makeRoom((long) (bytes(model) * GROWTH))) return false;
			try (ScratchFolder work = ScratchFolder.in(folder, PART)) {
				Path made = Files.createDirectory(work.path().resolve("made"));
				new GraphLoader(model, provider).prepare(made);
				Files.move(made, graph.folder(), StandardCopyOption.ATOMIC_MOVE);
			}
			return graph.complete(provider.preparedForm(), model.cancellation());
		}
	}

	/**
	 * Deletes the graphs that were not used for longest, until there is room for another one.
	 *
	 * @return false if there is none without them, either; then none is deleted, unless some cannot be
	 */
	boolean makeRoom(long bytes) throws IOException {
		List<PreparedGraph> oldest = new ArrayList<>(all());
		oldest.sort(Comparator.comparing(PreparedGraph::used));
		long taken = bytes();
		if (!fits(bytes, 0, disk.usable(folder) + taken)) return false;
		for (PreparedGraph graph : oldest) {
			if (fits(bytes, taken, disk.usable(folder))) return true;
			long freed = graph.bytes();
			if (graph.delete()) taken -= freed;
		}
		return fits(bytes, taken, disk.usable(folder));
	}

	/** NB: others want room on the disk, too. */
	private boolean fits(long bytes, long taken, long usable) {
		return taken + bytes <= limit && usable / 2 > bytes;
	}

	private List<PreparedGraph> all() {
		try (Stream<Path> folders = Files.list(folder)) {
			return folders.filter(path -> path.getFileName().toString().matches(KEY)).map(PreparedGraph::new).collect(Collectors
				.toList());
		}
		catch (IOException e) {
			return List.of();
		}
	}

	/** Bytes of a number of gigabytes; as usual where none is written. */
	static long limit(String gigabytes) {
		try {
			return gigabytes == null || gigabytes.isBlank() ? DEFAULT_LIMIT * GIGABYTE : (long) (Double.parseDouble(gigabytes
				.trim()) * GIGABYTE);
		}
		catch (NumberFormatException e) {
			throw new IllegalArgumentException("The cache limit \"" + gigabytes + "\" should be a number of gigabytes; set the " +
				"system property img2img.cache.limit or the environment variable IMG2IMG_CACHE_LIMIT to one, or to 0 to keep " +
				"nothing.");
		}
	}

	/** How many bytes can be written where a folder is. */
	interface Disk {

		long usable(Path folder) throws IOException;
	}
}
