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
package sc.fiji.img2img.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import sc.fiji.img2img.ChildJvm;

class ProgramsTest {

	@Test
	void exitCodesAreReported() throws IOException, InterruptedException {
		assertEquals(OptionalInt.of(3), Programs.run(child(3), 600));
	}

	@Test
	void whatTakesTooLongIsGone() throws IOException, InterruptedException {
		List<ProcessHandle> before = children();
		assertEquals(OptionalInt.empty(), Programs.run(child(3), 0));
		assertEquals(List.of(), children().stream().filter(child -> !before.contains(child)).collect(Collectors.toList()));
	}

	@Test
	void interruptedThreadsLeaveNoProgramBehind() {
		List<ProcessHandle> before = children();
		Thread.currentThread().interrupt();
		assertThrows(InterruptedException.class, () -> Programs.run(child(3), 600));
		assertFalse(Thread.interrupted());
		assertEquals(List.of(), children().stream().filter(child -> !before.contains(child)).collect(Collectors.toList()));
	}

	private static ProcessBuilder child(int code) {
		return ChildJvm.of(Exit.class, code).builder();
	}

	private static List<ProcessHandle> children() {
		return ProcessHandle.current().children().filter(ProcessHandle::isAlive).collect(Collectors.toList());
	}

	/** A program that ends with the exit code that it is given. */
	public static final class Exit {

		public static void main(String[] args) {
			System.exit(Integer.parseInt(args[0]));
		}
	}
}
