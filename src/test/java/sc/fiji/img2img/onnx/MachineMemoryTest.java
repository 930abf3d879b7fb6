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
package sc.fiji.img2img.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is free is the least of what machine and control group leave, in the words of Linux. */
class MachineMemoryTest {

	@TempDir
	Path folder;

	@Test
	void theMachineSaysWhatItHas() throws IOException {
		write("meminfo", "MemTotal:       24000000 kB\nMemFree:         1000000 kB\nMemAvailable:    9000000 kB\n");
		assertEquals(9_000_000L * 1024, free());
		write("memory.max", "max\n");
		assertEquals(9_000_000L * 1024, free());
	}

	@Test
	void aControlGroupMayLeaveLess() throws IOException {
		write("meminfo", "MemAvailable:    9000000 kB\n");
		write("memory.max", "4000000000\n");
		write("memory.current", "3500000000\n");
		write("memory.stat", "anon 500000000\ninactive_file 1000000000\nactive_file 2000000000\n");
		assertEquals(3_500_000_000L, free());
		write("memory.stat", "anon 3500000000\n");
		assertEquals(500_000_000L, free());
		write("memory.current", "4500000000\n");
		assertEquals(0, free());
	}

	@Test
	void soDoesOneOfTheFirstVersion() throws IOException {
		write("meminfo", "MemAvailable:    9000000 kB\n");
		Files.createDirectory(folder.resolve("memory"));
		write("memory/memory.limit_in_bytes", "2000000000\n");
		write("memory/memory.usage_in_bytes", "1500000000\n");
		write("memory/memory.stat", "total_inactive_file 250000000\ntotal_active_file 250000000\n");
		assertEquals(1_000_000_000L, free());
	}

	@Test
	void otherSystemsDoNotSay() throws IOException {
		assertFalse(MachineMemory.of(folder.resolve("meminfo"), folder).free().isPresent());
		write("meminfo", "something else\n");
		assertFalse(MachineMemory.of(folder.resolve("meminfo"), folder).free().isPresent());
	}

	private long free() {
		return MachineMemory.of(folder.resolve("meminfo"), folder).free().getAsLong();
	}

	private void write(String name, String text) throws IOException {
		Files.writeString(folder.resolve(name), text);
	}
}
