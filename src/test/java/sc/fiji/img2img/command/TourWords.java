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

import java.awt.Component;
import java.awt.Container;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import javax.swing.AbstractButton;
import javax.swing.JLabel;
import javax.swing.JSlider;
import javax.swing.text.JTextComponent;

import sc.fiji.img2img.Img2ImgSettings;
import sc.fiji.img2img.Setting;

/** What is to be read in the dialogs of the tour, top down; it lies beside the pictures, so that old ones are noticed. */
final class TourWords {

	/** Where the pictures and the words lie. */
	static final Path FOLDER = Path.of("src", "site", "images", "tour");

	static final Path FILE = FOLDER.resolve("words.txt");

	private TourWords() {}

	/** The words, a line for each. */
	static String now() {
		List<String> words = new ArrayList<>();
		for (List<Setting<?>> known : List.of(CommandSettings.all(), CommandSettings.grid())) {
			words.add("-- a dialog --");
			Img2ImgSettings defaults = Img2ImgSettings.defaults();
			collect(new SettingsForm(known, new SettingFields(known, defaults, defaults), () -> {}), words);
		}
		return String.join("\n", words) + "\n";
	}

	/** All parts of a dialog that are of a kind, top down. */
	static <T extends Component> Stream<T> all(Container container, Class<T> kind) {
		return Stream.of(container.getComponents()).flatMap(part -> Stream.concat(kind.isInstance(part) ? Stream.of(kind.cast(
			part)) : Stream.empty(), part instanceof Container ? all((Container) part, kind) : Stream.empty()));
	}

	private static void collect(Container container, List<String> words) {
		for (Component part : container.getComponents()) {
			if (!part.isVisible()) continue;
			String word = part instanceof JLabel ? ((JLabel) part).getText() : part instanceof AbstractButton
				? ((AbstractButton) part).getText() : part instanceof JTextComponent ? "[" + ((JTextComponent) part).getText() + "]"
					: part instanceof JSlider ? "slider at " + ((JSlider) part).getValue() : "";
			if (word != null && !word.isBlank()) words.add(word.trim());
			if (part instanceof Container) collect((Container) part, words);
		}
	}
}
