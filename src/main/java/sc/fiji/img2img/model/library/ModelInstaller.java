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
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import sc.fiji.img2img.io.Excerpt;
import sc.fiji.img2img.model.ModelFolders;
import sc.fiji.img2img.model.download.Hub;
import sc.fiji.img2img.model.download.HubName;
import sc.fiji.img2img.model.download.RemoteFile;
import sc.fiji.img2img.model.download.RemoteModel;
import sc.fiji.img2img.run.Cancellation;

/**
 * Adds models to the folder of models, and removes them. Nothing is asked of the web before it is wanted. Thread-safe, also
 * between processes.
 */
public final class ModelInstaller {

	private final ModelFolders folders;

	private final ModelLibrary library;

	private final Hub hub;

	private final KnownModels known;

	private ModelInstaller(ModelFolders folders, Hub hub, KnownModels known) {
		this.folders = folders;
		this.library = ModelLibrary.of(folders);
		this.hub = hub;
		this.known = known;
	}

	/** Adds to {@link ModelFolders#target}. */
	public static ModelInstaller of(ModelFolders folders, Hub hub) {
		return of(folders, hub, KnownModels.get());
	}

	static ModelInstaller of(ModelFolders folders, Hub hub, KnownModels known) {
		return new ModelInstaller(folders, hub, known);
	}

	/**
	 * Looks at what may be added.
	 *
	 * @param what the path of a file, a folder or a zip file; an address on the web; {@code owner/name[@revision][:file]} on
	 *          the Hugging Face hub; or the name of a model that is known
	 * @param name what it is to be called here; empty for its own name
	 * @throws IOException if there is no such thing, or it is of no use; the message says why
	 */
	public ModelOffer offer(String what, String name, Cancellation cancellation) throws IOException {
		ModelStore store = ModelStore.of(folders.target());
		String wanted = what.trim();
		Path path = LibraryEntry.path(wanted);
		if (path != null && Files.exists(path)) return new LocalOffer(store, path, name.isBlank() ? baseName(path) : name);
		Optional<KnownModel> entry = known.find(wanted);
		RemoteModel remote;
		if (wanted.matches("(?i)https?://.*")) remote = hub.look(address(wanted), cancellation);
		else if (entry.isPresent()) remote = hub.look(entry.get().hub(), cancellation);
		else {
			HubName hubName = HubName.read(wanted).orElseThrow(() -> new IOException("There is nothing called \"" + Excerpt.of(
				wanted) + "\" to add; give a file, a folder, a zip file, an address on the web, owner/name on the Hugging Face hub, or " +
				"a name of those that are known: " + known.all().stream().map(KnownModel::name).collect(Collectors.joining(", ")) + "."));
			remote = hub.look(hubName, cancellation);
		}
		if (entry.isPresent() && entry.get().size().isPresent()) remote = remote.expecting(entry.get().size().get(), entry.get()
			.sha256().isEmpty() ? remote.files().get(0).sha256() : entry.get().sha256());
		if (!remote.isFolder()) HeaderCheck.refuse(hub, remote.files().get(0), cancellation);
		String own = entry.map(KnownModel::name).orElse(remote.name());
		return new RemoteOffer(hub.web(), store, remote, name.isBlank() ? own : name, entry.orElse(null), present(remote));
	}

	/**
	 * Removes a model from the folders of models.
	 *
	 * @throws IOException if it comes with the program, or cannot be removed
	 */
	public void remove(LibraryEntry entry) throws IOException {
		if (entry.isEmbedded()) throw new IOException("The model " + entry.name() + " comes with the program, and cannot be removed.");
		library.store(entry.path()).remove(entry.path());
	}

	// -- Helper methods --

	private Path present(RemoteModel model) throws IOException {
		Set<String> hashes = model.files().stream().map(RemoteFile::sha256).filter(hash -> !hash.isEmpty()).collect(Collectors
			.toSet());
		if (hashes.isEmpty()) return null;
		for (LibraryEntry entry : library.entries()) {
			Optional<ModelRecord> record = entry.isEmbedded() ? Optional.empty() : library.store(entry.path()).record(entry
				.path());
			if (record.isPresent() && isWhole(record.get().items(), entry.path()) && record.get().items().stream().map(
				item -> item.sha256).collect(Collectors.toSet()).containsAll(hashes)) return entry.path();
		}
		return null;
	}

	private static boolean isWhole(List<ModelRecord.Item> items, Path model) {
		return items.stream().allMatch(item -> item.file(model).toFile().length() == item.size);
	}

	private static URI address(String text) throws IOException {
		try {
			return Hub.address(text);
		}
		catch (IllegalArgumentException e) {
			throw new IOException(e.getMessage(), e);
		}
	}

	private static String baseName(Path path) {
		Path name = path.toAbsolutePath().normalize().getFileName();
		return name == null ? "model" : Files.isDirectory(path) ? name.toString() : name.toString().replaceFirst("\\.[A-Za-z]+$", "");
	}
}
