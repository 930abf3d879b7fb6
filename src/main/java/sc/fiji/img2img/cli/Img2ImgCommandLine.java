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
package sc.fiji.img2img.cli;

import ij.ImagePlus;
import ij.process.ImageProcessor;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

import sc.fiji.img2img.Img2Img;
import sc.fiji.img2img.Img2ImgResult;
import sc.fiji.img2img.Img2ImgSettings;
import sc.fiji.img2img.Preset;
import sc.fiji.img2img.Presets;
import sc.fiji.img2img.Setting;
import sc.fiji.img2img.diffusion.MemoryUse;
import sc.fiji.img2img.grid.Grid;
import sc.fiji.img2img.grid.GridFiles;
import sc.fiji.img2img.grid.GridRun;
import sc.fiji.img2img.image.ij.ImageFiles;
import sc.fiji.img2img.lora.LoraRequest;
import sc.fiji.img2img.model.Model;
import sc.fiji.img2img.model.ModelFinder;
import sc.fiji.img2img.onnx.NativeLibraries;
import sc.fiji.img2img.run.RunControl;
import sc.fiji.img2img.run.RunListener;
import sc.fiji.img2img.run.TimeText;
import sc.fiji.img2img.tensor.Tensor;

/** The options of the command line, made from the settings' declarations, and what they start. */
final class Img2ImgCommandLine {

	private static final String MODEL = "--model";
	private static final String MASK = "--mask";
	private static final String GRID = "--grid";
	private static final String NO_BASELINES = "--nobaselines";
	private static final String PRESET = "--" + Presets.KEY;
	private static final String SAVE_PRESET = "--save-preset";

	/** The options that mean files; an empty one is a variable that a script forgot. */
	private static final List<String> NAMES_OF_FILES = List.of(MODEL, "--" + Img2ImgSettings.LORA.key(), "--" +
		Img2ImgSettings.LORAFOLDER.key(), "--" + Img2ImgSettings.VAE.key());

	private static final String GRID_HELP = "Run the image once for each cell of a grid: rows, a blank, columns, each as " +
		"SETTING=FROM:TO:COUNT or SETTING=VALUE,VALUE,..., as in \"strength=0.65:0.95:4 lora=0.5:1:6\". lora with numbers is " +
		"the LoRA weight. prompt=WORD->OTHER->... (or with commas) replaces a text in the prompt; the first cell keeps it. " +
		"OUTPUT.tif is the stack of all cells, OUTPUT.png their montage; montage, plot and figures (.csv) come beside it.";

	private final PrintWriter err;

	Img2ImgCommandLine(PrintWriter err) {
		this.err = err;
	}

	/** The description that arguments are parsed by. */
	CommandSpec spec() {
		String version = getClass().getPackage().getImplementationVersion();
		CommandSpec spec = Subcommands.addHelp(CommandSpec.create().name("img2img")) //
			.version("img2img " + (version == null ? "(not packaged)" : version));
		spec.usageMessage().description("Image to image with a latent diffusion model.").sortOptions(false) //
			.footer("", "Many files at once: img2img batch --help", "Models: img2img models --help", "GPUs and other devices: img2img devices --help");
		spec.addPositional(positional(0, "INPUT", "The image to start from: TIFF, PNG, JPEG, or anything else that ImageJ opens."));
		spec.addPositional(positional(1, "OUTPUT", "The image to write: .tif, .png or .jpg."));
		spec.addOption(modelOption());
		addPresets(spec);
		Img2ImgSettings.all().forEach(setting -> spec.addOption(option(setting)));
		spec.addOption(OptionSpec.builder(MASK).type(Path.class).converters(Arguments::path).paramLabel("FILE") //
			.description("An image of the input's size: where it is seen to be white, the image may change. In images of labels " +
				"all labels count.").build());
		spec.addOption(OptionSpec.builder(GRID).type(String.class).arity("1").paramLabel("AXES").description(GRID_HELP).build());
		spec.addOption(OptionSpec.builder(NO_BASELINES).description(
			"Leave out the runs at LoRA weight 0 that the cells of a grid are compared with.").build());
		spec.addOption(Subcommands.debug());
		return spec;
	}

	void run(ParseResult parsed) throws IOException {
		Img2ImgSettings settings = Arguments.checked(parsed, () -> settings(parsed));
		Path output = parsed.matchedPositionalValue(1, null);
		String axes = parsed.matchedOptionValue(GRID, null);
		Grid grid = axes == null ? null : Arguments.checked(parsed, () -> grid(axes, settings));
		GridFiles files = grid == null ? null : GridFiles.of(output);
		ImageFiles.checkTarget(output);
		NativeLibraries.begin();
		Path maskFile = parsed.matchedOptionValue(MASK, null);
		ImagePlus image = ImageFiles.read(parsed.matchedPositionalValue(0, null));
		ImageProcessor mask = maskFile == null ? null : ImageFiles.readMask(maskFile);
		RunControl control = RunControl.of(listener());
		try (Interruption interruption = Interruption.cancels(control.cancellation());
			Img2Img img2img = Img2Img.open(model(parsed, settings), settings, control))
		{
			err.println("Device: " + img2img.device());
			Img2ImgSettings completed = img2img.complete(settings);
			if (!completed.suggested().isEmpty()) err.println("As " + completed.adviser(img2img.model()) + " suggests: " + completed.suggested().stream().map(
				setting -> setting.key() + " " + completed.get(setting)).collect(Collectors.joining(", ")));
			if (grid != null) {
				GridRun run = GridRun.of(img2img, grid, settings);
				new GridReport(err).run(parsed.hasMatchedOption(NO_BASELINES) ? run.withoutBaselines() : run, image, mask, files,
					control.cancellation());
				return;
			}
			Img2ImgResult<ImagePlus> result = img2img.run(image, mask, alone(image, settings), control);
			result.notes().forEach(err::println);
			ImageFiles.write(result.image(), output);
			List<Path> written = ImageFiles.files(result.image(), output);
			String last = written.size() == 1 ? "" : " to " + written.get(written.size() - 1);
			err.println("Wrote " + written.get(0) + last + " (" + result.plan() + ", seed " + result.seed() + ")");
		}
	}

