package sc.fiji.img2img.command;

import ij.IJ;
import ij.ImagePlus;
import ij.macro.Interpreter;
import ij.plugin.frame.Recorder;

import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;

import org.scijava.ItemIO;
import org.scijava.Priority;
import org.scijava.app.StatusService;
import org.scijava.command.Command;
import org.scijava.command.ContextCommand;
import org.scijava.module.Module;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.task.TaskService;

import sc.fiji.img2img.Img2ImgResult;
import sc.fiji.img2img.Img2ImgSettings;
import sc.fiji.img2img.Setting;

/**
 * Plugins &gt; Img2Img in Fiji, and in scripts: {@code command.run(Img2ImgCommand.class, true, "input", imp, "strength",
 * 0.5)}.
 * <p>
 * The fields are named like the settings' keys, and say of themselves what the declarations say (annotations hold
 * constants only, and a dynamic command has no result for scripts). Nothing is kept from an earlier run.
 * </p>
 */
@Plugin(type = Command.class, menuPath = "Plugins > Img2Img", headless = true, priority = Priority.HIGH)
public class Img2ImgCommand extends ContextCommand {

	private final Caller caller = new Caller();

	@Parameter
	private TaskService taskService;

	@Parameter
	private StatusService statusService;

	@Parameter(label = "Image", required = false, persist = false, autoFill = false, //
		description = "The image to start from; the active one if none is given.")
	private ImagePlus input;

	@Parameter(label = "Strength", required = false, persist = false, //
		min = "0", max = "1", stepSize = "0.01", style = "slider,format:0.00", //
		description = "How far the image is rewound into noise: the share of the steps that is " +
			"redone. 0 keeps the image, 1 keeps nothing of it.")
	private Double strength = Img2ImgSettings.STRENGTH.fallback();

	@Parameter(label = "Steps", required = false, persist = false, //
		min = "1", max = "1000", //
		description = "The steps from pure noise to a clean image, of which the strength's share is " +
			"run: 20 at 0.75 run 15.")
	private Integer steps = Img2ImgSettings.STEPS.fallback();

	@Parameter(label = "Prompt", required = false, persist = false, //
		description = "What the image should show. (word:1.3) stresses a word, [word] weakens it.")
	private String prompt = Img2ImgSettings.PROMPT.fallback();

	@Parameter(label = "Negative prompt", required = false, persist = false, //
		description = "What the image should not show; has an effect where guidance is above 1.")
	private String negative = Img2ImgSettings.NEGATIVE.fallback();

	@Parameter(label = "Guidance", required = false, persist = false, //
		min = "0", max = "100", //
		description = "How strictly the prompts are followed; 1 and below is off and twice as fast. " +
			"Distilled models (LCM, Turbo) want 1 or 0.")
	private Double guidance = Img2ImgSettings.GUIDANCE.fallback();

	@Parameter(label = "Seed (-1: random)", required = false, persist = false, //
		min = "-1", max = "9223372036854775807", //
		description = "Where the random numbers start; the same seed gives the same image. -1 takes a " +
			"new one each time.")
	private Long seed = Img2ImgSettings.SEED.fallback();

