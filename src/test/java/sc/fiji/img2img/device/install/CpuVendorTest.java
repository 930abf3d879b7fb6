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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CpuVendorTest {

	@TempDir
	private Path folder;

	@Test
	void onLinuxItIsThatOfTheFirstProcessor() throws IOException {
		assertEquals(Optional.of("AuthenticAMD"), linux("processor\t: 0\nvendor_id\t: AuthenticAMD\ncpu family\t: 26\n\n" +
			"processor\t: 1\nvendor_id\t: AuthenticAMD\n"));
		assertEquals(Optional.of("GenuineIntel"), linux("vendor_id\t: GenuineIntel\n"));
		assertEquals(Optional.of("  Shanghai  "), linux("vendor_id\t:   Shanghai  \n"));
	}

	@Test
	void onLinuxItIsNotKnownWhereNothingTellsIt() throws IOException {
		assertEquals(Optional.empty(), linux("processor\t: 0\nCPU implementer\t: 0x41\n"));
		assertEquals(Optional.empty(), linux("vendor_id\t: IBM/S390\n"));
		assertEquals(Optional.empty(), linux(""));
		assertEquals(Optional.empty(), CpuVendor.of("Linux", folder.resolve("none"), "x, GenuineIntel"));
		assertEquals(Optional.empty(), CpuVendor.of("Mac OS X", folder.resolve("none"), null));
	}

	@Test
	void onWindowsItStandsBehindTheModel() throws IOException {
		assertEquals(Optional.of("AuthenticAMD"), windows("AMD64 Family 26 Model 68 Stepping 0, AuthenticAMD"));
		assertEquals(Optional.of("GenuineIntel"), windows("Intel64 Family 6 Model 158 Stepping 10, GenuineIntel"));
		assertEquals(Optional.empty(), windows("ARMv8 (64-bit) Family 8 Model 1 Revision 201, Qualcomm Technologies Inc"));
		assertEquals(Optional.empty(), windows("unknown"));
		assertEquals(Optional.empty(), windows(null));
	}

	private Optional<String> linux(String text) throws IOException {
		return CpuVendor.of("Linux", Files.writeString(folder.resolve("cpuinfo"), text), null);
	}

	private Optional<String> windows(String identifier) throws IOException {
		return CpuVendor.of("Windows 11", folder.resolve("none"), identifier);
	}
}
