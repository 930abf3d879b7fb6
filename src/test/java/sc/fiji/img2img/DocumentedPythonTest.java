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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Python that users are shown runs, where there is one with JPype and NumPy: {@code -Dimg2img.python=PATH} names it. */
@Tag("slow")
class DocumentedPythonTest {

	private static final String PYTHON = System.getProperty("img2img.python", "python3");

	private static final String PATHS = "[\"Img2Img/lib/*\", \"Img2Img/lib/dependency/*\"]";

	@TempDir
	private Path folder;

	@Test
	void pixelsOfNumPyGoInAndComeOut() throws IOException, InterruptedException {
		assumeTrue(ChildJvm.isPossible(PYTHON, "-c", "import jpype, numpy"), "there is no Python with JPype and NumPy here");
		String shown = Documentation.find("^```python\nimport jpype\n((?:.*\n)*?)```").values().iterator().next().group(1);
		// NB: the arguments are those of a Java that would run the tests, which Python does not start.
		Path script = Files.writeString(folder.resolve("shown.py"), "import sys, os, jpype\n" + shown.replace(PATHS,
			"sys.argv[sys.argv.index('-cp') + 1].split(os.pathsep)") +
			"print(made.shape, made.dtype, (made != pixels).mean() > 0.9, abs(made.mean() - pixels.mean()) < 1000)\n");
		ChildJvm.Ended ended = ChildJvm.of(DocumentedPythonTest.class).under(PYTHON, script.toString()).variable("JAVA_HOME", System
			.getProperty("java.home")).run();
		assertEquals("(256, 256) uint16 True True\n", ended.output, ended.text);
	}
}
