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
package sc.fiji.img2img.model.library;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

import sc.fiji.img2img.io.ByteCount;
import sc.fiji.img2img.model.download.Download;
import sc.fiji.img2img.model.download.Hub;
import sc.fiji.img2img.model.download.RemoteFile;
import sc.fiji.img2img.model.download.TransferListener;
import sc.fiji.img2img.model.library.ModelRecord.Item;
import sc.fiji.img2img.run.Cancellation;

/** What a checkup found of a model. Immutable. */
public final class ModelFinding {

	private final LibraryEntry entry;

	private final String words;

	private final List<Item> broken;

	/** Null where nothing can be mended. */
	private final ModelStore store;

	private final boolean whole;

	private ModelFinding(LibraryEntry entry, String words, List<Item> broken, ModelStore store, boolean whole) {
		this.entry = entry;
		this.words = words;
		this.broken = broken;
		this.store = store;
		this.whole = whole;
	}

	static ModelFinding whole(LibraryEntry entry, String words) {
		return new ModelFinding(entry, words, List.of(), null, true);
	}

	static ModelFinding unusable(LibraryEntry entry, String words) {
		return new ModelFinding(entry, words, List.of(), null, false);
	}

	static ModelFinding broken(LibraryEntry entry, List<Item> broken, ModelStore store) {
		String files = broken.stream().map(item -> item.name.isEmpty() ? entry.path().getFileName().toString() : item.name)
			.collect(Collectors.joining(", "));
		return new ModelFinding(entry, "changed, cut off or missing: " + files, List.copyOf(broken), store, false);
	}

	/** The model. */
	public LibraryEntry entry() {
		return entry;
	}

	/** Whether nothing is wrong with it. */
	public boolean isWhole() {
		return whole;
	}

	/** Whether what is broken can be got again. */
	public boolean canBeMended() {
		return !broken.isEmpty() && broken.stream().noneMatch(item -> item.url.isEmpty());
	}

	/** How many bytes have to be got for that. */
	public long bytes() {
		return broken.stream().mapToLong(item -> item.size).sum();
	}

	/**
	 * Gets what is broken again, and puts it in the place of the broken files, each in one step.
	 *
	 * @throws IOException if it cannot be had; the message says why, and what is kept for the next try
	 */
	public void mend(Hub hub, TransferListener listener, Cancellation cancellation) throws IOException {
		for (Item item : broken) {
			RemoteFile file = RemoteFile.of(Hub.address(item.url), item.name.isEmpty() ? entry.name() : item.name, item.size,
				item.sha256, "");
			ByteCount.requireRoom(store.parts(), item.size, "the models folder " + store.folder());
			Path part = Download.of(hub.web(), file, store.parts(), listener, cancellation).run();
			store.replace(part, item.file(entry.path()));
		}
	}

	/** What was found, in a line. */
	@Override
	public String toString() {
		return entry.name() + (whole ? " is whole: " : " is broken: ") + words + (whole || broken.isEmpty() ? "" : canBeMended()
			? " (" + ByteCount.text(bytes()) + " to get again)" : "; add it again from where it came");
	}
}
