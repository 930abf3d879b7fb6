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
package sc.fiji.img2img.model.download;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

import sc.fiji.img2img.io.ByteCount;
import sc.fiji.img2img.io.FailedDownload;
import sc.fiji.img2img.io.ProgramLock;
import sc.fiji.img2img.io.Sha256;
import sc.fiji.img2img.run.Cancellation;

/**
 * Gets one file, in as many tries as it takes. What an earlier try has left, be it of a program that was killed, is gone on
 * from. Belongs to one thread.
 */
public final class Download {

	private final Web web;

	private final RemoteFile file;

	private final Path part;

	private final TransferListener listener;

	private final Cancellation cancellation;

	private Download(Web web, RemoteFile file, Path folder, TransferListener listener, Cancellation cancellation) {
		this.web = web;
		this.file = file;
		this.part = part(file, folder);
		this.listener = listener;
		this.cancellation = cancellation;
	}

	/**
	 * A download.
	 *
	 * @param folder for what is got, which exists
	 */
	public static Download of(Web web, RemoteFile file, Path folder, TransferListener listener, Cancellation cancellation) {
		return new Download(web, file, folder, listener, cancellation);
	}

	/** How many bytes of a file are in a folder from earlier tries. */
	public static long kept(RemoteFile file, Path folder) {
		return file.canGoOn() ? part(file, folder).toFile().length() : 0;
	}

	/**
	 * Gets it.
	 *
	 * @return the file, whole and checked; whoever asked moves it away
	 * @throws IOException if it cannot be had; the message says why, and what is kept for the next try
	 * @throws java.util.concurrent.CancellationException if it was cancelled; what is there is kept
	 */
	public Path run() throws IOException {
		// NB: on Windows, nobody could read a file that is itself locked.
		Path guard = part.resolveSibling(file.key() + ".lock");
		try (ProgramLock lock = ProgramLock.now(guard).orElseThrow(() -> new IOException(
			"Another program, or another window, is getting " + file.name() + " already."));
			FileChannel channel = FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.READ,
				StandardOpenOption.WRITE))
		{
			if (!file.canGoOn()) channel.truncate(0);
			fill(channel);
			String fault = fault();
			if (!fault.isEmpty()) {
				listener.stage("What came of " + file.name() + " is not right; getting it once more");
				channel.truncate(0);
				fill(channel);
				fault = fault();
			}
			if (!fault.isEmpty()) {
				channel.truncate(0);
				throw new RefusedException(Web.words(file.uri()) + " " + fault + " Nothing of it is kept.");
			}
		}
		guard.toFile().delete();
		return part;
	}

	// -- Helper methods --

	private static Path part(RemoteFile file, Path folder) {
		return folder.resolve(file.key() + ".part");
	}

	private void fill(FileChannel channel) throws IOException {
		int failures = 0;
		while (true) {
			long before = channel.size();
			try {
				fetch(channel);
				return;
			}
			catch (RefusedException e) {
				throw e;
			}
			catch (IOException e) {
				failures = channel.size() > before ? 1 : failures + 1;
				if (failures >= web.patience().tries() || !BusyException.isShort(e)) throw new IOException("The download of " + file.name() + " failed: " + e
					.getMessage() + ". " + kept(channel), e);
				listener.stage(e.getMessage() + "; trying again");
				web.patience().pause(failures, BusyException.seconds(e), cancellation);
			}
		}
	}

	private String kept(FileChannel channel) throws IOException {
		if (channel.size() == 0 || !file.canGoOn()) return "Nothing of it is kept.";
		return ByteCount.text(channel.size(), file.size()) + " are kept, and the same command goes on from there.";
	}

	private void fetch(FileChannel channel) throws IOException {
		if (file.size() >= 0 && channel.size() > file.size()) channel.truncate(0);
		if (channel.size() == file.size()) return;
		try (WebAnswer answer = web.get(file.uri(), cancellation, headers(channel.size()))) {
			if (answer.status() == 416 && channel.size() > 0) {
				channel.truncate(0);
				throw new IOException("the server has no more than what is here already, which is not all");
			}
			if (answer.status() != 200 && answer.status() != 206) throw WebFault.of(web, file.uri(), answer);
			if (answer.isPage()) throw WebFault.page(file.uri());
			if (answer.start() != channel.size()) channel.truncate(0);
			if (answer.start() != 0 && channel.size() == 0) throw new IOException("the server sent another part than it was asked for");
			receive(answer, channel);
		}
		if (file.size() >= 0 && channel.size() < file.size()) throw new IOException("the server ended after " + channel.size() +
			" of " + file.size() + " bytes");
	}

	private String[] headers(long from) {
		List<String> headers = new ArrayList<>();
		if (from > 0) headers.addAll(List.of("Range", "bytes=" + from + "-"));
		if (from > 0 && !file.validator().isEmpty()) headers.addAll(List.of("If-Range", file.validator()));
		return headers.toArray(new String[0]);
	}

	private void receive(WebAnswer answer, FileChannel channel) throws IOException {
		channel.position(channel.size());
		answer.body().read(web.patience(), cancellation, piece -> {
			for (ByteBuffer buffer : piece)
				write(buffer, channel);
			listener.bytes(channel.position(), file.size());
			return true;
		});
	}

	private void write(ByteBuffer buffer, FileChannel channel) throws IOException {
		if (file.size() >= 0 && channel.position() + buffer.remaining() > file.size()) {
			channel.truncate(0);
			throw new RefusedException(Web.words(file.uri()) + " sends more than the " + file.size() +
				" bytes that the file should have. Nothing of it is kept.");
		}
		try {
			while (buffer.hasRemaining())
				channel.write(buffer);
		}
		catch (IOException e) {
			String reason = String.valueOf(e.getMessage());
			throw new RefusedException((reason.contains("No space left") || reason.contains("quota") ? "The disk is full: " + part
				.getParent() + " has no room for " + file.name() : part.getParent() + " cannot be written to (" + reason + ")") + ". " +
				kept(channel));
		}
	}

	/** What is wrong with what is there, as the end of a sentence; empty if nothing is. */
	private String fault() throws IOException {
		listener.stage("Checking " + file.name());
		if (!file.sha256().isEmpty()) {
			String found = Sha256.of(part, cancellation);
			return found.equals(file.sha256()) ? "" : "sends a file with the SHA-256 " + found + ", where it should be " + file
				.sha256() + ".";
		}
		if (!file.gitHash().isEmpty() && !GitHash.of(part).equals(file.gitHash())) return "sends another file than it says.";
		String instead = FailedDownload.instead(part);
		return Files.size(part) == 0 ? "sends an empty file." : instead.isEmpty() ? "" : "sends no model" + instead + ".";
	}
}
