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

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

import sc.fiji.img2img.Img2Img;
import sc.fiji.img2img.cli.Img2ImgApp.Subcommand;
import sc.fiji.img2img.cli.demo.Demo;
import sc.fiji.img2img.model.EmbeddedModel;
import sc.fiji.img2img.run.Cancellation;

/** {@code img2img demo [FOLDER]}: pictures of what the program does, with the model that comes with it. */
final class DemoCommandLine implements Subcommand {

	/** The first word of its command lines. */
	static final String NAME = "demo";

	private static final int SIZE = 256;

	private final PrintWriter err;

	DemoCommandLine(PrintWriter err) {
		this.err = err;
	}

	@Override
	public CommandSpec spec() {
		CommandSpec spec = Subcommands.addHelp(CommandSpec.create().name("img2img " + NAME));
		spec.usageMessage().description("Draws images, and makes others of them with the model that comes with the program.");
		spec.addPositional(PositionalParamSpec.builder().index("0").type(Path.class).paramLabel("FOLDER") //
			.description("Where the pictures go; img2img-demo if left out.").build());
		spec.addOption(Subcommands.debug());
		return spec;
	}

	@Override
	public void run(ParseResult parsed) throws IOException {
		Path folder = parsed.matchedPositionalValue(0, Path.of("img2img-demo"));
		Cancellation cancellation = new Cancellation();
		try (Interruption interruption = Interruption.cancels(cancellation);
			Img2Img img2img = Img2Img.open(EmbeddedModel.directory()))
		{
			Demo.of(img2img, folder, err::println).run(SIZE, cancellation);
		}
	}
}
