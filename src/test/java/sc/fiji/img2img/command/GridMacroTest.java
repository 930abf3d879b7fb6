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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.OvalRoi;
import ij.measure.ResultsTable;
import ij.plugin.filter.Analyzer;

import java.awt.event.KeyEvent;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scijava.Cancelable;
import org.scijava.Context;
import org.scijava.app.StatusService;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandService;
import org.scijava.event.EventHandler;
import org.scijava.event.EventService;
import org.scijava.module.Module;
import org.scijava.module.ModuleService;
import org.scijava.plugin.Parameter;
import org.scijava.task.TaskService;
import org.scijava.task.event.TaskEvent;

import sc.fiji.img2img.Setting;
import sc.fiji.img2img.TestImages;
import sc.fiji.img2img.TestModels;

/** Grids from macros and as a SciJava command. */
@Tag("slow")
@ExtendWith(MacroSession.class)
class GridMacroTest {

	private static Context context;

	@TempDir
	private Path folder;

	@BeforeAll
	static void start() {
		context = new Context(CommandService.class, ModuleService.class, TaskService.class, EventService.class,
			StatusService.class);
	}

	@AfterAll
	static void stop() {
		context.dispose();
	}

	@Test
	void stackIsTheActiveImageAndTheOthersAreOpen() {
		assertEquals("a - img2img grid", Macros.run(bytes(), call("rows=[strength=0.5,1] columns=[guidance=1,2,3]") +
			"return getTitle();"));
		assertEquals("[64, 64, 1, 3, 2]", Arrays.toString(Macros.active().getDimensions()));
		assertEquals("strength=1 guidance=2", Macros.active().getStack().getSliceLabel(5));
		for (String title : List.of("a - img2img montage", "a - img2img plot"))
			assertNotNull(WindowManager.getImage(title), title);
		assertEquals("a - img2img montage", Macros.run("selectImage(\"a - img2img montage\"); return getTitle();"));
	}

	@Test
	void macrosReadTheNumbersFromTheResultsTable() throws IOException {
		Analyzer.getResultsTable().reset();
		Path csv = folder.resolve("numbers.csv");
		String macro = call("rows=[strength=0.5,1] columns=[prompt=cell->b] prompt=cell") + "saveAs(\"Results\", \"" + csv.toString().replace('\\',
			'/') + "\"); return \"\" + nResults + \" \" + getResult(\"strength\", 3) + \" \" + getResultString(\"prompt\", 3);";
		assertEquals("4 1 b", Macros.run(bytes(), macro));
		List<String> lines = Files.readAllLines(csv);
		assertEquals(5, lines.size());
		assertTrue(lines.get(0).endsWith("strength,prompt,ssim,mad,distance"), lines.get(0));
		Macros.run(bytes(), call("rows=[strength=0.5] columns=[guidance=1,2]"));
		assertEquals(2, Analyzer.getResultsTable().size(), "another grid's numbers give way");
		Analyzer.getResultsTable().reset();
	}

	@Test
	void rowsOfMeasurementsStay() {
		Analyzer.setResultsTable(new ResultsTable());
		assertEquals("7", Macros.run(bytes(), "setResult(\"Area\", 0, 7);" + call("rows=[strength=0.5] columns=[guidance=1,2]") +
			"return \"\" + getResult(\"Area\", 0);"));
		Analyzer.getResultsTable().reset();
	}

	@Test
	void loopOverImagesWorksInBatchMode() {
		String macro = "setBatchMode(true);\nsum = \"\";\nfor (i = 0; i < 3; i++) {\n newImage(\"n\" + i, \"8-bit ramp\", 64, 64, 1);\n" +
			call("rows=strength=0.5,1 columns=guidance=1,2") + " sum += getTitle() + nSlices + \";\";\n close(\"*\");\n}\nreturn sum;";
		assertEquals("n0 - img2img grid4;n1 - img2img grid4;n2 - img2img grid4;", Macros.run(macro));
	}

	@Test
	void cellIsTheMacroRunAlone() {
		ImagePlus image = bytes();
		image.setRoi(new OvalRoi(8, 8, 40, 40));
		Macros.run(image, call("rows=strength=0.5,1 columns=[lora=0.5,1] lora=concept.kohya nobaselines"));
		byte[] cell = (byte[]) Macros.active().getStack().getProcessor(2).getPixels();
		Macros.run(image, Macros.call("lora=concept.kohya"));
		assertArrayEquals((byte[]) Macros.active().getProcessor().getPixels(), cell);
	}

	@Test
	void missingAxesAreTheUsualOnes() {
		Macros.run(bytes(), call("lora=concept.kohya"));
		assertEquals("[64, 64, 1, 6, 4]", Arrays.toString(Macros.active().getDimensions()));
		assertEquals("strength=0.95 lora=0.9", Macros.active().getStack().getSliceLabel(23));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { //
		"|There is no LoRA, whose weight the grid could vary", //
		"rows=strength=0.5,2 columns=guidance=1|strength should be a number from 0 to 1, but is \"2\".", //
		"rows=hue=1|A grid cannot have the axis \"hue\"", //
		"row=strength=1|There is no setting \"row\"; there are rows, columns, strength", //
		"columns=strength=1|Both axes of the grid are strength", //
		"columns=guidance=1 variations=2|variations should be 1 in a grid", //
		"columns=guidance=1 output=[/no/such/a.tif]|There is no folder /no/such" })
	void badValueEndsTheMacroWithItsSentence(String options, String sentence) {
		String printed = Macros.failure(bytes(), call(options == null ? "" : options));
		assertTrue(printed.contains(sentence), printed);
	}

