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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NativeHeaderTest {

	@ParameterizedTest
	@EnumSource(NativePlatform.class)
	void platformAndLengthAreRead(NativePlatform platform) {
		NativeHeader header = NativeHeader.of(NativeBytes.of(platform));
		assertEquals(Set.of(platform), header.platforms());
		assertEquals(NativeBytes.LENGTH, header.length());
	}

	@Test
	void universalFilesAreForBothProcessors() {
		NativeHeader header = NativeHeader.of(NativeBytes.universal());
		assertEquals(Set.of(NativePlatform.OSX_X64, NativePlatform.OSX_AARCH64), header.platforms());
		assertEquals(NativeBytes.LENGTH, header.length());
	}

	@Test
	void classFilesAreNoUniversalFiles() throws IOException {
		try (InputStream in = NativeHeader.class.getResourceAsStream("NativeHeader.class")) {
			assertEquals(Set.of(), NativeHeader.of(in.readAllBytes()).platforms());
		}
	}

	@Test
	void textIsNoLibrary() {
		assertEquals(Set.of(), NativeHeader.of("libfoo.so.1".getBytes(StandardCharsets.UTF_8)).platforms());
	}

	@ParameterizedTest
	@EnumSource(NativePlatform.class)
	void whatEndsInItsHeaderIsTooShort(NativePlatform platform) {
		byte[] head = Arrays.copyOf(NativeBytes.of(platform), 50);
		assertTrue(NativeHeader.of(head).length() > head.length);
	}

	@Test
	void librariesOfThisJavaAreForThisPlatform() throws IOException {
		Path home = Path.of(System.getProperty("java.home"));
		String name = System.mapLibraryName("java");
		Path library = Files.exists(home.resolve("lib").resolve(name)) ? home.resolve("lib").resolve(name) : home.resolve("bin")
			.resolve(name);
		NativeHeader header = NativeHeader.of(Arrays.copyOf(Files.readAllBytes(library), NativeHeader.BYTES));
		assertTrue(header.platforms().contains(NativePlatform.current().orElseThrow()), header.platforms().toString());
		assertTrue(header.length() > 0 && header.length() <= Files.size(library), library + " " + header.length());
	}

	@Test
	void platformsAreToldByJavasProperties() {
		assertEquals(Optional.of(NativePlatform.LINUX_X64), NativePlatform.of("Linux", "amd64"));
		assertEquals(Optional.of(NativePlatform.LINUX_AARCH64), NativePlatform.of("Linux", "aarch64"));
		assertEquals(Optional.of(NativePlatform.WIN_X64), NativePlatform.of("Windows 11", "amd64"));
		assertEquals(Optional.of(NativePlatform.WIN_ARM64), NativePlatform.of("Windows 11", "aarch64"));
		assertEquals(Optional.of(NativePlatform.OSX_AARCH64), NativePlatform.of("Mac OS X", "aarch64"));
		assertEquals(Optional.of(NativePlatform.OSX_X64), NativePlatform.of("Mac OS X", "x86_64"));
		assertEquals(Optional.empty(), NativePlatform.of("Linux", "i386"));
		assertEquals(Optional.empty(), NativePlatform.of("FreeBSD", "amd64"));
	}

	@Property(tries = 2000)
	void anyBytesCanBeAskedFor(@ForAll byte[] bytes, @ForAll("magics") int magic) {
		byte[] head = Arrays.copyOf(bytes, bytes.length + 4);
		for (int i = 0; i < 4; i++)
			head[i] = (byte) (magic >> 8 * i);
		assertTrue(NativeHeader.of(head).platforms().size() <= 2);
	}

	@net.jqwik.api.Provide
	net.jqwik.api.Arbitrary<Integer> magics() {
		return net.jqwik.api.Arbitraries.of(0x464c457f, 0xfeedfacf, 0xbebafeca, 0x5a4d, 0);
	}
}
