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
package sc.fiji.img2img.device.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import sc.fiji.img2img.ChildJvm;

/** A program that answers as pip does: it "downloads" a file that lies here, or fails with given words. */
public final class FakePip {

	private FakePip() {}

	/** The command that runs it; what it fails with, if it is no file's name. */
	static List<String> command(String fileOrWords) {
		return ChildJvm.of(FakePip.class, fileOrWords).command();
	}

	public static void main(String[] arguments) throws IOException {
		List<String> all = new ArrayList<>(Arrays.asList(arguments));
		if (all.contains("--version")) return;
		Path file = Path.of(all.get(0));
		if (!Files.exists(file)) {
			System.out.println("Looking in indexes: somewhere");
			System.err.println("ERROR: " + file);
			System.exit(1);
		}
		List<String> expected = List.of("download", "--no-deps", "--only-binary=:all:", "ort-ep-small==1.2.0",
			"manylinux_2_28_x86_64");
		if (!all.containsAll(expected)) System.exit(2);
		Files.copy(file, Path.of(all.get(all.indexOf("-d") + 1)).resolve(SmallProvider.WHEEL));
	}
}