	@Parameter(label = "Scheduler", required = false, persist = false, //
		choices = { "model", "DDIM", "DDPM", "PNDM", "LMS", "LMS Karras", "LMS Exponential",
			"LMS Beta", "Euler", "Euler Karras", "Euler Exponential", "Euler Beta", "Euler a", "Heun",
			"Heun Karras", "Heun Exponential", "Heun Beta", "DPM2", "DPM2 Karras", "DPM2 Exponential",
			"DPM2 Beta", "DPM2 a", "DPM2 a Karras", "DPM2 a Exponential", "DPM2 a Beta", "DPM++ 2M",
			"DPM++ 2M Karras", "DPM++ 2M Exponential", "DPM++ 2M Beta", "DPM++ 2S", "DPM++ 2S Karras",
			"DPM++ 2S Exponential", "DPM++ 2S Beta", "DEIS", "DEIS Karras", "DEIS Exponential",
			"DEIS Beta", "UniPC", "UniPC Karras", "UniPC Exponential", "UniPC Beta", "LCM", "TCD",
			"FlowMatch Euler", "FlowMatch Euler Karras", "FlowMatch Euler Exponential",
			"FlowMatch Euler Beta", "PLMS", "DPM++ 2M SDE", "DPM++ 2M SDE Karras",
			"DPM++ 2M SDE Exponential", "DPM++ 2M SDE Beta", "DPM++ 2M SDE Heun",
			"DPM++ 2M SDE Heun Karras", "DPM++ 2M SDE Heun Exponential", "DPM++ 2M SDE Heun Beta" }, //
		description = "The sampler that takes the steps; \"model\" is the one that the model brings " +
			"along. The names of classes in diffusers are known, too.")
	private String scheduler = Img2ImgSettings.SCHEDULER.fallback();

	@Parameter(label = "LoRA", required = false, persist = false, //
		description = "LoRA files, by path or by their names in the model's folder lora, separated by " +
			"semicolons; each may end in a weight of its own: style:0.8.")
	private String lora = Img2ImgSettings.LORA.fallback();

	@Parameter(label = "LoRA weight", required = false, persist = false, //
		min = "0", max = "1.5", stepSize = "0.01", style = "slider,format:0.00", //
		description = "How much of the LoRAs goes in. 0 is none, 0.5 to 1 is usual, above 1 is " +
			"overdone, below 0 is the opposite.")
	private Double loraweight = Img2ImgSettings.LORAWEIGHT.fallback();

	@Parameter(label = "Whole stack", required = false, persist = false, //
		description = "Run every slice, frame and channel instead of what is displayed now; all with " +
			"the same seed, so that each gives what it gives by itself.")
	private Boolean stack = Img2ImgSettings.STACK.fallback();

	@Parameter(label = "Device", required = false, persist = false, //
		choices = { "auto", "webgpu", "openvino", "nvidia-cu13", "nvidia-cu12", "mlx",
			"tensorrt", "cuda", "directml", "coreml", "cpu" }, //
		description = "What runs the model; \"auto\" takes the best that works here. A number behind a " +
			"colon is that of one of several: webgpu:2.")
	private String device = Img2ImgSettings.DEVICE.fallback();

	@Parameter(label = "Model", required = false, persist = false, //
		description = "The model: its directory, or the name of one in a models folder; empty for the " +
			"one that comes with the program.")
	private String model = CommandSettings.MODEL.fallback();

	@Parameter(label = "Value range", required = false, persist = false, //
		choices = { "display", "full" }, //
		description = "Which values are black and white for the model, and for the result: those " +
			"displayed so, or the ends of the type's range (32-bit: the least and the greatest value).")
	private String range = Img2ImgSettings.RANGE.fallback();

	@Parameter(label = "Feather", required = false, persist = false, //
		min = "0", max = "1000", //
		description = "How many pixels wide the soft edge of a selection is, inwards from its " +
			"outline; 0 is a hard edge.")
	private Double feather = Img2ImgSettings.FEATHER.fallback();

	@Parameter(label = "Colour match", required = false, persist = false, //
		choices = { "auto", "on", "off" }, //
		description = "Give the changed area the mean and the spread that its colours had, so that it " +
			"fits in. Auto does so for selections in RGB images; in greyscale images values are data, " +
			"and stay as they are made.")
	private String colormatch = Img2ImgSettings.COLORMATCH.fallback();

	@Parameter(label = "Exact steps", required = false, persist = false, //
		description = "Run as many steps as asked for, whatever the strength.")
	private Boolean exact = Img2ImgSettings.EXACT.fallback();

