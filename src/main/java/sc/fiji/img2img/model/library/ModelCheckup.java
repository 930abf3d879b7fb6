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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import sc.fiji.img2img.io.Sha256;
import sc.fiji.img2img.model.ModelFolders;
import sc.fiji.img2img.model.download.TransferListener;
import sc.fiji.img2img.model.library.ModelRecord.Item;
import sc.fiji.img2img.run.Cancellation;

/** Holds models against what is known of their files. Immutable and thread-safe. */
public final class ModelCheckup {

	private final ModelLibrary library;

	private final KnownModels known;

	private ModelCheckup(ModelLibrary library, KnownModels known) {
		this.library = library;
		this.known = known;
	}

	/** A checkup of what lies in some folders. */
	public static ModelCheckup of(ModelFolders folders) {
		return new ModelCheckup(ModelLibrary.of(folders), KnownModels.get());
	}

	/**
	 * Reads all files of a model.
	 *
	 * @param name of the model; empty for all that are here
	 * @return what was found of each
	 * @throws IOException if there is no such model, or files cannot be read
	 */
	public List<ModelFinding> check(String name, TransferListener listener, Cancellation cancellation) throws IOException {
		List<ModelFinding> findings = new ArrayList<>();
		for (LibraryEntry entry : name.isBlank() ? library.entries() : List.of(library.find(name))) {
			cancellation.check();
			listener.stage("Checking " + entry.name());
			findings.add(entry.isEmbedded() ? ModelFinding.whole(entry, "it is what came with the program") : check(entry,
				cancellation));
		}
		return findings;
	}

	// -- Helper methods --

	private ModelFinding check(LibraryEntry entry, Cancellation cancellation) throws IOException {
		ModelStore store = library.store(entry.path());
		Optional<ModelRecord> record = store.record(entry.path());
		if (record.isEmpty()) return withoutRecord(entry, cancellation);
		List<Item> broken = new ArrayList<>();
		for (Item item : record.get().items())
			if (!isRight(item.file(entry.path()), item, cancellation)) broken.add(item);
		return broken.isEmpty() ? ModelFinding.whole(entry, "all files are what they were when it was added") : ModelFinding
			.broken(entry, broken, store);
	}

	/** NB: of files that somebody put there, only their form can be checked, unless one is of a size that is known. */
	private ModelFinding withoutRecord(LibraryEntry entry, Cancellation cancellation) throws IOException {
		ModelCard card = entry.card();
		if (!card.isUsable() && !card.lacksVae()) return ModelFinding.unusable(entry, card.verdict());
		if (Files.isRegularFile(entry.path())) for (KnownModel model : known.all())
			if (!model.sha256().isEmpty() && model.size().orElse(-1L) == Files.size(entry.path()) && Sha256.of(entry.path(),
				cancellation).equals(model.sha256())) return ModelFinding.whole(entry, "it is " + model.name() + ", as published");
		return ModelFinding.whole(entry, "its files are complete; what they should hold is not known, since it was not added by " +
			"this program");
	}

	private static boolean isRight(Path file, Item item, Cancellation cancellation) throws IOException {
		return Files.isRegularFile(file) && Files.size(file) == item.size && Sha256.of(file, cancellation).equals(
			item.sha256);
	}
}
