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
package sc.fiji.img2img.model.library;

import java.io.IOException;
import java.util.Map;

import sc.fiji.img2img.model.ModelFolders;
import sc.fiji.img2img.model.download.Hub;
import sc.fiji.img2img.model.download.Patience;
import sc.fiji.img2img.model.download.TransferListener;
import sc.fiji.img2img.run.Cancellation;

/** Adds and removes models again and again, and prints a line before each; a program of its own, to be killed. */
final class EndlessAdding {

	private EndlessAdding() {}

	/** The arguments are the server and what is added; with a last one, each is added once. */
	public static void main(String... arguments) throws IOException {
		ModelInstaller installer = ModelInstaller.of(ModelFolders.of(), Hub.of(arguments[0], Map.of(), Patience.usual()));
		String[] models = arguments[1].split(",");
		do {
			for (String model : models) {
				System.out.println("add");
				ModelOffer offer = installer.offer(model, "", new Cancellation());
				if (offer.present().isEmpty()) offer.accept(TransferListener.NONE, new Cancellation());
			}
			for (String model : models) {
				if (arguments.length > 2) break;
				System.out.println("remove");
				installer.remove(ModelLibrary.of(ModelFolders.of()).find(model.replaceFirst(".*/", "")));
			}
		}
		while (arguments.length == 2);
	}
}
