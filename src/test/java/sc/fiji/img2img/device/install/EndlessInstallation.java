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
import java.nio.file.Path;
import java.util.List;

/** Installs and removes a provider again and again, and prints a line before each; a program of its own, to be killed. */
final class EndlessInstallation {

	private EndlessInstallation() {}

	/** The arguments are the wheel and the devices directory. */
	public static void main(String... arguments) throws IOException {
		Path wheel = Path.of(arguments[0]);
		InstalledPlugins installed = InstalledPlugins.of(Path.of(arguments[1]), SmallProvider.knowing(wheel));
		InstallFolder.of(installed.directory()).sweep(List.of("small"));
		PluginInstaller installer = PluginInstaller.of(installed, InstallFolder.of(installed.directory()),
			NativePlatform.LINUX_X64, "1.28.0", WheelDownload.of(List.of()));
		while (true) {
			System.out.println("install");
			installer.offer(wheel).accept(line -> {});
			System.out.println("remove");
			installer.remove("small");
		}
	}
}
