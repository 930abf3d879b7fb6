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
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.process.ByteProcessor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutionException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.Context;
import org.scijava.app.StatusService;
import org.scijava.command.CommandService;
import org.scijava.task.TaskService;

import sc.fiji.img2img.model.download.FaultyServer;
import sc.fiji.img2img.model.library.SmallFile;

/** Img2Img Models from macros and scripts, without a screen. */
class ModelsMacroTest {

	@TempDir
	private Path folder;

	private Path stain;

	private FaultyServer server;

	@BeforeAll
	static void installMenu() {
		Macros.installMenu();
	}

	@BeforeEach
	void useFolder() throws IOException {
		System.setProperty("img2img.models", folder.resolve("models").toString());
		stain = folder.resolve("models").resolve("loras").resolve("stain.safetensors");
		server = FaultyServer.start().withHub("ada/stain", "stain.safetensors", SmallFile.lora("modelspec.trigger_phrase",
			"stained tissue"));
	}

	@AfterEach
	void forgetFolder() {
		System.clearProperty("img2img.models");
		server.close();
		Macros.closeAll();
	}

	@Test
	void macrosAddAndRemoveWhereSomebodyAgreed() throws IOException {
		assertEquals("finished", run("add=ada/stain mirror=" + server.uri("") + " yes"));
		assertTrue(Files.exists(stain));
		assertTrue(failure("remove=stain").contains("add the word yes"));
		assertEquals("finished", run("remove=stain yes"));
		assertFalse(Files.exists(stain));
	}

	@Test
	void macrosEndWithASentenceWhereSomethingIsWrong() {
		String failure = failure("add=ada/stain mirror=" + server.uri(""));
		assertTrue(failure.contains("the word yes") && failure.contains("Licence: mit"), failure);
		assertFalse(Files.exists(stain));
		assertTrue(failure("ad=x").contains("ad"));
		assertTrue(failure("add").contains("add needs a value"));
		assertTrue(failure("add=[nothing there]").contains("nothing there"));
		assertTrue(failure("remove=absent yes").contains("absent"));
	}

	@Test
	void scriptsAddCheckAndShow() throws Exception {
		try (Context context = new Context(CommandService.class, TaskService.class, StatusService.class)) {
			String added = script(context, Map.of("add", "ada/stain", "mirror", server.uri("").toString(), "yes", true, "name", "pink"));
			assertTrue(added.startsWith("Added " + stain.resolveSibling("pink.safetensors")) && added.contains("stained tissue"), added);
			assertTrue(script(context, Map.of()).contains("\npink "), script(context, Map.of()));
			assertTrue(script(context, Map.of("verify", "all")).contains("pink is whole"));
			assertTrue(script(context, Map.of("show", "pink")).contains("LoRA"));
			ExecutionException e = assertThrows(ExecutionException.class, () -> script(context, Map.of("remove", "pink")));
			assertTrue(e.getCause().getCause().getMessage().contains("set yes"), e.toString());
		}
	}

	private static String script(Context context, Map<String, Object> inputs) throws Exception {
		return context.service(CommandService.class).run(Img2ImgModels.class, true, inputs).get().getOutput("report").toString();
	}

	private static String run(String options) {
		return Macros.run(image(), call(options) + "return \"finished\";");
	}

	private static String failure(String options) {
		return Macros.failure(image(), call(options));
	}

	private static String call(String options) {
		return "run(\"Img2Img Models\", \"" + options + "\");\n";
	}

	private static ImagePlus image() {
		return new ImagePlus("any", new ByteProcessor(8, 8));
	}
}
