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
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

import sc.fiji.img2img.Img2ImgSettings;
import sc.fiji.img2img.batch.Batch;
import sc.fiji.img2img.cli.Img2ImgApp.Subcommand;
import sc.fiji.img2img.run.Cancellation;

/** {@code img2img batch INPUT... --out DIR}: many files under the same settings. */
final class BatchCommandLine implements Subcommand {

	/** The first word of its command lines. */
	static final String NAME = "batch";

	static final String OUT = "--out";
	static final String MASKS = "--masks";
	static final String SHARD = "--shard";
	static final String LOG = "--log";
	static final String JSON = "--json";
	static final String DRY_RUN = "--dry-run";

	private final PrintWriter out;

	private final PrintWriter err;

	BatchCommandLine(PrintWriter out, PrintWriter err) {
		this.out = out;
		this.err = err;
	}

	@Override
	public CommandSpec spec() {
		CommandSpec spec = Subcommands.addHelp(CommandSpec.create().name("img2img " + NAME));
		spec.usageMessage().description("Image to image for many files. Files that are done already are skipped, so the same " +
			"command continues a run that was interrupted.").sortOptions(false).footer("",
				"Each file has a seed of its own, made from --seed (0 if left out) and the file's name.");
		spec.addPositional(PositionalParamSpec.builder().index("0..*").required(true).type(String[].class).paramLabel("INPUT") //
			.description("Files, folders, and patterns such as \"images/*.tif\". A folder stands for the images in it and in " +
				"the folders below it.").build());
		spec.addOption(path(OUT, "DIR", "The folder for the results, which have the names and formats of the inputs.").required(
			true).build());
		spec.addOption(path(MASKS, "DIR", "A folder of masks with the names of the inputs, in any format: where they are seen " +
			"to be white, the images may change.").build());
		spec.addOption(OptionSpec.builder(SHARD).type(String.class).arity("1").paramLabel("I/N").description(
			"Run the I-th of N shares of the files, as one of N jobs does.").build());
		spec.addOption(path(LOG, "FILE.csv", "The table of what became of each file; " + Batch.LOG_FILE +
			" in the folder for the results if left out.").build());
		spec.addOption(OptionSpec.builder(JSON).description("Write the settings beside each result, as RESULT.json.").build());
		spec.addOption(OptionSpec.builder(DRY_RUN).description("Say what would be run, and run nothing.").build());
		spec.addOption(Img2ImgCommandLine.modelOption());
		Img2ImgCommandLine.addPresets(spec);
		Img2ImgSettings.all().forEach(setting -> spec.addOption(Img2ImgCommandLine.option(setting)));
		return spec.addOption(Subcommands.debug());
	}

	@Override
	public void run(ParseResult parsed) throws IOException {
		BatchPlan plan = BatchPlan.of(parsed);
		Batch batch = plan.batch();
		BatchReport report = new BatchReport(err);
		report.found(plan.files());
		Cancellation cancellation = new Cancellation();
		try (Interruption interruption = Interruption.cancels(cancellation); LazySession session = plan.session(err)) {
			if (plan.isDryRun()) {
				BatchPreview preview = new BatchPreview(batch, out);
				preview.end(batch.dryRun(preview, cancellation));
				return;
			}
			report.end(batch.run(session::open, report, cancellation));
		}
	}

	private static OptionSpec.Builder path(String name, String label, String help) {
		return OptionSpec.builder(name).type(Path.class).arity("1").converters(Arguments::path).paramLabel(label).description(
			help);
	}
}
