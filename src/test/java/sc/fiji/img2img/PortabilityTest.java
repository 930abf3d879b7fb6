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

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;

import ij.IJ;

import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import sc.fiji.img2img.device.provider.Libraries;

/** Tests pass on any machine: they wait for events and not for the clock, and speak no language but Java's own. */
class PortabilityTest {

	private static final JavaClasses TESTS = new ClassFileImporter().importUrl(PortabilityTest.class.getProtectionDomain()
		.getCodeSource().getLocation());

	@Test
	void testsWaitForEvents() {
		noClasses().should().callMethod(Thread.class, "sleep", long.class) //
			.orShould().callMethod(Thread.class, "sleep", long.class, int.class) //
			.orShould().callMethod(TimeUnit.class, "sleep", long.class) //
			.orShould().callMethod(IJ.class, "wait", int.class) //
			.orShould().callMethod(Process.class, "waitFor", long.class, TimeUnit.class) //
			.because("machines are faster and slower than this one").check(TESTS);
	}

	@Test
	void testsReadAndWriteInNoLanguage() {
		noClasses().should().callMethod(String.class, "format", String.class, Object[].class) //
			.orShould().callMethod(String.class, "toLowerCase") //
			.orShould().callMethod(String.class, "toUpperCase") //
			.orShould().callMethod(String.class, "getBytes") //
			.because("the user's language is not ours").check(TESTS);
	}

	@Test
	void programsAreStartedWithoutTheUsersSettings() {
		noClasses().that().areNotAssignableTo(ChildJvm.class).and().areNotAssignableTo(Libraries.class) //
			.and().resideOutsideOfPackage("..benchmark..") //
			.should().callConstructor(ProcessBuilder.class, String[].class) //
			.orShould().callConstructor(ProcessBuilder.class, List.class) //
			.because("a Java of its own sees the user's home, and ChildJvm hides it").check(TESTS);
	}
}
