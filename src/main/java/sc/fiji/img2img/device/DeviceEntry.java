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
package sc.fiji.img2img.device;

import java.util.Optional;

/** One line of the list of devices. Immutable. */
public final class DeviceEntry {

	/** How a device stands here. */
	public enum State {

		/** It gave the right numbers here, or needs no test. */
		WORKS("works"),
		/** Nobody knows yet. */
		UNTESTED("not tested yet"),
		/** It did not load, or gave wrong numbers. */
		FAILS("does not work"),
		/** There is a package for this machine. */
		INSTALLABLE("not installed");

		private final String words;

		State(String words) {
			this.words = words;
		}

		@Override
		public String toString() {
			return words;
		}
	}

	private final String key;

	private final String title;

	private final String version;

	private final String hardware;

	private final String precisions;

	private final State state;

	private final String detail;

	private final boolean plugin;

	DeviceEntry(String key, String title, String version, String hardware, String precisions, State state,
		String detail, boolean plugin)
	{
		this.key = key;
		this.title = title;
		this.version = version;
		this.hardware = hardware;
		this.precisions = precisions;
		this.state = state;
		this.detail = detail;
		this.plugin = plugin;
	}

	/** The name in settings and on the command line. */
	public String key() {
		return key;
	}

	/** The name of the provider. */
	public String title() {
		return title;
	}

	/** The version that is installed, or would be. */
	public String version() {
		return version;
	}

	/** What it runs on. */
	public String hardware() {
		return hardware;
	}

	/** The precisions that it has, separated by commas: those that were tested, or are said to be there. */
	public String precisions() {
		return precisions;
	}

	/** How it stands here. */
	public State state() {
		return state;
	}

	/** What the self-test found out, why it does not work, or the size of the download; a sentence. */
	public Optional<String> detail() {
		return Optional.ofNullable(detail);
	}

	/** Whether it is a plugin provider that is installed, and so can be removed. */
	public boolean isPlugin() {
		return plugin;
	}
}
