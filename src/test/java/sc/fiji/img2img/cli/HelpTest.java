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
package sc.fiji.img2img.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;

import org.junit.jupiter.api.Test;

import picocli.CommandLine;

import sc.fiji.img2img.Img2ImgSettings;
import sc.fiji.img2img.Setting;

/** The command line's help. */
class HelpTest {

	@Test
	void eachSettingIsAnOptionWithItsHelp() {
		String help = unspaced(help());
		for (Setting<?> setting : Img2ImgSettings.all()) {
			assertTrue(help.contains("--" + setting.key() + (setting.type() == Boolean.class ? unspaced(setting.help())
				: "=")), setting.key());
			assertTrue(help.contains(unspaced(setting.help())), setting.key());
		}
	}

	/** As picocli does it with the dot of a file's ending. */
	@Test
	void noWordIsWrappedBehindItsFirstDot() {
		for (String line : help().split("\\R"))
			assertFalse(line.endsWith(" ."), line);
	}

	private static String help() {
		return new CommandLine(new Img2ImgCommandLine(new PrintWriter(new StringWriter())).spec()).getUsageMessage();
	}

	/** NB: lines are also wrapped behind some signs. */
	private static String unspaced(String text) {
		return text.replaceAll("\\s+", "");
	}
}