	// -- Helper methods --

	/** The settings of a run of which nothing is needed again, where one picture is made and nobody says otherwise. */
	private static Img2ImgSettings alone(ImagePlus image, Img2ImgSettings settings) {
		boolean several = settings.get(Img2ImgSettings.STACK) && image.getStackSize() > 1 || settings.get(
			Img2ImgSettings.VARIATIONS) > 1;
		return several || settings.isSet(Img2ImgSettings.MEMORY) ? settings : settings.with(Img2ImgSettings.MEMORY,
			MemoryUse.LOW);
	}

	private static PositionalParamSpec positional(int index, String label, String help) {
		return PositionalParamSpec.builder().index(Integer.toString(index)).required(true).type(Path.class) //
			.converters(Arguments::path).paramLabel(label).description(help).build();
	}

	/** The option that names the model. */
	static OptionSpec modelOption() {
		return OptionSpec.builder(MODEL).type(String.class).paramLabel("DIR") //
			.description("The model: a .safetensors file, a directory in the diffusers layout with ONNX or .safetensors files, or " +
				"the name of one in the folders that IMG2IMG_MODELS lists; the small one that comes with the program if left out.").build();
	}

	/** The model that the option or the preset names, or the one that is taken without. */
	static Model model(ParseResult parsed, Img2ImgSettings settings) throws IOException {
		return ModelFinder.of().open(modelName(parsed), settings.get(Img2ImgSettings.VAE));
	}

	/** Adds the options that take settings from files, and keep them there. */
	static void addPresets(CommandSpec spec) {
		spec.addOption(OptionSpec.builder(PRESET).type(String.class).paramLabel("NAME").description("A preset, by its name or " +
			"its .json file: what it says holds where no option says otherwise.").build());
		spec.addOption(OptionSpec.builder(SAVE_PRESET).type(String.class).paramLabel("NAME").description("Save the settings that " +
			"are given, by options and by a preset, as a preset under a name, or in a file NAME.json.").build());
	}

	/** The option of a setting. */
	static OptionSpec option(Setting<?> setting) {
		OptionSpec.Builder option = OptionSpec.builder("--" + setting.key());
		if (setting.type() == Boolean.class) return option.type(boolean.class).description(setting.help()).build();
		String defaultValue = setting.defaultValue().toString();
		// NB: picocli reads % and @ in descriptions as its own syntax.
		String help = setting.help() + " (" + (setting.choices().isEmpty() ? setting.allowed() : "see the README") +
			(defaultValue.isEmpty() ? "" : "; " + defaultValue + " if left out" + (setting.isSuggestible()
				? " and the model suggests nothing" : "")) + ")";
		if (setting == Img2ImgSettings.LORA) return option.type(String[].class).arity("1").paramLabel("FILE[:WEIGHT]") //
			.description(help.replace("%", "%%")).build();
		return option.type(String.class).paramLabel(setting.key().toUpperCase(Locale.ROOT)) //
			.description(help.replace("%", "%%")).build();
	}

	/** The settings that the options, and the preset, give. */
	static Img2ImgSettings settings(ParseResult parsed) {
		for (String option : NAMES_OF_FILES)
			Arguments.refuseEmpty(parsed, option);
		Map<String, String> texts = new LinkedHashMap<>();
		for (Setting<?> setting : Img2ImgSettings.all()) {
			Object value = parsed.matchedOptionValue("--" + setting.key(), null);
			if (value != null) texts.put(setting.key(), value instanceof String[] ? Arrays.stream((String[]) value).map(
				LoraRequest::keepTogether).collect(Collectors.joining(";")) : value.toString());
		}
		String preset = parsed.matchedOptionValue(PRESET, null);
		Set<String> given = new HashSet<>(texts.keySet());
		if (parsed.hasMatchedOption(MODEL)) given.add(Presets.MODEL);
		Img2ImgSettings settings = preset == null ? Img2ImgSettings.defaults() : Presets.find(preset).apply(Img2ImgSettings.all(),
			given);
		for (Setting<?> setting : Img2ImgSettings.all())
			if (texts.containsKey(setting.key())) settings = settings.parse(setting, texts.get(setting.key()));
		settings.check();
		String saved = parsed.matchedOptionValue(SAVE_PRESET, null);
		if (saved != null) Presets.save(Preset.of(settings, modelName(parsed)), saved);
		return settings;
	}

	private static String modelName(ParseResult parsed) {
		String preset = parsed.matchedOptionValue(PRESET, null);
		return parsed.matchedOptionValue(MODEL, preset == null ? "" : Presets.find(preset).model());
	}

	private static Grid grid(String axes, Img2ImgSettings settings) {
		Grid grid = Grid.parse(axes);
		grid.checkWithoutModel(settings);
		return grid;
	}

	private RunListener listener() {
		return new RunListener() {

			@Override
			public void stage(String message) {
				err.println(message);
			}

			@Override
			public void step(int done, int total, double secondsLeft, Supplier<Tensor> preview) {
				err.println("step " + done + " of " + total + ", " + TimeText.words(secondsLeft) + " left");
			}
		};
	}
}
