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
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Writes weights into one file, piece by piece, so that none is in Java's heap as a whole. */
public final class WeightFile implements WeightStore, AutoCloseable {

	private static final int PIECE = 1 << 18;

	/** Where memory-mapped weights want to begin. */
	private static final int ALIGNMENT = 4096;

	private final Path file;

	private final FileChannel channel;

	private WeightFile(Path file, FileChannel channel) {
		this.file = file;
		this.channel = channel;
	}

	public static WeightFile create(Path file) throws IOException {
		return new WeightFile(file, FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
	}

	@Override
	public Weight store(OnnxModel model, Weight weight, String name, ElementType type) throws IOException {
		ByteBuffer source = weight.bytes(model.folder());
		if (source == null || weight.count() < SMALL) return Weight.of(name, type, weight.shape(), model.values(weight));
		long offset = align();
		ByteBuffer piece = ByteBuffer.allocateDirect(PIECE * type.bytes()).order(ByteOrder.LITTLE_ENDIAN);
		while (source.hasRemaining()) {
			piece.clear();
			while (source.hasRemaining() && piece.hasRemaining()) {
				type.put(piece, weight.next(source));
			}
			write(piece);
		}
		return Weight.external(name, type, weight.shape(), file.getFileName().toString(), offset, channel.position() -
			offset);
	}

	@Override
	public Weight keep(OnnxModel model, Weight weight) throws IOException {
		ByteBuffer source = weight.bytes(model.folder());
		if (source == null || weight.count() < SMALL) return weight.inHeap(model.folder());
		long offset = align();
		int end = source.limit();
		while (source.position() < end) {
			model.cancellation().check();
			source.limit(Math.min(end, source.position() + PIECE));
			channel.write(source);
		}
		return Weight.external(weight.name(), weight.type(), weight.shape(), file.getFileName().toString(), offset, channel
			.position() - offset);
	}

	@Override
	public void close() throws IOException {
		channel.close();
	}

	private long align() throws IOException {
		long position = channel.position();
		long aligned = (position + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
		write(ByteBuffer.allocate((int) (aligned - position)).position((int) (aligned - position)));
		return aligned;
	}

	/** Writes what has been put into a buffer. */
	private void write(ByteBuffer buffer) throws IOException {
		buffer.flip();
		while (buffer.hasRemaining())
			channel.write(buffer);
	}
}