	@Parameter(label = "Variations", required = false, persist = false, //
		min = "1", max = "64", //
		description = "How many results to make, from the seed and the ones that follow it; several " +
			"come as a stack.")
	private Integer variations = Img2ImgSettings.VARIATIONS.fallback();

	@Parameter(label = "Guidance rescale", required = false, persist = false, //
		min = "0", max = "1", //
		description = "How much of the contrast that guidance adds is taken back.")
	private Double rescale = Img2ImgSettings.RESCALE.fallback();

	@Parameter(label = "Eta", required = false, persist = false, //
		min = "0", max = "1", //
		description = "The share of fresh noise in each step of DDIM and TCD.")
	private Double eta = Img2ImgSettings.ETA.fallback();

	@Parameter(label = "Noise", required = false, persist = false, //
		choices = { "cpu", "cuda" }, //
		description = "Whose random numbers a seed stands for: torch's on the CPU, as with diffusers, " +
			"or on a CUDA device.")
	private String noise = Img2ImgSettings.NOISE.fallback();

	@Parameter(label = "Literal prompts", required = false, persist = false, //
		description = "Take brackets and colons in the prompts as text, not as weights.")
	private Boolean literal = Img2ImgSettings.LITERAL.fallback();

	@Parameter(label = "LoRA folder", required = false, persist = false, //
		description = "A further folder that LoRAs are looked for in by name.")
	private String lorafolder = Img2ImgSettings.LORAFOLDER.fallback();

	@Parameter(label = "Precision", required = false, persist = false, //
		choices = { "auto", "fp32", "fast" }, //
		description = "How exactly the device computes: fp32, or the type that it is fastest with " +
			"(fp16, bf16). Auto is the fast one where the device has passed its self-test with it.")
	private String precision = Img2ImgSettings.PRECISION.fallback();

	@Parameter(label = "Raw", required = false, persist = false, //
		description = "Return just what the decoder gave, as RGB: no value range restored, nothing " +
			"pasted back, no tiles.")
	private Boolean raw = Img2ImgSettings.RAW.fallback();

	@Parameter(label = "Output file", required = false, persist = false, //
		description = "Where to write the result, too: .tif, .png or .jpg; empty for nowhere.")
	private String output = CommandSettings.OUTPUT.fallback();

	@Parameter(label = "Preview", required = false, persist = false, //
		description = "Show after each step, in a small window, roughly what the result would be; costs " +
			"little time.")
	private Boolean preview = CommandSettings.PREVIEW.fallback();

	@Parameter(type = ItemIO.OUTPUT)
	private ImagePlus result;

	/** Null where a script left the preprocessors out. */
	private Module module;

	private Invocation way = Invocation.SCRIPT;

	@Override
	public void run() {
		try {
			if (way == Invocation.MACRO) runMacro();
			else if (way == Invocation.SCRIPT) run(image(), fields());
			else {
				ImagePlus image = image();
				Conversation.hold(title(), declared(), settings -> run(image, settings));
			}
		}
		catch (CancellationException e) {
			Recording.forget();
			cancel(null);
			if (way == Invocation.MACRO && Interpreter.getInstance() != null) Interpreter.abort();
		}
		catch (IOException | RuntimeException | OutOfMemoryError e) {
			fail(e);
		}
	}

	/** The name in the menu. */
	String title() {
		return "Img2Img";
	}

	/** Runs the image and shows what comes of it. */
	void make(ImagePlus image, Img2ImgSettings settings, RunMonitor monitor) throws IOException {
		Img2ImgResult made = ImageRun.run(image, settings, monitor);
		finish(made.image(), made.settings(), made.plan().toString(), made.notes());
	}

	/** Shows the result, says what was run, and has it written down. */
	void finish(ImagePlus made, Img2ImgSettings used, String ran, List<String> notes) {
		notes.forEach(note -> IJ.log("Img2Img: " + note));
		result = made;
		show(made, "result");
		LastWord.say(getContext(), title(), "Img2Img: " + ran + ", seed " + used.get(Img2ImgSettings.SEED));
		if (Recorder.record && way != Invocation.MACRO) writeDown(used);
	}

