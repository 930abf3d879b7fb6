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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;

/** The pictures of the tour show the program as it is. */
class TourTest {

	private static final Path TOUR = Path.of("src", "site", "markdown", "tour.md");

	private static final long MOST_BYTES = 600_000;

	@Test
	void dialogsAreThoseOfThePictures() throws IOException {
		assertEquals(Files.readString(TourWords.FILE), TourWords.now(),
			"The dialogs are not those of the tour's pictures; make these anew as CONTRIBUTING.md says.");
	}

	@Test
	void allPicturesAreShownAndSmall() throws IOException {
		Matcher shown = Pattern.compile("!\\[[^\\]]+\\]\\(\\.\\./images/tour/([^)]+)\\)").matcher(Files.readString(TOUR));
		try (Stream<Path> files = Files.list(TourWords.FOLDER)) {
			List<Path> pictures = files.filter(file -> file.toString().endsWith(".png")).collect(Collectors.toList());
			assertEquals(pictures.stream().map(file -> file.getFileName().toString()).sorted().collect(Collectors.toList()), shown
				.results().map(link -> link.group(1)).sorted().collect(Collectors.toList()));
			assertTrue(pictures.stream().mapToLong(file -> file.toFile().length()).sum() < MOST_BYTES);
			for (Path picture : pictures)
				assertTrue(ImageIO.read(picture.toFile()).getWidth() <= 800, picture.toString());
		}
	}
}
