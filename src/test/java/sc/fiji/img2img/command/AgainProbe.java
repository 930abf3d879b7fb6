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
import ij.WindowManager;
import ij.gui.GenericDialog;

import sc.fiji.img2img.TestImages;
import sc.fiji.img2img.image.ij.GenerationInfo;

/** Repeats an image three times whose Info names a foreign model: Cancel and then OK is pressed where it is asked for. */
final class AgainProbe {

	private static int dialogs;

	private AgainProbe() {}

	/** The argument is the model. */
	public static void main(String... arguments) {
		OpenedDialogs.hear(AgainProbe::answer);
		new ImagePlus("src", TestImages.rgb(32, 32)).show();
		ImagePlus made = new ImagePlus("made", TestImages.rgb(32, 32));
		made.setProperty("Info", GenerationInfo.MARK + "\nmodel: " + arguments[0] +
			"\ninput: src\nselection: none\nsteps: 2\nstrength: 0.5\nguidance: 1\nseed: 7\n");
		made.show();
		for (int i = 0; i < 3; i++) {
			IJ.selectWindow("made");
			new Img2Img_().run("again");
			System.out.println(WindowManager.getImageCount() + " images");
		}
		System.exit(0);
	}

	private static void answer(GenericDialog dialog) {
		dialogs++;
		System.out.println("asked by " + dialog.getTitle());
		OpenedDialogs.press(dialog, dialogs == 1 ? 1 : 0);
	}
}
