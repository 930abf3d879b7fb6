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
package sc.fiji.img2img.lora;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a LoRA that was trained so that a few steps suffice runs well with: its sampler, its steps, and no guidance. Such LoRAs
 * are told by their names, which is how they are published, or by what their authors say of them. Immutable.
 */
public final class FewSteps {

	private static final String OFF = "1";

	/** In words of their own, since styles may be called after lightning, too. */
	private static final List<Kind> KINDS = List.of(new Kind("LCM", "(?<![a-z])lcm(?![a-z])", "LCM", 8, false), new Kind("TCD",
		"(?<![a-z])tcd(?![a-z])", "TCD", 8, false), new Kind("Hyper-SD", "(?<![a-z])hyper[-_ ]?(sd|flux)", "DDIM", 8, true), new Kind(
			"Lightning", "lightning[-_ ]*\\d+[-_ ]?step|\\d+[-_ ]?steps?[-_ ]lightning|sdxl[-_ ]lightning", "Euler", 4, true));

	private static final Pattern STEPS = Pattern.compile("(?i)(\\d{1,2})[-_ ]?steps?");

	/** The file of a repository on the hub that is named by its folder alone. */
	private static final String NAMELESS = "pytorch_lora_weights";

	private static final List<String> TITLES = List.of("modelspec.title", "ss_output_name");

	private final Kind kind;

	private final String name;

	private FewSteps(Kind kind, String name) {
		this.kind = kind;
		this.name = name;
	}

	/** What a LoRA is to be run with; empty for one that takes the usual number of steps. */
	public static Optional<FewSteps> of(LoraFile lora) {
		Optional<FewSteps> named = of(lora.file());
		for (String title : TITLES)
			if (named.isEmpty()) named = of(lora.metadata().getOrDefault(title, ""));
		return named;
	}

	/** As {@link #of(LoraFile)}, by the file's name alone. */
	static Optional<FewSteps> of(Path file) {
		String name = file.getFileName().toString();
		Path folder = file.toAbsolutePath().getParent();
		return of(name.startsWith(NAMELESS) && folder.getFileName() != null ? folder.getFileName().toString() : name);
	}

	private static Optional<FewSteps> of(String name) {
		return KINDS.stream().filter(kind -> kind.pattern.matcher(name).find()).findFirst().map(kind -> new FewSteps(kind,
			name));
	}

	/** The values by the keys of their settings, as texts. */
	public Map<String, String> values() {
		Map<String, String> values = new LinkedHashMap<>();
		Matcher steps = STEPS.matcher(name);
		values.put("steps", steps.find() && Integer.parseInt(steps.group(1)) > 0 ? steps.group(1) : Integer.toString(kind.steps));
		values.put("scheduler", kind.scheduler);
		// NB: those that are called after CFG were trained to be guided.
		if (!name.toLowerCase(Locale.ROOT).contains("cfg")) values.put("guidance", OFF);
		return values;
	}

	/** Whether its steps are counted from pure noise, so that the schedule's last one does not go to waste. */
	public boolean isTrailing() {
		return kind.trailing;
	}

	/** What it is a LoRA of: "LCM", "Lightning". */
	@Override
	public String toString() {
		return kind.title;
	}

	/** A way of training. */
	private static final class Kind {

		private final String title;

		private final Pattern pattern;

		private final String scheduler;

		private final int steps;

		private final boolean trailing;

		private Kind(String title, String pattern, String scheduler, int steps, boolean trailing) {
			this.title = title;
			this.pattern = Pattern.compile("(?i)" + pattern);
			this.scheduler = scheduler;
			this.steps = steps;
			this.trailing = trailing;
		}
	}
}
