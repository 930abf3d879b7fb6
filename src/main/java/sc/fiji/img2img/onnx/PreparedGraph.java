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
import java.nio.file.attribute.FileTime;
import java.time.Instant;

import sc.fiji.img2img.io.FileTree;
import sc.fiji.img2img.io.FolderRecord;
import sc.fiji.img2img.onnx.graph.OnnxModel;
import sc.fiji.img2img.run.Cancellation;

/**
 * A folder with a graph as it is run on this machine.
 * <p>
 * Its files are mapped into memory by whoever runs it, so they are never changed, and go only together. A record beside
 * them says what they looked like when they were written.
 * </p>
 */
final class PreparedGraph {

	/** The name of the file with the graph. */
	static final String GRAPH = "model.onnx";

	/** The name of the file with the weights, if there are any outside the graph. */
	static final String WEIGHTS = "weights.bin";

	private static final String UNFIT = "unfit";

	private final Path folder;

	PreparedGraph(Path folder) {
		this.folder = folder;
	}

	/** Whether its files are there, and nobody has touched them. */
	boolean isWhole() {
		return FolderRecord.holds(folder);
	}

	/**
	 * Makes it whole, after its files were put where they belong.
	 *
	 * @return false if it must not be used, now and ever
	 */
	boolean complete(PreparedForm form, Cancellation cancellation) throws IOException {
		// NB: none is written where a provider takes no part of the graph.
		if (!Files.exists(file()) || !form.isFit(read(cancellation))) {
			delete();
			Files.createDirectories(folder);
			Files.createFile(folder.resolve(UNFIT));
			return false;
		}
		FolderRecord.write(folder);
		return true;
	}

	/** Whether it must not be used. */
	boolean isUnfit() {
		return Files.exists(folder.resolve(UNFIT));
	}

	/** The graph, to be changed before it is run. */
	OnnxModel read(Cancellation cancellation) throws IOException {
		return OnnxModel.read(file(), cancellation);
	}

	/** The file with the graph. */
	Path file() {
		return folder.resolve(GRAPH);
	}

	Path folder() {
		return folder;
	}

	/** Notes that it is used now. */
	void touch() {
		try {
			Files.setLastModifiedTime(folder, FileTime.from(Instant.now()));
		}
		catch (IOException e) {
			// NB: in a folder of somebody else it may go earlier than it should.
		}
	}

	/** When it was used last. */
	FileTime used() {
		try {
			return Files.getLastModifiedTime(folder);
		}
		catch (IOException e) {
			return FileTime.fromMillis(0);
		}
	}

	/** What it takes on the disk, in bytes. */
	long bytes() {
		return FileTree.bytes(folder);
	}

	/**
	 * Deletes it.
	 *
	 * @return false if it cannot be, as on Windows while it is used
	 */
	boolean delete() {
		// NB: a folder without its record is no prepared graph, also where the weights cannot be deleted.
		try {
			Files.deleteIfExists(folder.resolve(FolderRecord.NAME));
		}
		catch (IOException e) {
			return false;
		}
		return FileTree.delete(folder);
	}
}
