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

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

import sc.fiji.img2img.model.ModelFolders;
import sc.fiji.img2img.model.library.ModelLibrary;

/** {@code img2img models list | show PATH}: what models are here, and what files are. */
final class ModelsCommandLine {

	/** The first word of its command lines. */
	static final String NAME = "models";

	private final PrintWriter out;

	ModelsCommandLine(PrintWriter out) {
		this.out = out;
	}

	/** The description that arguments are parsed by, those behind the first word. */
	CommandSpec spec() {
		CommandSpec spec = Subcommands.of("img2img " + NAME, "Lists models, and says what files are.");
		spec.addSubcommand("list", Subcommands.of("list", "List the models that are here; so does this command without a word."));
		CommandSpec show = Subcommands.of("show", "Say what a file or a folder is, whether it is a model or not.");
		show.addPositional(Subcommands.positional("PATH", String.class, true, "Its path, or the name of a model in the list."));
		return spec.addSubcommand("show", show);
	}

	void run(ParseResult parsed) throws IOException {
		ModelLibrary library = ModelLibrary.of(ModelFolders.of());
		ParseResult command = parsed.subcommand();
		switch (command == null ? "list" : command.commandSpec().name()) {
			case "show":
				out.print(library.card(command.matchedPositionalValue(0, "")));
				break;
			default:
				out.print(library);
		}
		out.flush();
	}
}
