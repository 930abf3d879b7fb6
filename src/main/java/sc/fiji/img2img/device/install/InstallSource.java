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
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import sc.fiji.img2img.io.Sha256;

/** A file to install from: whose it is, by its name and contents, and whether it is one that is known. Immutable. */
final class InstallSource {

	private static final Pattern WHEEL = Pattern.compile("([\\w.]+)-([^-]+)-.*\\.whl", Pattern.CASE_INSENSITIVE);

	private static final Pattern NUMBERED = Pattern.compile(".*?[._-]v?(\\d+(?:\\.\\d+){1,3}(?:[-+][\\w.]+)?)\\.(nupkg|zip)",
		Pattern.CASE_INSENSITIVE);

	private final Path file;

	private final String sha256;

	private InstallSource(Path file, String sha256) {
		this.file = file;
		this.sha256 = sha256;
	}

	/**
	 * Reads a file once.
	 *
	 * @throws IOException if there is none, or it cannot be read
	 */
	static InstallSource of(Path file) throws IOException {
		if (!Files.isRegularFile(file)) throw new IOException("There is no file " + file + "; give a wheel, a nupkg or zip " +
			"file, or a library.");
		return new InstallSource(file, Sha256.of(file, 0));
	}

	String sha256() {
		return sha256;
	}

	/**
	 * Tells which provider it is of.
	 *
	 * @throws IOException if it is of none that is known, or could be of several
	 */
	PluginDescription description(PluginDescriptions known) throws IOException {
		Optional<PluginDescription> named = known.all().stream().filter(this::isNamedLike).findFirst();
		if (named.isPresent()) return named.get();
		Optional<PluginDescription> same = known.all().stream().filter(this::isPinned).findFirst();
		if (same.isPresent()) return same.get();
		try (PluginPackage contents = PluginPackage.open(file)) {
			List<PluginDescription> fitting = known.all().stream().filter(description -> contents.names().stream().anyMatch(
				name -> PluginContents.isProvider(PluginContents.base(name), description))).collect(Collectors.toList());
			if (fitting.size() == 1) return fitting.get(0);
			if (fitting.isEmpty()) throw new IOException(file + " holds no provider that is known here; those of " + String.join(
				", ", known.keys()) + " are.");
			throw new IOException(file + " could be of " + fitting.stream().map(PluginDescription::key).collect(Collectors
				.joining(" or ")) + "; give the wheel by its original name.");
		}
	}

	/** Whether it is, byte by byte, a file that is known. */
	boolean isPinned(PluginDescription description) {
		return description.wheels().values().stream().anyMatch(wheel -> wheel.sha256().equals(sha256));
	}

	/**
	 * Holds it against what is known of files of its name.
	 *
	 * @throws IOException if it is another one; the message names both checksums
	 */
	void check(PluginDescription description) throws IOException {
		String name = file.getFileName().toString();
		for (PluginWheel wheel : description.wheels().values())
			if (wheel.file().equals(name)) check(description, wheel);
	}

	/** Holds it against one file that is known. */
	void check(PluginDescription description, PluginWheel wheel) throws IOException {
		if (wheel.sha256().equals(sha256)) return;
		long size = Files.size(file);
		if (size < wheel.size()) throw new IOException(file + " is not complete: it has " + size + " of " + wheel.size() +
			" bytes; get it again.");
		throw new IOException(file + " has the SHA-256 " + sha256 + ", but that of " + description + " is " + wheel.sha256() +
			": it was changed on its way, and is not installed.");
	}

	/** The version by which it is installed. */
	String version(PluginDescription description) {
		if (isPinned(description)) return description.version();
		String name = file.getFileName().toString();
		Matcher wheel = WHEEL.matcher(name);
		if (wheel.matches() && PluginVersion.isVersion(wheel.group(2))) return wheel.group(2);
		Matcher numbered = NUMBERED.matcher(name);
		if (numbered.matches() && PluginVersion.isVersion(numbered.group(1))) return numbered.group(1);
		return ownVersion(description.version());
	}

	/** A version that only this file has. */
	String ownVersion(String version) {
		return version.replaceFirst("\\+.*", "") + "+" + sha256.substring(0, 8);
	}

	/**
	 * Copies the file to where nobody else writes.
	 *
	 * @throws IOException if it is not what it was when it was read; there is no copy then
	 */
	Path copy(Path target) throws IOException {
		Files.copy(file, target);
		if (Sha256.of(target, 0).equals(sha256)) return target;
		Files.delete(target);
		throw new IOException(file + " was changed while it was being looked at, and is not installed; add it again.");
	}

	// -- Helper methods --

	private boolean isNamedLike(PluginDescription description) {
		Matcher wheel = WHEEL.matcher(file.getFileName().toString());
		return wheel.matches() && normal(wheel.group(1)).equals(normal(description.packageName()));
	}

	/** PEP 503: names that differ in case, dashes, dots and underscores are the same. */
	private static String normal(String name) {
		return name.toLowerCase(Locale.ROOT).replaceAll("[-_.]+", "-");
	}
}