	/** Shows an output where somebody is there to see it; in a macro it is the active image then. */
	void show(ImagePlus made, String output) {
		if (module == null) return;
		if (way == Invocation.MACRO) caller.activate(made);
		else if (GraphicsEnvironment.isHeadless()) return;
		else made.show();
		// NB: or else it would be shown twice.
		module.resolveOutput(output);
	}

	/** The settings that have fields here. */
	List<Setting<?>> declared() {
		return CommandSettings.all();
	}

	/** What a field holds. */
	Object field(Setting<?> setting) {
		try {
			return declaration(setting).get(this);
		}
		catch (IllegalAccessException e) {
			throw new IllegalStateException(e);
		}
	}

	/** Who called. */
	Caller caller() {
		return caller;
	}

	/** Hears, before it runs, whose module this is, and how it learns what is wanted. */
	void begin(Module owner, Invocation found) {
		module = owner;
		way = found;
	}

	// -- Helper methods --

	/** The macro's own words count: fields have silently become 0 for what is no number, and miss switches. */
	private void runMacro() throws IOException {
		Map<String, String> values = MacroOptions.read(caller.options(), declared());
		String name = values.remove(MacroOptions.INPUT);
		run(ImageRun.input(name, caller.image()), CommandSettings.parse(values, declared()));
	}

	private void run(ImagePlus image, Img2ImgSettings settings) throws IOException {
		try (RunMonitor monitor = new RunMonitor(new TaskProgress(taskService, statusService), new ImageJProgress())) {
			make(image, settings, monitor);
		}
	}

	private ImagePlus image() {
		return input == null ? ImageRun.input(null, caller.image()) : input;
	}

	private Img2ImgSettings fields() {
		Img2ImgSettings settings = Img2ImgSettings.defaults();
		for (Setting<?> setting : declared())
			settings = with(settings, setting, field(setting));
		return settings;
	}

	private static <T> Img2ImgSettings with(Img2ImgSettings settings, Setting<T> setting, Object value) {
		// NB: a field that holds the default may never have been touched.
		boolean given = value != null && !(setting.isSuggestible() && value.equals(setting.fallback()));
		return given ? settings.with(setting, setting.type().cast(value)) : settings;
	}

	/** Leaves in the fields what SciJava's recorder is to write down, which leaves out those that hold nothing. */
	private void writeDown(Img2ImgSettings used) {
		Recording.begin(title());
		Map<String, String> texts = Recording.texts(used, declared());
		input = null;
		for (Setting<?> setting : declared()) {
			String text = texts.get(setting.key());
			boolean quoted = text != null && setting.type() == String.class;
			try {
				declaration(setting).set(this, text == null ? null : quoted ? Recording.quote(text) : setting.parse(text));
			}
			catch (IllegalAccessException e) {
				throw new IllegalStateException(e);
			}
		}
	}

	/** The field of a setting, in this class or in the one that it extends. */
	private Field declaration(Setting<?> setting) {
		for (Class<?> type = getClass(); type != ContextCommand.class; type = type.getSuperclass())
			for (Field field : type.getDeclaredFields())
				if (field.getName().equals(setting.key())) {
					field.setAccessible(true);
					return field;
				}
		throw new IllegalStateException("The command has no field for the setting " + setting.key() + ".");
	}

	private void fail(Throwable e) {
		Recording.forget();
		if (way != Invocation.SCRIPT) {
			cancel(null);
			Failure.report(e, way == Invocation.MACRO);
			return;
		}
		if (e instanceof IOException) throw new UncheckedIOException(e.getMessage(), (IOException) e);
		if (e instanceof RuntimeException) throw (RuntimeException) e;
		throw (OutOfMemoryError) e;
	}
}
