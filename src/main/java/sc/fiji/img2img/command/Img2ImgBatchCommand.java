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

import ij.ImagePlus;

import java.io.IOException;
import java.util.List;

import org.scijava.Priority;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import sc.fiji.img2img.Img2ImgSettings;
import sc.fiji.img2img.Setting;

/**
 * Plugins &gt; Img2Img Batch in Fiji, and in scripts: the fields of {@link Img2ImgCommand}, and where files are, instead of an
 * image.
 * <p>
 * Shows no images. Files that fail do not end it; they are in the log, and macros and scripts fail in the end.
 * </p>
 */
@Plugin(type = Command.class, menuPath = "Plugins > Img2Img Batch", headless = true, priority = Priority.HIGH - 2)
public final class Img2ImgBatchCommand extends Img2ImgCommand {

	@Parameter(label = BatchSettings.FILES_LABEL, description = BatchSettings.FILES_HELP, required = false, persist = false)
	private String files = BatchSettings.FILES.defaultValue();

	@Parameter(label = BatchSettings.OUT_LABEL, description = BatchSettings.OUT_HELP, required = false, persist = false)
	private String out = BatchSettings.OUT.defaultValue();

	@Parameter(label = BatchSettings.MASKS_LABEL, description = BatchSettings.MASKS_HELP, required = false, persist = false)
	private String masks = BatchSettings.MASKS.defaultValue();

	@Parameter(label = BatchSettings.LOG_LABEL, description = BatchSettings.LOG_HELP, required = false, persist = false)
	private String log = BatchSettings.LOG.defaultValue();

	@Parameter(label = BatchSettings.JSON_LABEL, description = BatchSettings.JSON_HELP, required = false, persist = false)
	private Boolean json = BatchSettings.JSON.defaultValue();

	@Parameter(label = BatchSettings.SHARD_LABEL, description = BatchSettings.SHARD_HELP, required = false, persist = false)
	private String shard = BatchSettings.SHARD.defaultValue();

	@Override
	List<Setting<?>> declared() {
		return BatchSettings.all();
	}

	@Override
	String title() {
		return "Img2Img Batch";
	}

	/** None: files are run, and an image's name is no setting. */
	@Override
	ImagePlus image(String name) {
		if (name != null) CommandSettings.find(MacroOptions.INPUT, declared());
		return null;
	}

	/** The active image, if there is one, as an example: files need none. */
	@Override
	ImagePlus shown() {
		return caller().image();
	}

	@Override
	void make(ImagePlus image, Img2ImgSettings settings, RunMonitor monitor) throws IOException {
		say(new FilesRun(monitor).run(settings, !isAsked()).toString(), settings);
	}
}
