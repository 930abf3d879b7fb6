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
package sc.fiji.img2img.device.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import sc.fiji.img2img.io.ByteCount;
import sc.fiji.img2img.io.ScratchFolder;
import sc.fiji.img2img.onnx.NativeLibraries;

/**
 * Installs and removes plugin providers.
 * <p>
 * Nothing of a package is run; only its libraries, what these read, and its licences are unpacked, into a folder of their
 * own beside older versions. Thread-safe, also between processes.
 * </p>
 */
public final class PluginInstaller {

	private final InstalledPlugins installed;

	private final InstallFolder folder;

	private final NativePlatform platform;

	private final String runtime;

	private final WheelDownload download;

	private final Optional<String> processor;

	private PluginInstaller(InstalledPlugins installed, InstallFolder folder, NativePlatform platform, String runtime,
		WheelDownload download, Optional<String> processor)
	{
		this.installed = installed;
		this.folder = folder;
		this.platform = platform;
		this.runtime = runtime;
		this.download = download;
		this.processor = processor;
	}

	/**
	 * Installs into the user's devices directory.
	 *
	 * @throws IOException if there are no providers for this machine, or no place for them
	 */
	public static PluginInstaller here() throws IOException {
		if (!InstalledPlugins.canLast()) throw new IOException("There is no home folder here to install devices in; name a " +
			"folder by the system property img2img.devices or the environment variable IMG2IMG_DEVICES.");
		NativePlatform platform = NativePlatform.current().orElseThrow(() -> new IOException("There are no further devices for " +
			System.getProperty("os.name") + " on " + System.getProperty("os.arch") + "."));
		InstalledPlugins installed = InstalledPlugins.here();
		return of(installed, InstallFolder.of(installed.directory()), platform, NativeLibraries.load().getVersion(),
			WheelDownload.here()).on(CpuVendor.here());
	}

	/**
	 * Installs for a machine whose processor takes each provider as it is.
	 *
	 * @param runtime the version of ONNX Runtime that is to load the providers
	 */
	public static PluginInstaller of(InstalledPlugins installed, InstallFolder folder, NativePlatform platform, String runtime,
		WheelDownload download)
	{
		return new PluginInstaller(installed, folder, platform, runtime, download, Optional.empty());
	}

	/**
	 * The same for another processor.
	 *
	 * @param vendor who made it, as {@link CpuVendor} tells
	 */
	public PluginInstaller on(Optional<String> vendor) {
		return new PluginInstaller(installed, folder, platform, runtime, download, vendor);
	}

	/**
	 * Offers the known version of a provider, which is fetched by pip once it is accepted.
	 *
	 * @throws IOException if there is no such provider, or none for this machine; the message says what there is
	 */
	public InstallOffer offer(String key) throws IOException {
		PluginDescription description = find(key);
		PluginWheel wheel = description.wheel(platform).orElseThrow(() -> new IOException("There is no package of " +
			description.title() + " for " + platform + "."));
		Optional<String> fault = description.runtimeFault(runtime);
		if (fault.isPresent()) throw new IOException(fault.get());
		List<String> terms = new ArrayList<>();
		terms.add(description + ": " + description.runs());
		terms.add("Download: " + ByteCount.text(wheel.size()) + ", the package " + description.packageName() + " by pip; on disk " +
			ByteCount.text(wheel.unpackedSize()) + " in " + installed.directory());
		return new Offer(description, installation(description, description.version(), wheel.sha256()), terms(description,
			terms), progress -> fetch(description, wheel, progress));
	}

	/**
	 * Offers what is in a file: a wheel, a nupkg or zip file, or a bare library.
	 *
	 * @throws IOException if it holds no provider that is known here, is for another platform, or not what it should be
	 */
	public InstallOffer offer(Path file) throws IOException {
		InstallSource source = InstallSource.of(file);
		PluginDescription description = source.description(installed.descriptions());
		source.check(description);
		String version = source.version(description);
		long size;
		try (PluginPackage contents = PluginPackage.open(file)) {
			PluginContents.of(file, contents, description, platform);
			size = Files.size(file);
		}
		List<String> terms = new ArrayList<>();
		terms.add(description.title() + " " + version + ": " + description.runs());
		terms.add("From " + file + " (" + ByteCount.text(size) + "), to " + installed.directory());
		if (!source.isPinned(description)) terms.add("Warning: " + file.getFileName() + " is not known here (" + description
			.version() + " is the known version), so that nothing says whether it is what it claims to be.");
		Optional<String> fault = description.runtimeFault(runtime);
		if (fault.isPresent() && source.isPinned(description)) throw new IOException(fault.get());
		fault.ifPresent(sentence -> terms.add("Warning: " + description + " " + sentence));
		return new Offer(description, installation(description, version, source.sha256()), terms(description, terms),
			progress -> copy(file, source, description, version, progress));
	}

	/**
	 * Removes all versions of a provider.
	 *
	 * @return what became of each, in a sentence
	 * @throws IOException if it is not installed, or cannot be removed
	 */
	public List<String> remove(String key) throws IOException {
		List<InstalledPlugin> versions = installed.versions(find(key));
		if (versions.isEmpty()) throw new IOException(key + " is not installed in " + installed.directory() + ".");
		List<String> sentences = new ArrayList<>();
		for (InstalledPlugin plugin : versions)
			sentences.add(folder.remove(plugin.folder()) ? "Removed " + plugin + "." : plugin + " is in use; it is not used any " +
				"more from the next start on, and deleted then.");
		return sentences;
	}

