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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;

import sc.fiji.img2img.io.ByteCount;
import sc.fiji.img2img.io.FileTree;
import sc.fiji.img2img.io.ScratchFolder;
import sc.fiji.img2img.io.Sha256;
import sc.fiji.img2img.model.download.Download;
import sc.fiji.img2img.model.download.RemoteFile;
import sc.fiji.img2img.model.download.RemoteModel;
import sc.fiji.img2img.model.download.TransferListener;
import sc.fiji.img2img.model.download.Web;
import sc.fiji.img2img.model.library.ModelRecord.Item;
import sc.fiji.img2img.run.Cancellation;

/** A model from the web. Belongs to one thread. */
final class RemoteOffer implements ModelOffer {

	private static final String ZIP = ".zip";

	private final Web web;

	private final ModelStore store;

	private final RemoteModel model;

	private final Arrival arrival;

	private final Path present;

	/** Null where it is not known. */
	private final KnownModel known;

	private final String license;

	/** @param present where it is already; null if it is not here */
	RemoteOffer(Web web, ModelStore store, RemoteModel model, String name, KnownModel known, Path present)
		throws IOException
	{
		this.web = web;
		this.store = store;
		this.model = model;
		this.known = known;
		this.present = present;
		license = !model.license().isEmpty() ? model.license() : known == null ? "" : known.license();
		arrival = new Arrival(store, name, model.source(), license);
		if (present == null && !isZip()) arrival.requireFree(model.isFolder(), model.size());
	}

	@Override
	public Optional<Path> present() {
		return Optional.ofNullable(present);
	}

	@Override
	public List<String> terms() {
		List<String> terms = new ArrayList<>();
		if (known != null) terms.add(known.name() + ": " + known.kind() + ". " + known.use());
		long size = model.size();
		int count = model.files().size();
		terms.add("Download: " + (size < 0 ? "of a size that the server does not say" : ByteCount.text(size)) + (count == 1 ? ""
			: " in " + count + " files") + " from " + model.source() + ", to " + store.folder());
		long kept = kept();
		if (kept > 0) terms.add(ByteCount.text(kept) + " of it are here from an earlier try.");
		terms.add(license.isEmpty() ? "Licence: none is stated; read " + Web.words(model.page()) + " before you use it."
			: "Licence: " + license + " (" + Web.words(model.page()) + "). Adding it means that you agree to this licence.");
		if (model.files().stream().anyMatch(file -> !file.canBeChecked())) terms.add(
			"Warning: no checksum is known, so that nothing says whether it is what it claims to be.");
		return terms;
	}

	@Override
	public Path accept(TransferListener listener, Cancellation cancellation) throws IOException {
		Path parts = store.parts();
		if (model.size() > 0) ByteCount.requireRoom(parts, model.size() - kept(), "the models folder " + store.folder());
		try {
			return model.isFolder() ? folder(parts, listener, cancellation) : file(parts, listener, cancellation);
		}
		catch (CancellationException e) {
			if (kept() > 0) listener.stage(ByteCount.text(kept()) + " are kept, and the same command goes on from there");
			throw e;
		}
	}

	// -- Helper methods --

	private boolean isZip() {
		return !model.isFolder() && model.files().get(0).name().toLowerCase(Locale.ROOT).endsWith(ZIP);
	}

	private long kept() {
		Path parts = store.partsPlace();
		long kept = 0;
		for (RemoteFile file : model.files()) {
			Path whole = tree(parts).resolve(file.name());
			kept += Files.isRegularFile(whole) ? whole.toFile().length() : Download.kept(file, parts);
		}
		return kept;
	}

	private Path file(Path parts, TransferListener listener, Cancellation cancellation) throws IOException {
		RemoteFile file = model.files().get(0);
		listener.stage("Getting " + file.name());
		Path part = Download.of(web, file, parts, listener, cancellation).run();
		try (ScratchFolder scratch = store.scratch()) {
			if (isZip()) {
				Path inside = ZippedModel.unpack(part, Path.of(file.name()), scratch.path(), cancellation);
				return arrival.put(inside, LocalOffer.items(inside), cancellation);
			}
			return arrival.put(part, List.of(new Item("", address(file), Files.size(part), file.sha256())), cancellation);
		}
		finally {
			// NB: what is whole, but cannot be used, is not wanted again.
			if (!cancellation.isCancelled()) Files.deleteIfExists(part);
		}
	}

	private Path folder(Path parts, TransferListener listener, Cancellation cancellation) throws IOException {
		Path tree = tree(parts);
		Files.createDirectories(tree);
		clear(tree);
		List<Item> items = new ArrayList<>();
		int number = 0;
		for (RemoteFile file : model.files()) {
			listener.stage("Getting " + file.name() + " (" + ++number + " of " + model.files().size() + ")");
			Path whole = tree.resolve(file.name());
			if (!isWhole(whole, file, cancellation)) {
				Path part = Download.of(web, file, parts, listener, cancellation).run();
				store.replace(part, whole);
			}
			items.add(new Item(file.name(), address(file), Files.size(whole), file.sha256()));
		}
		return arrival.put(tree, items, cancellation);
	}

	/** Deletes what is in a folder from an earlier version of the model. */
	private void clear(Path tree) throws IOException {
		Set<Path> wanted = model.files().stream().map(file -> tree.resolve(file.name())).collect(Collectors.toSet());
		for (Path file : FileTree.deepestFirst(tree))
			if (Files.isRegularFile(file) && !wanted.contains(file)) Files.delete(file);
	}

	private static boolean isWhole(Path whole, RemoteFile file, Cancellation cancellation) throws IOException {
		if (!Files.isRegularFile(whole) || Files.size(whole) != file.size()) return false;
		return file.sha256().isEmpty() || Sha256.of(whole, cancellation).equals(file.sha256());
	}

	private Path tree(Path parts) {
		return parts.resolve(Sha256.of(model.source().getBytes(StandardCharsets.UTF_8)).substring(0, 24) + ".tree");
	}

	/** NB: what follows the path of an address may be secret, or hold for a while only. */
	private static String address(RemoteFile file) {
		return file.uri().getQuery() == null ? file.uri().toString() : "";
	}
}