	@Test
	void axesBelongToGridsOnly() {
		assertTrue(Macros.failure(bytes(), Macros.call("rows=strength=1")).contains("There is no setting \"rows\""));
	}

	@Test
	void outputFilesAreWritten() throws Exception {
		Macros.run(bytes(), call("rows=strength=0.5,1 columns=guidance=1,2 output=[" + folder.resolve("o.tif") + "]"));
		String[] names = folder.toFile().list();
		Arrays.sort(names);
		assertArrayEquals(new String[] { "o-montage.png", "o-plot.png", "o.csv", "o.tif" }, names);
		assertEquals(5, Files.readAllLines(folder.resolve("o.csv")).size());
	}

	@Test
	void escapeKeepsWhatIsDoneAndEndsTheMacro() {
		// NB: the third cell takes half a minute and more.
		ImagePlus image = new ImagePlus("a", TestImages.bytes(256, 256));
		String answer;
		try (Status status = Status.at("step 1 of 900", () -> IJ.setKeyDown(KeyEvent.VK_ESCAPE))) {
			answer = Macros.run(image, "run(\"Img2Img Grid\", \"" + Macros.options(
				"rows=[steps=2,900] columns=guidance=1,1.1 output=[" + folder.resolve("o.tif") + "]").replace(
					"steps=2 strength=0.5", "strength=1").replace("\\", "\\\\") + "\");\nreturn getTitle();");
		}
		assertNull(answer, "the macro went on");
		assertTrue(IJ.escapePressed());
		// NB: or else ImageJ would open no stack.
		IJ.resetEscape();
		// NB: images that a macro opened in batch mode go with it when it is ended.
		assertEquals(2, IJ.openImage(folder.resolve("o.tif").toString()).getStackSize());
	}

	@Test
	void fieldsAgreeWithTheDeclarations() throws ReflectiveOperationException {
		Img2ImgGridCommand command = new Img2ImgGridCommand();
		for (Setting<?> setting : List.of(CommandSettings.ROWS, CommandSettings.COLUMNS, CommandSettings.NOBASELINES)) {
			Parameter parameter = Img2ImgGridCommand.class.getDeclaredField(setting.key()).getAnnotation(Parameter.class);
			assertEquals(setting.label(), parameter.label());
			assertEquals(setting.help(), parameter.description());
			assertEquals(setting.defaultValue(), command.field(setting));
		}
		for (Setting<?> setting : CommandSettings.grid())
			assertEquals(setting.defaultValue().toString(), command.field(setting).toString(), setting.key());
		for (Field field : Img2ImgGridCommand.class.getDeclaredFields())
			if (field.isAnnotationPresent(Parameter.class)) assertTrue(!field.getAnnotation(Parameter.class).persist() || List.of(
				"montage", "plot", "table").contains(field.getName()), field.getName() + " would be kept from run to run");
	}

	@Test
	void commandHasTheMenuAndTheFieldsOfTheSimpleOne() throws Exception {
		CommandInfo info = context.service(CommandService.class).getCommand(Img2ImgGridCommand.class);
		assertEquals("[Plugins, Img2Img Grid]", info.getMenuPath().stream().map(Object::toString).collect(Collectors.toList())
			.toString());
		for (Setting<?> setting : CommandSettings.grid())
			assertNotNull(info.getInput(setting.key()), setting.key());
	}

	@Test
	void commandGivesStackMontageAndPlot() throws Exception {
		Module module = context.service(CommandService.class).run(Img2ImgGridCommand.class, true, "input", bytes(), "model",
			TestModels.get("sd15").toString(), "steps", 2, "guidance", 1.0, "seed", 7L, "rows", "strength=0.5,1", "columns",
			"seed=1,2").get();
		assertEquals(4, ((ImagePlus) module.getOutput("result")).getStackSize());
		assertEquals(ImagePlus.COLOR_RGB, ((ImagePlus) module.getOutput("montage")).getType());
		assertEquals(ImagePlus.COLOR_RGB, ((ImagePlus) module.getOutput("plot")).getType());
	}

	@Test
	void stopButtonKeepsWhatIsDone() throws Exception {
		StopAt stop = new StopAt();
		context.service(EventService.class).subscribe(stop);
		Module module = context.service(CommandService.class).run(Img2ImgGridCommand.class, true, "input", bytes(), "model",
			TestModels.get("sd15").toString(), "strength", 1.0, "guidance", 1.0, "seed", 7L, "rows", "steps=2,900", "columns",
			"seed=1,2").get();
		assertEquals(2, ((ImagePlus) module.getOutput("result")).getStackSize());
		assertTrue(((Cancelable) module.getDelegateObject()).isCanceled());
	}

	/** Stops the task in the third cell. */
	public static final class StopAt {

		@EventHandler
		public void onEvent(TaskEvent event) {
			String message = String.valueOf(event.getTask().getStatusMessage());
			if (message.startsWith("cell 3 of 4, step") && !event.getTask().isCanceled()) event.getTask().cancel("enough");
		}
	}

	private static ImagePlus bytes() {
		return new ImagePlus("a", TestImages.bytes(64, 64));
	}

	private static String call(String more) {
		return "run(\"Img2Img Grid\", \"" + Macros.options(more).replace("\\", "\\\\") + "\");\n";
	}
}
