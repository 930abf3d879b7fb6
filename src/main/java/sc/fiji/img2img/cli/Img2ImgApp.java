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
import picocli.CommandLine.ParseResult;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.concurrent.CancellationException;

import sc.fiji.img2img.io.Excerpt;

/**
 * The command line: {@code img2img INPUT OUTPUT --model DIR ...}, {@code img2img batch ...},
 * {@code img2img models ...}, {@code img2img devices ...} and {@code img2img demo ...}.
 * <p>
 * Ends with exit code 0 when all is done, 2 for wrong use and 1 for anything else, with one line on the standard error
 * stream that says what was wrong.
 * </p>
 */
public final class Img2ImgApp {

	static final int DONE = 0;
	static final int FAILED = 1;
	static final int WRONG_USE = 2;

	private Img2ImgApp() {
		// NB: started by main.
	}

	public static void main(String... arguments) {
		// NB: ImageJ must not look for a screen; there may be none.
		System.setProperty("java.awt.headless", "true");
		PrintWriter err = new PrintWriter(System.err, true);
		String[] typed;
		try {
			typed = LaunchArguments.restored(arguments);
		}
		catch (IllegalArgumentException e) {
			err.println("img2img: " + e.getMessage());
			System.exit(WRONG_USE);
			return;
		}
		System.exit(run(new PrintWriter(System.out, true), err, typed));
	}

	/** Runs the command line within this JVM and returns its exit code. */
	static int run(PrintWriter out, PrintWriter err, String... arguments) {
		Subcommand subcommand = arguments.length == 0 ? null : subcommand(arguments[0], out, err);
		if (subcommand != null) return run(out, err, subcommand.spec(), subcommand, Arrays.copyOfRange(arguments, 1,
			arguments.length));
		Img2ImgCommandLine command = new Img2ImgCommandLine(err);
		return run(out, err, command.spec(), command::run, arguments);
	}

	/** Parses arguments by their description, runs what they ask for and returns the exit code. */
	static int run(PrintWriter out, PrintWriter err, CommandSpec spec, Execution execution, String... arguments) {
		return new CommandLine(spec) //
			.setOut(out).setErr(err) //
			.setExecutionStrategy(parsed -> execute(execution, parsed)) //
			.setParameterExceptionHandler((e, args) -> {
				err.println("img2img: " + oneLine(e) + Arguments.hint(e));
				err.println("Try '" + spec.name() + " --help' for all options.");
				return WRONG_USE;
			}) //
			.setExecutionExceptionHandler((e, line, parsed) -> {
				if (parsed.hasMatchedOption(Subcommands.DEBUG) || parsed.hasSubcommand() && parsed.subcommand().hasMatchedOption(
					Subcommands.DEBUG)) e.printStackTrace(err);
				err.println("img2img: " + oneLine(e));
				return FAILED;
			}).execute(arguments);
	}

	/** The one of that name, or null. */
	private static Subcommand subcommand(String name, PrintWriter out, PrintWriter err) {
		switch (name) {
			case DevicesCommandLine.NAME:
				return new DevicesCommandLine(out, err);
			case ModelsCommandLine.NAME:
				return new ModelsCommandLine(out, err);
			case CacheCommandLine.NAME:
				return new CacheCommandLine(out);
			case DemoCommandLine.NAME:
				return new DemoCommandLine(err);
			case BatchCommandLine.NAME:
				return new BatchCommandLine(out, err);
			default:
				return null;
		}
	}

	private static int execute(Execution execution, ParseResult parsed) {
		Integer help = CommandLine.executeHelpRequest(parsed);
		if (help != null) return help;
		try {
			execution.run(parsed);
			return DONE;
		}
		catch (CommandLine.ParameterException e) {
			throw e;
		}
		catch (IOException | RuntimeException | OutOfMemoryError | LinkageError e) {
			throw new CommandLine.ExecutionException(parsed.commandSpec().commandLine(), oneLine(e), e);
		}
	}

	private static String oneLine(Throwable e) {
		if (e instanceof CancellationException) return "cancelled";
		if (e instanceof OutOfMemoryError) return "out of memory: start Java with a larger -Xmx";
		if (e instanceof LinkageError) return "a part of the program cannot be loaded (" + e + "); install it again";
		String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
		return Excerpt.sentence(message);
	}

	/** What arguments ask for. */
	@FunctionalInterface
	interface Execution {

		void run(ParseResult parsed) throws IOException;
	}

	/** What the first argument may be the name of. */
	interface Subcommand extends Execution {

		/** The description that arguments are parsed by, those behind the first. */
		CommandSpec spec();
	}
}
