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
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.Context;
import org.scijava.app.StatusService;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandService;
import org.scijava.module.ModuleService;
import org.scijava.task.TaskService;

import sc.fiji.img2img.Setting;
import sc.fiji.img2img.TestImages;
import sc.fiji.img2img.TestModels;

/** Folders from macros and as a SciJava command. */
@ExtendWith(MacroSession.class)
class BatchMacroTest {

	private static Context context;

	@TempDir
	private Path folder;

	private Path input;

	private Path output;

	@BeforeAll
	static void start() {
		context = new Context(CommandService.class, ModuleService.class, TaskService.class, StatusService.class);
	}

	@BeforeEach
	void images() throws IOException {
		input = Files.createDirectory(folder.resolve("in"));
		output = folder.resolve("out");
		TestImages.write(TestImages.rgb(64, 64), input.resolve("a.png"));
		TestImages.write(TestImages.shorts(64, 64), input.resolve("b.tif"));
	}

	@AfterAll
	static void stop() {
		context.dispose();
	}

	@Test
	void macrosRunFoldersAndOpenNothing() {
		assertEquals("finished", Macros.run(call("json") + "return \"finished\";"));
		assertEquals(List.of("a.png", "a.png.json", "b.tif", "b.tif.json", "img2img-log.csv"), names(output));
		assertNull(WindowManager.getCurrentImage());
	}

	@Test
	void commandsGiveTheFilesOfMacros() throws Exception {
		Macros.run(call(""));
		byte[] expected = Files.readAllBytes(output.resolve("b.tif"));
		Files.delete(output.resolve("b.tif"));
		context.service(CommandService.class).run(Img2ImgBatchCommand.class, true, "files", input.resolve("a.png") + ";" +
			input + "/*.tif", "out", output.toString(), "model", TestModels.get("sd15").toString(), "steps", 2, "strength", 0.5,
			"guidance", 1.0, "seed", 7L).get();
		assertEquals(Arrays.toString(expected), Arrays.toString(Files.readAllBytes(output.resolve("b.tif"))));
		assertEquals(3, Files.readAllLines(output.resolve("img2img-log.csv")).size());
	}

	@Test
	void aFileThatFailsEndsTheMacroOnceAllAreThrough() throws IOException {
		Files.writeString(input.resolve("aa.tif"), "no image");
		String printed = Macros.failure(image(), call(""));
		assertTrue(printed.contains("2 of 3 files are done, 1 failed; the log says why: aa.tif."), printed);
		assertEquals(List.of("a.png", "b.tif", "img2img-log.csv"), names(output));
	}

	@Test
	void scriptsHearOfItByAnException() throws IOException {
		Files.writeString(input.resolve("aa.tif"), "no image");
		ExecutionException e = assertThrows(ExecutionException.class, () -> context.service(CommandService.class).run(
			Img2ImgBatchCommand.class, true, "files", input.toString(), "out", output.toString(), "model", TestModels.get("sd15")
				.toString(), "steps", 2, "guidance", 1.0).get());
		assertTrue(e.getCause().getCause().getMessage().contains("1 failed"), e.toString());
	}

	@Test
	void badValuesEndTheMacroWithTheirSentences() {
		assertFails("There is no setting \"input\"; there are files, out, masks", call("input=a"));
		assertFails("There is no setting \"output\"", call("output=[/tmp/a.tif]"));
		assertFails("shard should be", call("shard=9/8"));
		assertFails("out should be the folder for the results, but is empty.", "run(\"Img2Img Batch\", \"files=[" + input +
			"]\");");
		assertFails("files should be a folder", "run(\"Img2Img Batch\", \"out=[" + output + "]\");");
		assertFalse(Files.exists(output));
	}

	@Test
	void commandHasTheMenuAndAFieldForEachSetting() throws Exception {
		CommandInfo info = context.service(CommandService.class).getCommand(Img2ImgBatchCommand.class);
		assertEquals("[Plugins, Img2Img Batch]", info.getMenuPath().stream().map(Object::toString).collect(Collectors.toList())
			.toString());
		for (Setting<?> setting : BatchSettings.all()) {
			assertNotNull(info.getInput(setting.key()), setting.key());
			assertEquals(setting.label(), info.getInput(setting.key()).getLabel());
			assertEquals(setting.help(), info.getInput(setting.key()).getDescription());
			assertFalse(info.getInput(setting.key()).isPersisted(), setting.key() + " would be kept from run to run");
		}
	}

	private String call(String more) {
		return "run(\"Img2Img Batch\", \"files=[" + input + "] out=[" + output + "] " + Macros.options(more) + "\");\n";
	}

	private static ImagePlus image() {
		return IJ.createImage("open", 8, 8, 1, 8);
	}

	private static void assertFails(String sentence, String macro) {
		String printed = Macros.failure(image(), macro);
		assertTrue(printed.contains(sentence), printed);
	}

	private static List<String> names(Path folder) {
		String[] names = folder.toFile().list();
		Arrays.sort(names);
		return Arrays.asList(names);
	}
}
