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
package sc.fiji.img2img.diffusion.scheduler;

import java.util.ArrayList;
import java.util.List;

/** Which scheduler takes the steps: one by its name, or the one that the model brings along. Immutable. */
public final class SchedulerName {

	/** The name that stands for the model's own. */
	public static final String MODEL = "model";

	private final String name;

	private SchedulerName(String name) {
		this.name = name;
	}

	/** The one that the model brings along. */
	public static SchedulerName ofModel() {
		return new SchedulerName(MODEL);
	}

	/**
	 * One by its name.
	 *
	 * @param name as {@link Schedulers#find} knows it, or {@link #MODEL}
	 * @throws IllegalArgumentException with a sentence that lists the possible names
	 */
	public static SchedulerName of(String name) {
		if (name.equalsIgnoreCase(MODEL)) return ofModel();
		Schedulers.find(name);
		return new SchedulerName(name);
	}

	/** The names to choose from; others are known, too. */
	public static List<String> names() {
		List<String> names = new ArrayList<>(List.of(MODEL));
		names.addAll(Schedulers.names());
		return names;
	}

	/** Whether it is the model's own. */
	public boolean isOfModel() {
		return name.equals(MODEL);
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof SchedulerName && name.equals(((SchedulerName) other).name);
	}

	@Override
	public int hashCode() {
		return name.hashCode();
	}

	/** The name. */
	@Override
	public String toString() {
		return name;
	}
}
