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
package sc.fiji.img2img.command;

import ij.IJ;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Predicate;

import sc.fiji.img2img.device.DeviceEntry;
import sc.fiji.img2img.device.DeviceList;
import sc.fiji.img2img.device.install.InstallOffer;
import sc.fiji.img2img.device.install.InstalledPlugin;
import sc.fiji.img2img.device.install.PluginInstaller;
import sc.fiji.img2img.device.selftest.Assessment;
import sc.fiji.img2img.device.selftest.SelfTests;

/** What can be done with devices, from a dialog and from macros. */
final class DevicesRun {

	private final Consumer<String> log;

	private final Predicate<InstallOffer> consent;

	private DevicesRun(Consumer<String> log, Predicate<InstallOffer> consent) {
		this.log = log;
		this.consent = consent;
	}

	/**
	 * Prepares to do something.
	 *
	 * @param log is told what came of it
	 * @param consent tells whether the user agrees to an installation; nothing happens otherwise
	 */
	static DevicesRun of(Consumer<String> log, Predicate<InstallOffer> consent) {
		return new DevicesRun(log, consent);
	}

	/**
	 * Does it.
	 *
	 * @param action a key of {@link DevicesOptions}
	 * @param value the device, or the file for {@link DevicesOptions#ADD}; for a test, nothing means all devices
	 * @throws IOException if it cannot be done; the message says why
	 */
	void run(String action, String value) throws IOException {
		switch (action) {
			case DevicesOptions.INSTALL:
				install(PluginInstaller.here().offer(value));
				return;
			case DevicesOptions.ADD:
				install(PluginInstaller.here().offer(Path.of(value.trim())));
				return;
			case DevicesOptions.REMOVE:
				PluginInstaller.here().remove(value).forEach(log);
				return;
			case DevicesOptions.TEST:
				test(value);
				return;
			default:
				log.accept(DeviceList.here().toString());
		}
	}

	// -- Helper methods --

	private void install(InstallOffer offer) throws IOException {
		if (offer.present().isPresent()) {
			log.accept(offer.present().get() + " is installed already.");
			return;
		}
		if (!consent.test(offer)) return;
		InstalledPlugin plugin = offer.accept(message -> IJ.showStatus("Img2Img: " + message));
		log.accept("Installed " + plugin + " in " + plugin.folder() + ".");
		test(plugin.description().key());
	}

	private void test(String key) {
		for (DeviceEntry entry : DeviceList.here().entries()) {
			if (entry.state() == DeviceEntry.State.INSTALLABLE || !key.isEmpty() && !entry.key().equalsIgnoreCase(key)) continue;
			IJ.showStatus("Img2Img: testing " + entry.key() + " ...");
			Assessment assessment = SelfTests.get().test(entry.key());
			log.accept(entry.key() + (assessment.works() ? " works: " : " does not work: ") + assessment.summary());
		}
		IJ.showStatus("");
	}
}
