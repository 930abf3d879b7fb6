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
package sc.fiji.img2img;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import sc.fiji.img2img.diffusion.StepPlan;

/**
 * What a run gave. Immutable, but for the image itself, which belongs to the caller.
 *
 * @param <I> the kind of image
 */
public final class Img2ImgResult<I> {

	private final I image;

	private final Img2ImgSettings settings;

	private final StepPlan plan;

	private final List<String> notes;

	private final Map<String, String> info;

	Img2ImgResult(I image, Img2ImgSettings settings, StepPlan plan, List<String> notes, Map<String, String> info) {
		this.image = image;
		this.settings = settings;
		this.plan = plan;
		this.notes = List.copyOf(notes);
		this.info = Collections.unmodifiableMap(new LinkedHashMap<>(info));
	}

	/** The new image, not shown; a stack if several variations were asked for. */
	public I image() {
		return image;
	}

	/** The seed that was used; the first one of several variations. */
	public long seed() {
		return settings.get(Img2ImgSettings.SEED);
	}

	/** The settings as they were run: the seed drawn, and what was not set as the model suggests. */
	public Img2ImgSettings settings() {
		return settings;
	}

	/** The steps that ran. */
	public StepPlan plan() {
		return plan;
	}

	/** What the user should know about this run; mostly nothing. */
	public List<String> notes() {
		return notes;
	}

	/** What it was made with: settings, model, device and input, as an ImagePlus has it in its Info. */
	public Map<String, String> info() {
		return info;
	}
}
