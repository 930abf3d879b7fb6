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

import java.io.PrintWriter;
import java.util.Locale;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

import sc.fiji.img2img.cli.Img2ImgApp.Subcommand;
import sc.fiji.img2img.io.CacheDirectory;
import sc.fiji.img2img.io.TextTable;
import sc.fiji.img2img.model.NetworkCopies;
import sc.fiji.img2img.onnx.PreparedGraphs;

/** {@code img2img cache list | clear}: what was made of models for the next start, and how much room it takes. */
final class CacheCommandLine implements Subcommand {

	/** The first word of its command lines. */
	static final String NAME = "cache";

	private static final double GIGABYTE = 1 << 30;

	private final PrintWriter out;

	CacheCommandLine(PrintWriter out) {
		this.out = out;
	}

	@Override
	public CommandSpec spec() {
		CommandSpec spec = Subcommands.of("img2img " + NAME, "Says what was made of models for the next start, and deletes it.");
		spec.addSubcommand("list", Subcommands.of("list", "Say how much room it takes."));
		return spec.addSubcommand("clear", Subcommands.of("clear", "Delete it; the next start of a model makes it anew."));
	}

	@Override
	public void run(ParseResult parsed) {
		boolean clears = parsed.hasSubcommand() && parsed.subcommand().commandSpec().name().equals("clear");
		PreparedGraphs graphs = PreparedGraphs.here();
		TextTable table = TextTable.of(clears ? "DELETED" : "SIZE", "WHAT");
		long before = graphs.bytes();
		long copied = NetworkCopies.bytes();
		if (clears) {
			graphs.clear();
			NetworkCopies.clear();
		}
		table.add("", gigabytes(before - (clears ? graphs.bytes() : 0)), "networks prepared for this machine, in " +
			CacheDirectory.get().resolve(PreparedGraphs.FOLDER));
		table.add("", gigabytes(copied - (clears ? NetworkCopies.bytes() : 0)), "copies of networks, in " + NetworkCopies.root());
		out.print(table);
		out.flush();
	}

	private static String gigabytes(long bytes) {
		return String.format(Locale.ROOT, "%.1f GB", bytes / GIGABYTE);
	}
}
