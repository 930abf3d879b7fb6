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

import java.io.IOException;
import java.io.UncheckedIOException;

import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import sc.fiji.img2img.device.DeviceList;

/**
 * The devices for scripts: {@code command.run(Img2ImgDevices.class, true, "install", "webgpu", "yes", true)}.
 * <p>
 * It has no place in the menu, where {@link Img2ImgDevices_} is. Fails with an exception that says why.
 * </p>
 */
@Plugin(type = Command.class, label = "Img2Img Devices", headless = true, visible = false)
public final class Img2ImgDevices implements Command {

	private static final String ALL = "all";

	@Parameter(required = false, persist = false, description = "A device to install, such as webgpu.")
	private String install = "";

	@Parameter(required = false, persist = false, description = "A wheel, nupkg or zip file or library to install from.")
	private String add = "";

	@Parameter(required = false, persist = false, description = "A device to remove.")
	private String remove = "";

	@Parameter(required = false, persist = false, description = "A device to test, or " + ALL + ".")
	private String test = "";

	@Parameter(required = false, persist = false, description = "Agree to the size and the licence of what is installed.")
	private boolean yes;

	@Parameter(type = ItemIO.OUTPUT, description = "The outcome, or the list of devices.")
	private String report = "";

	@Override
	public void run() {
		StringBuilder lines = new StringBuilder();
		DevicesRun devices = DevicesRun.of(line -> lines.append(line).append('\n'), offer -> {
			if (yes) return true;
			throw new IllegalArgumentException("Installing " + offer.description() + " needs your consent: set yes, if you " +
				"agree to this. " + String.join(" ", offer.terms()));
		});
		try {
			run(devices, DevicesOptions.REMOVE, remove);
			run(devices, DevicesOptions.INSTALL, install);
			run(devices, DevicesOptions.ADD, add);
			if (ALL.equals(test)) devices.run(DevicesOptions.TEST, "");
			else run(devices, DevicesOptions.TEST, test);
		}
		catch (IOException e) {
			throw new UncheckedIOException(e.getMessage(), e);
		}
		report = lines.length() == 0 ? DeviceList.here().toString() : lines.toString();
	}

	private static void run(DevicesRun devices, String action, String value) throws IOException {
		if (value != null && !value.isBlank()) devices.run(action, value);
	}
}
