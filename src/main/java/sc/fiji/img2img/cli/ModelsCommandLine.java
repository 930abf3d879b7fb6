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
import java.util.List;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

import sc.fiji.img2img.cli.Img2ImgApp.Subcommand;
import sc.fiji.img2img.model.ModelFolders;
import sc.fiji.img2img.model.download.Hub;
import sc.fiji.img2img.model.download.Patience;
import sc.fiji.img2img.model.library.KnownModels;
import sc.fiji.img2img.model.library.LibraryEntry;
import sc.fiji.img2img.model.library.ModelCheckup;
import sc.fiji.img2img.model.library.ModelFinding;
import sc.fiji.img2img.model.library.ModelInstaller;
import sc.fiji.img2img.model.library.ModelLibrary;
import sc.fiji.img2img.model.library.ModelOffer;
import sc.fiji.img2img.run.Cancellation;

/** {@code img2img models list | show PATH | add WHAT | verify [NAME] | remove NAME}: what models are here, and more of them. */
final class ModelsCommandLine implements Subcommand {

	/** The first word of its command lines. */
	static final String NAME = "models";

	private static final String KNOWN = "--known";
	private static final String CALLED = "--name";
	private static final String MIRROR = "--mirror";

	private final PrintWriter out;

	private final PrintWriter err;

	ModelsCommandLine(PrintWriter out, PrintWriter err) {
		this.out = out;
		this.err = err;
	}

	@Override
	public CommandSpec spec() {
		CommandSpec spec = Subcommands.of("img2img " + NAME, "Lists models, says what files are, and adds, checks and removes " +
			"models.");
		CommandSpec list = Subcommands.of("list", "List the models that are here, as this command does without a word.");
		list.addOption(OptionSpec.builder(KNOWN).description("List public models that fit, and what they are good for.").build());
		spec.addSubcommand("list", list);
		CommandSpec show = Subcommands.of("show", "Say what a file or a folder is, whether it is a model or not.");
		show.addPositional(Subcommands.positional("PATH", String.class, true, "Its path, or the name of a model in the list."));
		spec.addSubcommand("show", show);
		CommandSpec add = Subcommands.of("add", "Add a model, a LoRA or a VAE to the models folder.");
		add.addPositional(Subcommands.positional("WHAT", String.class, true, "A file, a folder, a zip file, an address on the " +
			"web, owner/name[@revision][:file] on the Hugging Face hub, or a name in the list of known models."));
		add.addOption(OptionSpec.builder(CALLED).type(String.class).paramLabel("NAME").description("What it is to be called here.")
			.build());
		add.addOption(mirror()).addOption(Subcommands.yes("Agree to size and licence without being asked."));
		spec.addSubcommand("add", add);
		CommandSpec verify = Subcommands.of("verify", "Read all files of models, and get again those that are broken.");
		verify.addPositional(Subcommands.positional("NAME", String.class, false, "A name in the list; all if left out."));
		verify.addOption(mirror()).addOption(Subcommands.yes("Agree to downloads without being asked."));
		spec.addSubcommand("verify", verify);
		CommandSpec remove = Subcommands.of("remove", "Delete a model.");
		remove.addPositional(Subcommands.positional("NAME", String.class, true, "Its name in the list."));
		remove.addOption(Subcommands.yes("Agree without being asked."));
		return spec.addSubcommand("remove", remove);
	}

	@Override
	public void run(ParseResult parsed) throws IOException {
		ParseResult command = parsed.subcommand();
		ModelFolders folders = ModelFolders.of();
		Cancellation cancellation = new Cancellation();
		try (Interruption interruption = Interruption.cancels(cancellation)) {
			switch (command == null ? "list" : command.commandSpec().name()) {
				case "show":
					out.print(ModelLibrary.of(folders).card(command.matchedPositionalValue(0, "")));
					break;
				case "add":
					add(command, folders, cancellation);
					break;
				case "verify":
					verify(command, folders, cancellation);
					break;
				case "remove":
					remove(command, folders);
					break;
				default:
					boolean known = command != null && command.hasMatchedOption(KNOWN);
					out.print(known ? KnownModels.get() : ModelLibrary.of(folders));
			}
		}
		out.flush();
	}

	// -- Helper methods --

	private void add(ParseResult parsed, ModelFolders folders, Cancellation cancellation) throws IOException {
		ModelInstaller installer = ModelInstaller.of(folders, hub(parsed));
		ModelOffer offer = installer.offer(parsed.matchedPositionalValue(0, ""), parsed.matchedOptionValue(CALLED, ""),
			cancellation);
		if (offer.present().isPresent()) {
			out.println("It is here already, at " + offer.present().get() + ".");
			return;
		}
		offer.terms().forEach(out::println);
		if (!Subcommands.agrees(parsed, "Add it, and agree to its licence?", "size and licence")) {
			out.println("Nothing was added.");
			return;
		}
		Path place = offer.accept(new TransferReport(err), cancellation);
		out.println("Added " + place + ".");
		out.print(ModelLibrary.of(folders).card(place.toString()));
	}

	private void verify(ParseResult parsed, ModelFolders folders, Cancellation cancellation) throws IOException {
		List<ModelFinding> findings = ModelCheckup.of(folders).check(parsed.matchedPositionalValue(0, ""), new TransferReport(
			err), cancellation);
		findings.forEach(out::println);
		int left = 0;
		for (ModelFinding finding : findings) {
			if (finding.isWhole()) continue;
			if (!finding.canBeMended() || !Subcommands.agrees(parsed, "Get the broken files of " + finding.entry().name() +
				" again?", "the download")) left++;
			else {
				finding.mend(hub(parsed), new TransferReport(err), cancellation);
				out.println("Mended " + finding.entry().name() + ".");
			}
		}
		if (left > 0) throw new IOException(left + " of " + findings.size() + (findings.size() == 1 ? " model is" : " models are") +
			" broken.");
	}

	private void remove(ParseResult parsed, ModelFolders folders) throws IOException {
		LibraryEntry entry = ModelLibrary.of(folders).find(parsed.matchedPositionalValue(0, ""));
		out.println(entry.name() + ": " + entry.card().summary() + ", at " + entry.path());
		if (!entry.isEmbedded() && !Subcommands.agrees(parsed, "Delete it?", "its deletion")) {
			out.println("Nothing was removed.");
			return;
		}
		ModelInstaller.of(folders, hub(parsed)).remove(entry);
		out.println("Removed " + entry.path() + ".");
	}

	private static Hub hub(ParseResult parsed) {
		return Arguments.checked(parsed, () -> Hub.of(parsed.matchedOptionValue(MIRROR, ""), System.getenv(), Patience.usual()));
	}

	private static OptionSpec mirror() {
		return OptionSpec.builder(MIRROR).type(String.class).paramLabel("URL").description("A mirror of the Hugging Face hub; " +
			"HF_ENDPOINT if left out.").build();
	}
}
