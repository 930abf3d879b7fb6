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
package sc.fiji.img2img.device.provider;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import sc.fiji.img2img.ChildJvm;
import sc.fiji.img2img.device.install.InstalledPlugins;

/** A program that used a device's library and returns from main ends, and does not crash. */
@Tag("slow")
class ProgramEndTest {

	/** A provider without devices that has something to free when a thread ends, as some drivers have, and says so then. */
	private static final String LIBRARY = String.join("\n", //
		"#include <pthread.h>", //
		"#include <unistd.h>", //
		"static pthread_key_t key;", //
		"static void end(void *value) { if (write(1, \"there\\n\", 6) < 0) return; }", //
		"__attribute__((constructor)) static void begin(void) { pthread_key_create(&key, end); }", //
		"static const char *name(const void *factory) { return \"BadExecutionProvider\"; }", //
		"static void *devices(void *factory, void *all, size_t n, void *made, size_t most, size_t *count) {", //
		"	pthread_setspecific(key, &key);", //
		"	*count = 0;", //
		"	return 0;", //
		"}", //
		"static void *nothing(void) { return 0; }", //
		"static struct { unsigned version; void *functions[13]; } factory = { 23, { name, name, devices, nothing, nothing, nothing,", //
		"	name, nothing, nothing, nothing, nothing, nothing, nothing } };", //
		"void *CreateEpFactories(const char *name, void *api, void *log, void **made, size_t most, size_t *count) {", //
		"	*made = &factory;", //
		"	*count = 1;", //
		"	return 0;", //
		"}", //
		"void *ReleaseEpFactory(void *made) { return 0; }", "");

	@TempDir
	private Path folder;

	@Test
	@EnabledOnOs(value = OS.LINUX, disabledReason = "Java's launcher has the thread of main end only here")
	void providersOutliveTheThreadsThatUsedThem() throws IOException, InterruptedException {
		Path library = Libraries.compile(Files.writeString(folder.resolve("provider.c"), LIBRARY), folder.resolve("libprovider.so"));
		ChildJvm.Ended ended = end("load", library);
		assertEquals("Bad 1.0 finds no device here\nthere\n", ended.output);
		assertEquals(0, ended.code);
	}

	@ParameterizedTest
	@ValueSource(strings = { "closed", "open", "running" })
	void programThatUsedWebGpuEnds(String ending) throws IOException, InterruptedException {
		assumeTrue(InstalledPlugins.here().find("webgpu").isPresent(), "WebGPU is not installed");
		ChildJvm.Ended ended = end(ending, "webgpu");
		assumeFalse(ended.output.contains("finds no device here"), ended.output);
		assertEquals("4.0\n", ended.output);
		assertEquals(0, ended.code);
	}

	private ChildJvm.Ended end(String ending, Object device) throws IOException, InterruptedException {
		Path start = Files.createDirectory(folder.resolve("start"));
		ChildJvm.Ended ended = ChildJvm.of(ProgramEndProbe.class, ending, device).in(start).run();
		assertArrayEquals(new String[0], start.toFile().list(), ended.text);
		return ended;
	}
}
