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
package sc.fiji.img2img.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import sc.fiji.img2img.Img2ImgSettings;
import sc.fiji.img2img.Setting;
import sc.fiji.img2img.image.ij.GenerationInfo;
import sc.fiji.img2img.io.Csv;

/**
 * The lines of a batch's log, as comma-separated values (RFC 4180) without line breaks within: what became of a task, all
 * settings, the figures, and the seconds as the last value.
 */
final class BatchTable {

	private static final String SECONDS = "seconds";

	private static final List<String> FIGURES = List.of("model", GenerationInfo.MODEL_HASH, "lorasha256", BatchRecord.WORK,
		BatchRecord.SSIM, BatchRecord.MAD);

	private BatchTable() {
		// NB: lines only.
	}

	/** The names of the values. */
	static String header() {
		List<String> names = new ArrayList<>(List.of("input", "output", "state", "message"));
		Img2ImgSettings.all().forEach(setting -> names.add(setting.key()));
		names.addAll(FIGURES);
		names.add(SECONDS);
		return String.join(",", names);
	}

	/**
	 * What became of a task, but for the seconds: the same whether it was done now or before.
	 *
	 * @param settings of the task, with the model's suggestions and the input's own seed
	 */
	static String line(BatchOutcome outcome, Img2ImgSettings settings) {
		boolean failed = outcome.state() == BatchOutcome.State.FAILED;
		Map<String, String> made = outcome.values();
		List<String> values = new ArrayList<>(List.of(outcome.task().name(), failed ? "" : outcome.task().outputName(), failed
			? "failed" : "done", outcome.message()));
		for (Setting<?> setting : Img2ImgSettings.all())
			values.add(settings.get(setting).toString());
		FIGURES.forEach(figure -> values.add(made.getOrDefault(figure, "")));
		return Csv.line(values.stream().map(BatchTable::inOneLine).collect(Collectors.toList()));
	}

	/** The last value of a line. */
	static String seconds(BatchOutcome outcome) {
		return Double.isNaN(outcome.seconds()) ? "" : String.format(Locale.ROOT, "%.3f", outcome.seconds());
	}

	/** NB: a log is read line by line. */
	private static String inOneLine(String value) {
		return value.replace("\\", "\\\\").replace("\r", "").replace("\n", "\\n");
	}
}
