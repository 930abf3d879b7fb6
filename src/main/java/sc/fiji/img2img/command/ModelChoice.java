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

import java.io.IOException;
import java.nio.file.Path;

import sc.fiji.img2img.model.EmbeddedModel;
import sc.fiji.img2img.model.ModelFinder;
import sc.fiji.img2img.model.ModelFolders;
import sc.fiji.img2img.model.library.ModelCard;
import sc.fiji.img2img.model.library.ModelLibrary;

/** Where commands look for models: in the folder models below ImageJ's, too. */
final class ModelChoice {

	private ModelChoice() {
		// NB: a few questions.
	}

	/** Looks now. */
	static ModelFinder finder() {
		return ModelFinder.of(folders());
	}

	/** The folders that models lie in. */
	static ModelFolders folders() {
		String imagej = IJ.getDirectory("imagej");
		return imagej == null ? ModelFolders.of() : ModelFolders.of(Path.of(imagej, "models"));
	}

	/** What a model is, in a line or two; empty where it is not found, which is said where it is used. */
	static String words(String text) {
		try {
			ModelCard card = ModelLibrary.of(folders()).card(finder().find(text).toString());
			return card.isUsable() ? card.summary() : card.summary() + ". " + card.verdict();
		}
		catch (IOException | IllegalArgumentException e) {
			return "";
		}
	}

	/** What stands for the model that is taken where none is named. */
	static String usual() {
		try {
			return "(default: " + finder().open("").name() + ")";
		}
		catch (IOException e) {
			return "(default)";
		}
	}

	/**
	 * The name by which a model is found here, and elsewhere, too; the text itself if there is none.
	 *
	 * @param text its path or its name; empty for the one that is taken where none is named
	 * @return empty for the one that comes with the program, where no other is taken in its stead
	 */
	static String name(String text) {
		try {
			String name = finder().open(text).name();
			return text.isBlank() && name.equals(EmbeddedModel.NAME) ? "" : name;
		}
		catch (IOException e) {
			// NB: what is wrong with it is said where it is used.
			return text;
		}
	}
}