	// -- Helper methods --

	private PluginDescription find(String key) throws IOException {
		return installed.descriptions().find(key).orElseThrow(() -> new IOException("There is no device \"" + key +
			"\" to install; there are " + String.join(", ", installed.descriptions().keys()) + "."));
	}

	private List<String> terms(PluginDescription description, List<String> terms) {
		Optional<PluginShim> shim = shim(description);
		if (shim.isPresent()) terms.add(shim.get().note(description.title()) + ".");
		else description.wheel(platform).flatMap(PluginWheel::needs).ifPresent(needs -> terms.add("Needs " + needs + "."));
		PluginLicense license = description.license();
		terms.add("Licence: " + license + (license.isFree() ? "" : ". Installing it means that you agree to this licence."));
		return terms;
	}

	private Optional<PluginShim> shim(PluginDescription description) {
		return description.wheel(platform).flatMap(PluginWheel::shim).filter(shim -> shim.isFor(processor));
	}

	private Optional<InstalledPlugin> installation(PluginDescription description, String version, String sha256) {
		return installed.versions(description).stream().filter(plugin -> plugin.version().equals(version) && PluginRecord.read(
			plugin.folder()).filter(record -> record.sha256().equals(sha256)).isPresent()).findFirst();
	}

	private InstalledPlugin fetch(PluginDescription description, PluginWheel wheel, Consumer<String> progress)
		throws IOException
	{
		try (ScratchFolder scratch = folder.begin()) {
			ByteCount.requireRoom(scratch.path(), wheel.size() + wheel.unpackedSize(), "the devices directory " + installed.directory());
			progress.accept("Getting " + wheel.file() + " by pip ...");
			Path file = download.get(description, wheel, scratch.path()).orElseThrow(() -> new IOException("There is no pip here to " +
				"get it with. " + WheelDownload.byHand(description, wheel)));
			InstallSource source = InstallSource.of(file);
			source.check(description, wheel);
			return unpack(file, file, source, description, description.version(), progress);
		}
	}

	/** NB: the user's own file may have become another since it was looked at, and may do so while it is unpacked. */
	private InstalledPlugin copy(Path file, InstallSource source, PluginDescription description, String version,
		Consumer<String> progress) throws IOException
	{
		try (ScratchFolder scratch = folder.begin()) {
			return unpack(source.copy(scratch.path().resolve("copy")), file, source, description, version, progress);
		}
	}

	private InstalledPlugin unpack(Path copy, Path file, InstallSource source, PluginDescription description,
		String version, Consumer<String> progress) throws IOException
	{
		try (ScratchFolder scratch = folder.begin(); PluginPackage contents = PluginPackage.open(copy, file)) {
			progress.accept("Unpacking " + file.getFileName() + " ...");
			Path temporary = scratch.path();
			Path home = installed.directory().resolve(description.key());
			PluginContents wanted = PluginContents.of(file, contents, description, platform);
			wanted.unpack(temporary, version, source.sha256(), shim(description).orElse(null));
			if (!folder.finish(temporary, home.resolve(version)) && installation(description, version, source.sha256())
				.isEmpty()) return unpackBeside(temporary, source, description, version);
			return installation(description, version, source.sha256()).orElseThrow(() -> new IOException(description.title() +
				" " + version + " was removed again while it was being installed."));
		}
	}

	/** Puts what was unpacked beside another installation that calls itself the same version. */
	private InstalledPlugin unpackBeside(Path temporary, InstallSource source, PluginDescription description,
		String version) throws IOException
	{
		String own = source.ownVersion(version);
		PluginRecord record = PluginRecord.read(temporary).orElseThrow(() -> new IOException(temporary + " is gone.")).as(own);
		record.write(temporary);
		Path place = installed.directory().resolve(description.key()).resolve(own);
		folder.finish(temporary, place);
		return record.plugin(description, place).orElseThrow(() -> new IOException(place + " is in the way; delete it."));
	}

	@FunctionalInterface
	private interface Acceptance {

		InstalledPlugin install(Consumer<String> progress) throws IOException;
	}

	private static final class Offer implements InstallOffer {

		private final PluginDescription description;

		private final InstalledPlugin present;

		private final List<String> terms;

		private final Acceptance acceptance;

		private Offer(PluginDescription description, Optional<InstalledPlugin> present, List<String> terms,
			Acceptance acceptance)
		{
			this.description = description;
			this.present = present.orElse(null);
			this.terms = List.copyOf(terms);
			this.acceptance = acceptance;
		}

		@Override
		public PluginDescription description() {
			return description;
		}

		@Override
		public Optional<InstalledPlugin> present() {
			return Optional.ofNullable(present);
		}

		@Override
		public List<String> terms() {
			return terms;
		}

		@Override
		public InstalledPlugin accept(Consumer<String> progress) throws IOException {
			return acceptance.install(progress);
		}
	}
}
