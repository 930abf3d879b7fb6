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

import ij.IJ;
import ij.ImagePlus;
import ij.plugin.PlugIn;

import java.util.concurrent.CancellationException;

import sc.fiji.img2img.image.ij.Phantom;

/** File &gt; Open Samples &gt; Drawn Nuclei: something to try the program on, as the first command of the README does. */
public final class Sample_ implements PlugIn {

	private static final int SIZE = 256;

	@Override
	public void run(String argument) {
		open();
	}

	/**
	 * The sample in place of an image that is not there, if the user agrees.
	 *
	 * @throws CancellationException if not
	 */
	static ImagePlus offer() {
		if (!IJ.showMessageWithCancel("Img2Img", "There is no image open.\nOpen a sample, drawn nuclei, to try it on?"))
			throw new CancellationException();
		return open();
	}

	/** The sample, which nobody has seen yet. */
	static ImagePlus image() {
		return Phantom.nuclei(SIZE, 1);
	}

	private static ImagePlus open() {
		ImagePlus sample = image();
		sample.show();
		return sample;
	}
}
