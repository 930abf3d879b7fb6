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
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/** Installs packages of a made-up provider into a folder. */
public final class WheelReading {

	private static final String[] NAMES = { "__init__.py", "../../evil.so", "a/../../b.LICENSE", "LICENSE", "LICENSE/NOTICE",
		"C:\\windows\\evil.LICENSE", "..\\LICENSE", "/etc/LICENSE", "\u0000", "ort_ep_small/libother.so", "" };

	private final Path folder;

	private final InstalledPlugins installed;

	private final Path wheel;

	private WheelReading(Path folder) throws IOException {
		this.folder = folder;
		wheel = SmallProvider.zip(folder.resolve(SmallProvider.WHEEL), SmallProvider.contents());
		installed = InstalledPlugins.of(folder.resolve("devices"), SmallProvider.knowing(wheel));
	}

	public static WheelReading in(Path folder) throws IOException {
		return new WheelReading(folder);
	}

	/** A package that can be installed. */
	public Path wheel() {
		return wheel;
	}

	/** @throws IOException if it cannot; the message says why */
	public void install(Path file) throws IOException {
		PluginInstaller.of(installed, InstallFolder.of(installed.directory()),
			NativePlatform.LINUX_X64, "1.28.0", null).offer(file).accept(line -> {});
	}

	/** Takes away whatever is installed. */
	public void remove() throws IOException {
		delete(installed.directory());
	}

	/** The name of a package, or something like it. */
	public String name(Random random) {
		String[] names = { SmallProvider.WHEEL, SmallProvider.WINDOWS_WHEEL, "ort_ep_small-9.9-py3-none-any.whl",
			"ort_ep_small-..%2f..-py3-none-any.whl", "small-1.0.zip", "small.nupkg", SmallProvider.LIBRARY, "x.whl" };
		return names[random.nextInt(names.length)];
	}

	/** A package with entries as nobody means well who makes them. */
	public byte[] made(Random random) throws IOException {
		Map<String, byte[]> contents = new LinkedHashMap<>();
		if (random.nextInt(3) > 0) contents.putAll(SmallProvider.contents());
		byte[] library = NativeBytes.of(NativePlatform.values()[random.nextInt(NativePlatform.values().length)]);
		for (int count = random.nextInt(3); count > 0; count--)
			library[random.nextInt(200)] = (byte) random.nextInt(256);
		if (random.nextBoolean()) contents.put("ort_ep_small/" + SmallProvider.LIBRARY, library);
		for (int count = random.nextInt(3); count > 0; count--)
			contents.put(NAMES[random.nextInt(NAMES.length)], library);
		Path file = SmallProvider.zip(folder.resolve("made.zip"), contents);
		byte[] bytes = Files.readAllBytes(file);
		Files.delete(file);
		return bytes;
	}

	private static void delete(Path path) throws IOException {
		if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) try (Stream<Path> inner = Files
			.list(path))
		{
			for (Path file : inner.toArray(Path[]::new))
				delete(file);
		}
		Files.deleteIfExists(path);
	}
}
