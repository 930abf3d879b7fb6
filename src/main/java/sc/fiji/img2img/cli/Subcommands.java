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

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** What commands have in common: their help, and how they ask for consent. */
final class Subcommands {

	static final String DEBUG = "--debug";

	private static final String YES = "--yes";

	private Subcommands() {
		// NB: descriptions, and one question.
	}

	/** The description of a command, with its help. */
	static CommandSpec of(String name, String help) {
		CommandSpec spec = CommandSpec.create().name(name);
		spec.usageMessage().description(help);
		spec.addOption(OptionSpec.builder("-h", "--help").usageHelp(true).description("Show this help.").build());
		return spec.addOption(debug());
	}

	/** Adds the options of help and version, as picocli does, which looks for annotations for a part of each start. */
	static CommandSpec addHelp(CommandSpec spec) {
		spec.addOption(OptionSpec.builder("-h", "--help").usageHelp(true).description("Show this help message and exit.").build());
		return spec.addOption(OptionSpec.builder("-V", "--version").versionHelp(true).description(
			"Print version information and exit.").build());
	}

	/** The option that shows where a failure comes from. */
	static OptionSpec debug() {
		return OptionSpec.builder(DEBUG).description("Print the stack trace of a failure.").build();
	}

	/** The option that agrees to what would be asked. */
	static OptionSpec yes(String help) {
		return OptionSpec.builder(YES).description(help).build();
	}

	/** The first argument. */
	static PositionalParamSpec positional(String label, Class<?> type, boolean required, String help) {
		return PositionalParamSpec.builder().index("0").required(required).type(type).paramLabel(label).description(help)
			.build();
	}

	/**
	 * Whether the user agrees, by the option or at the console.
	 *
	 * @param question with which it is asked
	 * @param why what the option agrees to, as the end of a sentence
	 */
	static boolean agrees(ParseResult parsed, String question, String why) {
		if (parsed.hasMatchedOption(YES)) return true;
		if (System.console() == null) throw new CommandLine.ParameterException(parsed.commandSpec().commandLine(),
			"There is no console to ask you at; add " + YES + " if you agree to " + why + ".");
		String answer = System.console().readLine(question + " [y/N] ");
		return answer != null && answer.trim().matches("(?i)y|yes");
	}
}
