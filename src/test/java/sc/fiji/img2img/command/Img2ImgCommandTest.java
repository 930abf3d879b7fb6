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
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.scijava.Cancelable;
import org.scijava.Context;
import org.scijava.app.StatusService;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandService;
import org.scijava.event.EventHandler;
import org.scijava.event.EventService;
import org.scijava.module.Module;
import org.scijava.module.ModuleItem;
import org.scijava.module.ModuleService;
import org.scijava.plugin.Parameter;
import org.scijava.task.Task;
import org.scijava.task.TaskService;
import org.scijava.task.event.TaskEvent;

import sc.fiji.img2img.Img2Img;
import sc.fiji.img2img.Img2ImgSettings;
import sc.fiji.img2img.Setting;
import sc.fiji.img2img.TestImages;
import sc.fiji.img2img.TestModels;

/** The SciJava command, as scripts run it. */
class Img2ImgCommandTest {

	private static Context context;

	private static CommandService commands;

	@BeforeAll
	static void start() {
		context = new Context(CommandService.class, ModuleService.class, TaskService.class, EventService.class,
			StatusService.class);
		commands = context.service(CommandService.class);
		Macros.installMenu();
	}

	@AfterAll
	static void stop() {
		context.dispose();
		LoadedModel.close();
		Macros.closeAll();
	}

	@Test
	void filesNeedNoOpenImage() {
		Macros.closeAll();
		assertNull(new Img2ImgBatchCommand().shown());
	}

	@Test
	void fieldsAgreeWithTheDeclarations() throws ReflectiveOperationException {
		Img2ImgCommand command = new Img2ImgCommand();
		List<String> keys = new ArrayList<>();
		for (Setting<?> setting : CommandSettings.all()) {
			Field field = SettingInputs.class.getDeclaredField(setting.key());
			assertEquals(setting.isText() ? String.class : setting.type(), field.getType(), setting.key());
			assertEquals(setting.defaultValue().toString(), command.field(setting).toString(), setting.key());
			assertFalse(field.getAnnotation(Parameter.class).persist(), setting.key() + " would be kept from run to run");
			keys.add(setting.key());
		}
		keys.addAll(List.of("input", "result", "taskService", "statusService"));
		for (Class<?> type : List.of(Img2ImgCommand.class, SettingInputs.class))
			for (Field field : type.getDeclaredFields())
				if (field.isAnnotationPresent(Parameter.class)) assertTrue(keys.contains(field.getName()), field.getName() +
					" belongs to no declaration");
	}

	@Test
	void dialogSaysWhatTheDeclarationsSay() throws Exception {
		Module module = context.service(ModuleService.class).createModule(info());
		for (Setting<?> setting : CommandSettings.all()) {
			ModuleItem<?> item = module.getInfo().getInput(setting.key());
			assertEquals(setting.label(), item.getLabel());
			assertEquals(setting.help(), item.getDescription());
			if (Number.class.isAssignableFrom(setting.type())) {
				// NB: a slider offers what is usual.
				double[] offered = setting.slider() == null ? new double[] { setting.min(), setting.max() } : setting.slider();
				assertEquals(offered[0], ((Number) item.getMinimumValue()).doubleValue(), setting.key());
				assertEquals(offered[1], ((Number) item.getMaximumValue()).doubleValue(), setting.key());
			}
			assertEquals(setting.choices(), item.getChoices() == null ? List.of() : item.getChoices(), setting.key());
		}
		assertEquals("0.75: 15 of 20 steps", RunStart.UNKNOWN.plan(Img2ImgSettings.defaults()));
		assertEquals("0.5: 10 of 20 steps", RunStart.UNKNOWN.plan(Img2ImgSettings.defaults().with(Img2ImgSettings.STRENGTH,
			0.5)));
	}

	@Test
	void menuIsThatOfPluginsConfig() {
		assertEquals("[Plugins, Img2Img]", info().getMenuPath().stream().map(Object::toString).collect(
			Collectors.toList()).toString());
	}

