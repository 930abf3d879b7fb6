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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

import org.scijava.ItemIO;
import org.scijava.app.StatusService;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.task.TaskService;

/**
 * The models for scripts: {@code command.run(Img2ImgModels.class, true, "add", "sd-turbo", "yes", true)}.
 * <p>
 * It has no place in the menu, where {@link Img2ImgModels_} is. Fails with an exception that says why.
 * </p>
 */
@Plugin(type = Command.class, label = "Img2Img Models", headless = true, visible = false)
public final class Img2ImgModels implements Command {

	private static final String ALL = "all";

	@Parameter
	private TaskService taskService;

	@Parameter
	private StatusService statusService;

	@Parameter(required = false, persist = false, description = "A file, a folder, an address, owner/name on the Hugging " +
		"Face hub, or a known model to add.")
	private String add = "";

	@Parameter(required = false, persist = false, description = "What the added model is to be called; its own name if empty.")
	private String name = "";

	@Parameter(required = false, persist = false, description = "A mirror of the Hugging Face hub; HF_ENDPOINT if empty.")
	private String mirror = "";

	@Parameter(required = false, persist = false, description = "A file, a folder or a model, to be said what it is.")
	private String show = "";

	@Parameter(required = false, persist = false, description = "A model whose files are checked and mended, or " + ALL + ".")
	private String verify = "";

	@Parameter(required = false, persist = false, description = "A model to delete.")
	private String remove = "";

	@Parameter(required = false, persist = false, description = "Agree to the size and the licence of what is added, to " +
		"downloads that mend, and to deletions.")
	private boolean yes;

	@Parameter(type = ItemIO.OUTPUT, description = "The outcome, or the list of models.")
	private String report = "";

	@Override
	public void run() {
		Map<String, String> values = new LinkedHashMap<>();
		put(values, ModelsOptions.NAME, name);
		put(values, ModelsOptions.MIRROR, mirror);
		put(values, ModelsOptions.REMOVE, remove);
		put(values, ModelsOptions.ADD, add);
		put(values, ModelsOptions.SHOW, show);
		put(values, ModelsOptions.VERIFY, verify);
		values.replace(ModelsOptions.VERIFY, ALL, "");
		StringBuilder lines = new StringBuilder();
		try (RunMonitor monitor = new RunMonitor(new TaskProgress(taskService, statusService))) {
			new ModelsRun(monitor, line -> lines.append(line.stripTrailing()).append('\n'), (title, terms) -> {
				if (yes) return true;
				throw new IllegalArgumentException(title + ": that needs your consent; set yes, if you agree to this. " + terms);
			}).run(values);
		}
		catch (IOException e) {
			throw new UncheckedIOException(e.getMessage(), e);
		}
		report = lines.toString();
	}

	private static void put(Map<String, String> values, String key, String value) {
		if (value != null && !value.isBlank()) values.put(key, value.trim());
	}
}
