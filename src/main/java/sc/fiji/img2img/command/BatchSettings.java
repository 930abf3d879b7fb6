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

import java.util.ArrayList;
import java.util.List;

import sc.fiji.img2img.Img2ImgSettings;
import sc.fiji.img2img.Setting;
import sc.fiji.img2img.batch.Batch;

/** The settings of the batch command: which files, where their results go, and those of every run. */
final class BatchSettings {

	static final String FILES_LABEL = "Files";

	static final String FILES_HELP = "The images to run: a folder, with those below it, or files and patterns such as " +
		"/data/*.tif, separated by semicolons.";

	static final Setting<String> FILES = Setting.text("files", FILES_LABEL, "", FILES_HELP).shownAt(0);

	static final String OUT_LABEL = "Results";

	static final String OUT_HELP = "The folder for the results, which have the names and formats of the images. What is done " +
		"there already is skipped.";

	static final Setting<String> OUT = Setting.text("out", OUT_LABEL, "", OUT_HELP).shownAt(1);

	static final String MASKS_LABEL = "Masks";

	static final String MASKS_HELP = "A folder of masks with the names of the images, in any format: where they are seen to be " +
		"white, the images may change; empty for everywhere.";

	static final Setting<String> MASKS = Setting.text("masks", MASKS_LABEL, "", MASKS_HELP).shownAt(2);

	static final String LOG_LABEL = "Log file";

	static final String LOG_HELP = "The table of what became of each file; empty for " + Batch.LOG_FILE +
		" in the folder for the results.";

	static final Setting<String> LOG = Setting.text("log", LOG_LABEL, "", LOG_HELP);

	static final String JSON_LABEL = "Settings as JSON";

	static final String JSON_HELP = "Write the settings beside each result, as RESULT.json.";

	static final Setting<Boolean> JSON = Setting.flag("json", JSON_LABEL, JSON_HELP);

	static final String SHARD_LABEL = "Share";

	static final String SHARD_HELP = "Run one of several shares of the files, such as 2/8, while other machines run the others; " +
		"empty for all files.";

	static final Setting<String> SHARD = Setting.text("shard", SHARD_LABEL, "", SHARD_HELP);

	private static final List<Setting<?>> ALL = declare();

	private BatchSettings() {
		// NB: declarations only.
	}

	/** All settings, those of files first. */
	static List<Setting<?>> all() {
		return ALL;
	}

	private static List<Setting<?>> declare() {
		List<Setting<?>> all = new ArrayList<>(List.of(FILES, OUT, MASKS));
		all.addAll(Img2ImgSettings.all());
		all.addAll(List.of(CommandSettings.MODEL, LOG, JSON, SHARD));
		return List.copyOf(all);
	}
}