	@Test
	void commandMacroAndApiGiveTheSamePixels() throws Exception {
		ImagePlus input = new ImagePlus("a", TestImages.shorts(64, 64));
		ImagePlus made = run(input, "model", TestModels.get("sd15").toString(), "steps", 2, "strength", 0.5, "guidance", 1.0,
			"seed", 7L, "prompt", "two words", "stack", true);
		assertEquals("a - img2img", made.getTitle());
		Macros.run(input, Macros.call("prompt=[two words] stack"));
		assertArrayEquals((short[]) Macros.active().getProcessor().getPixels(), (short[]) made.getProcessor().getPixels());
		Img2ImgSettings settings = Img2ImgSettings.defaults().with(Img2ImgSettings.STEPS, 2).with(Img2ImgSettings.STRENGTH,
			0.5).with(Img2ImgSettings.GUIDANCE, 1.0).with(Img2ImgSettings.SEED, 7L).with(Img2ImgSettings.PROMPT, "two words");
		try (Img2Img img2img = Img2Img.open(TestModels.get("sd15"))) {
			assertArrayEquals((short[]) img2img.run(input, settings).image().getProcessor().getPixels(), (short[]) made
				.getProcessor().getPixels());
		}
	}

	@Test
	void textsAreTakenForNumbersToo() throws Exception {
		ImagePlus input = new ImagePlus("a", TestImages.bytes(64, 64));
		Object[] typed = { "model", TestModels.get("sd15").toString(), "steps", 2, "strength", 0.5, "seed", 7L };
		Object[] texts = { "model", TestModels.get("sd15").toString(), "steps", "2", "strength", "0.5", "seed", "7" };
		assertArrayEquals((byte[]) run(input, typed).getProcessor().getPixels(), (byte[]) run(input, texts).getProcessor()
			.getPixels());
	}

	@Test
	void badValueIsATypedException() {
		ImagePlus input = new ImagePlus("a", TestImages.bytes(64, 64));
		ExecutionException e = assertThrows(ExecutionException.class, () -> run(input, "model", TestModels.get("sd15")
			.toString(), "strength", 1.5));
		Throwable cause = e;
		while (cause.getCause() != null)
			cause = cause.getCause();
		assertInstanceOf(IllegalArgumentException.class, cause);
		assertEquals("strength should be a number from 0 to 1, but is \"1.5\".", cause.getMessage());
	}

	@Test
	void taskTellsOfTheStepsAndEnds() throws Exception {
		TaskWatch watch = new TaskWatch();
		context.service(EventService.class).subscribe(watch);
		run(new ImagePlus("a", TestImages.bytes(64, 64)), "model", TestModels.get("sd15").toString(), "steps", 2, "strength",
			1.0);
		assertTrue(watch.messages.contains("step 2 of 2"), watch.messages.toString());
		assertTrue(watch.tasks.stream().allMatch(Task::isDone));
	}

	@Test
	void stopButtonEndsTheRunWithoutAResult() throws Exception {
		TaskWatch watch = new TaskWatch();
		watch.stopAt = "step 1 of 9";
		context.service(EventService.class).subscribe(watch);
		ImagePlus input = new ImagePlus("a", TestImages.bytes(64, 64));
		Module module = commands.run(Img2ImgCommand.class, true, "input", input, "model", TestModels.get("sd15").toString(),
			"steps", 900, "strength", 1.0).get();
		assertEquals(null, module.getOutput("result"));
		assertTrue(((Cancelable) module.getDelegateObject()).isCanceled());
		assertTrue(watch.tasks.stream().allMatch(Task::isDone));
	}

	/** Hears of tasks, and stops one at a message. */
	public static final class TaskWatch {

		private final Set<Task> tasks = ConcurrentHashMap.newKeySet();

		private final List<String> messages = new CopyOnWriteArrayList<>();

		private volatile String stopAt;

		@EventHandler
		public void onEvent(TaskEvent event) {
			Task task = event.getTask();
			tasks.add(task);
			String message = String.valueOf(task.getStatusMessage());
			messages.add(message);
			if (stopAt != null && message.startsWith(stopAt) && !task.isCanceled()) task.cancel("enough");
		}
	}

	private static CommandInfo info() {
		return commands.getCommand(Img2ImgCommand.class);
	}

	private static ImagePlus run(ImagePlus input, Object... values) throws Exception {
		Object[] all = new Object[values.length + 2];
		all[0] = "input";
		all[1] = input;
		System.arraycopy(values, 0, all, 2, values.length);
		return (ImagePlus) commands.run(Img2ImgCommand.class, true, all).get().getOutput("result");
	}
}
