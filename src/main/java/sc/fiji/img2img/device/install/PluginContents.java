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
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import sc.fiji.img2img.io.Excerpt;
import sc.fiji.img2img.onnx.Telemetry;

/** What of a package goes into an installation: the libraries for this platform, what these read, and the licences. */
final class PluginContents {

	private static final Pattern LIBRARY = Pattern.compile(".*\\.(dll|dylib|so(\\.\\d+)*)");

	private static final Pattern NOTICE = Pattern.compile(
		"(licen[cs]e|copying|notice|third.?party|acknowledgements|trtrtx_acknowledgements).*", Pattern.CASE_INSENSITIVE);

	/** Libraries become a third to a half by packing; what is packed to less than a twentieth is not meant well. */
	private static final int MOST_RATIO = 20;
	private static final long ALWAYS_ALLOWED = 16 << 20;
	private static final long MOST_BYTES = 4L << 30;

	private final Path file;

	private final PluginPackage contents;

	private final PluginDescription description;

	private final PluginWheel wheel;

	private final NativePlatform platform;

	private final String library;

	private PluginContents(Path file, PluginPackage contents, PluginDescription description, PluginWheel wheel,
		NativePlatform platform, String library)
	{
		this.file = file;
		this.contents = contents;
		this.description = description;
		this.wheel = wheel;
		this.platform = platform;
		this.library = library;
	}

	/**
	 * Looks for a provider's library.
	 *
	 * @param file that the package was opened from
	 * @throws IOException if it is not there, not for this platform, or not complete
	 */
	static PluginContents of(Path file, PluginPackage contents, PluginDescription description, NativePlatform platform)
		throws IOException
	{
		PluginWheel wheel = description.wheel(platform).orElseThrow(() -> new IOException("There is no package of " +
			description.title() + " for " + platform + "."));
		List<String> libraries = contents.names().stream().filter(name -> LIBRARY.matcher(base(name)).matches()).collect(
			Collectors.toList());
		String found = null;
		NativeHeader other = null;
		for (String name : libraries) {
			if (!isProvider(base(name), description)) continue;
			NativeHeader header = contents.header(name);
			if (header.platforms().contains(platform) && base(name).equals(wheel.library())) found = name;
			else other = header;
		}
		if (found != null) return new PluginContents(file, contents, description, wheel, platform, found);
		if (other == null) throw new IOException(file + " does not hold " + wheel.library() + ", the library of " +
			description.title() + "; get " + wheel.file() + ".");
		throw new IOException(file + " is for " + name(other.platforms()) + ", but this is " + platform + "; get " + wheel
			.file() + ".");
	}

	/** Whether a file's name is that of the provider's library on any platform. */
	static boolean isProvider(String base, PluginDescription description) {
		return description.wheels().values().stream().anyMatch(each -> each.library().equals(base));
	}

	/** The last part of a path. */
	static String base(String name) {
		return name.substring(name.lastIndexOf('/') + 1);
	}

	/**
	 * Unpacks all that is needed into an empty folder.
	 *
	 * @param version that it is installed as
	 * @param sha256 of the file
	 * @param shim what is to lie beside the library as well; null for nothing
	 * @throws IOException if it cannot be read or written, is damaged or too large
	 */
	void unpack(Path folder, String version, String sha256, PluginShim shim) throws IOException {
		long left = Math.min(MOST_BYTES, ALWAYS_ALLOWED + MOST_RATIO * contents.size());
		for (String name : contents.names()) {
			boolean isLibrary = LIBRARY.matcher(base(name)).matches();
			if (isLibrary ? !isWanted(name) : !isText(name)) continue;
			Path target = folder.resolve(name);
			try {
				Files.createDirectories(target.getParent());
				left -= contents.copy(name, target, left);
			}
			catch (FileAlreadyExistsException e) {
				throw new IOException(file + " holds \"" + Excerpt.of(name) + "\" twice, as a file and as a folder or in other letters; " +
					"nothing was installed.", e);
			}
			if (isLibrary) refuseReports(name, target);
		}
		Path home = folder.resolve(library).getParent();
		for (Map.Entry<String, String> link : wheel.links().entrySet())
			link(home.resolve(link.getKey()), home.resolve(link.getValue()));
		String place = library.substring(0, library.length() - base(library).length());
		if (shim != null) shim.write(home);
		PluginRecord.of(version, library, present(home, place), shim, file.getFileName().toString(), sha256).write(folder);
	}

	// -- Helper methods --

	/** Whether a library is one for this platform, rather than one that a package for several has beside. */
	private boolean isWanted(String name) throws IOException {
		NativeHeader header = contents.header(name);
		if (header.platforms().isEmpty()) throw new IOException(file + " holds " + name + ", which is no native library " +
			"(but a link, or damaged); nothing was installed.");
		if (!header.platforms().contains(platform)) return false;
		if (contents.length(name) < header.length()) throw new IOException((base(name).equals(file.getFileName().toString())
			? file.toString() : name + " in " + file) + " is not complete: it has " + contents.length(name) + " of at least " +
			header.length() + " bytes; get it again.");
		return true;
	}

	private void refuseReports(String name, Path library) throws IOException {
		Optional<String> address = Telemetry.isOff() ? Optional.empty() : Telemetry.address(library);
		if (address.isPresent()) throw new IOException(name + " in " + file + " would send reports on its use to " + address
			.get() + "; nothing was installed. Install the version that is known here (" + description.version() +
			"), or set the environment variable " + Telemetry.OFF + " to 1 before the start.");
	}

	private boolean isText(String name) {
		return wheel.data().contains(base(name)) || NOTICE.matcher(base(name)).matches();
	}

	/** Of the libraries to be loaded before, those that are there; another version may need others. */
	private List<String> present(Path home, String place) {
		List<String> present = new ArrayList<>();
		for (String name : wheel.preload())
			if (Files.exists(home.resolve(name))) present.add(place + name);
		return present;
	}

	private static void link(Path link, Path target) throws IOException {
		if (Files.exists(link) || !Files.exists(target)) return;
		try {
			Files.createSymbolicLink(link, target.getFileName());
		}
		catch (IOException | UnsupportedOperationException e) {
			Files.copy(target, link);
		}
	}

	private static String name(Set<NativePlatform> platforms) {
		if (platforms.isEmpty()) return "no system that is known here";
		return platforms.stream().map(NativePlatform::toString).collect(Collectors.joining(" and "));
	}
}
