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
package sc.fiji.img2img.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

import sc.fiji.img2img.cli.Img2ImgApp.Subcommand;
import sc.fiji.img2img.device.DeviceEntry;
import sc.fiji.img2img.device.DeviceList;
import sc.fiji.img2img.device.install.InstallOffer;
import sc.fiji.img2img.device.install.InstalledPlugin;
import sc.fiji.img2img.device.install.PluginInstaller;
import sc.fiji.img2img.device.selftest.Assessment;
import sc.fiji.img2img.device.selftest.SelfTests;

/** {@code img2img devices list | install NAME | add FILE | remove NAME | test}: lists and changes what can run models. */
final class DevicesCommandLine implements Subcommand {

	/** The first word of its command lines. */
	static final String NAME = "devices";

	private static final String CONSENT = "Agree to size and licence without being asked.";

	private final PrintWriter out;

	private final PrintWriter err;

	DevicesCommandLine(PrintWriter out, PrintWriter err) {
		this.out = out;
		this.err = err;
	}

	@Override
	public CommandSpec spec() {
		CommandSpec spec = Subcommands.of("img2img " + NAME, "Lists and changes what can run models here.");
		spec.addSubcommand("list", Subcommands.of("list", "List the devices that are here, and those that can be installed."));
		CommandSpec install = Subcommands.of("install", "Get a device with the pip of this machine, and install it.");
		install.addPositional(Subcommands.positional("NAME", String.class, true, "Its name in the list.")).addOption(Subcommands.yes(CONSENT));
		spec.addSubcommand("install", install);
		CommandSpec add = Subcommands.of("add", "Install a device from a wheel, a nupkg or zip file, or a library.");
		add.addPositional(Subcommands.positional("FILE", Path.class, true, "The file.")).addOption(Subcommands.yes(CONSENT));
		spec.addSubcommand("add", add);
		CommandSpec remove = Subcommands.of("remove", "Remove a device that was installed.");
		remove.addPositional(Subcommands.positional("NAME", String.class, true, "Its name in the list."));
		spec.addSubcommand("remove", remove);
		CommandSpec test = Subcommands.of("test", "Test a device, or all of them, again.");
		test.addPositional(Subcommands.positional("NAME", String.class, false, "Its name in the list; all if left out."));
		spec.addSubcommand("test", test);
		return spec;
	}

	@Override
	public void run(ParseResult parsed) throws IOException {
		ParseResult command = parsed.subcommand();
		if (command == null) throw new CommandLine.ParameterException(parsed.commandSpec().commandLine(),
			"Missing what to do: " + String.join(", ", parsed.commandSpec().subcommands().keySet()) + ".");
		switch (command.commandSpec().name()) {
			case "install":
				install(PluginInstaller.here().offer(command.<String>matchedPositionalValue(0, null)), command);
				return;
			case "add":
				install(PluginInstaller.here().offer(command.<Path>matchedPositionalValue(0, null)), command);
				return;
			case "remove":
				PluginInstaller.here().remove(command.matchedPositionalValue(0, null)).forEach(out::println);
				return;
			case "test":
				test(command.matchedPositionalValue(0, null));
				return;
			default:
				out.print(DeviceList.here());
				out.flush();
		}
	}

	// -- Helper methods --

	private void install(InstallOffer offer, ParseResult parsed) throws IOException {
		if (offer.present().isPresent()) {
			out.println(offer.present().get() + " is installed already, in " + offer.present().get().folder() + ".");
			return;
		}
		offer.terms().forEach(out::println);
		if (!Subcommands.agrees(parsed, "Install it, and agree to its licence?", "size and licence")) {
			out.println("Nothing was installed.");
			return;
		}
		InstalledPlugin plugin = offer.accept(err::println);
		out.println("Installed " + plugin + " in " + plugin.folder() + ".");
		out.println("Try it: img2img devices test " + plugin.description().key());
	}

	private void test(String name) throws IOException {
		List<String> keys = new ArrayList<>();
		for (DeviceEntry entry : DeviceList.here().entries())
			if (entry.state() != DeviceEntry.State.INSTALLABLE && (name == null || entry.key().equalsIgnoreCase(name))) keys.add(
				entry.key());
		if (keys.isEmpty()) throw new IllegalArgumentException("There is no device \"" + name +
			"\" here; 'img2img devices list' says which there are.");
		for (String key : keys) {
			Assessment assessment = SelfTests.get().test(key);
			if (name != null && !assessment.works()) throw new IOException("The device " + key + " does not work: " + assessment
				.summary());
			out.println(key + " " + (assessment.works() ? "works" : "does not work") + ": " + assessment.summary());
		}
	}
}
