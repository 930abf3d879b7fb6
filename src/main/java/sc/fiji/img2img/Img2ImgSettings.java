package sc.fiji.img2img;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

import sc.fiji.img2img.device.Devices;
import sc.fiji.img2img.device.Precision;
import sc.fiji.img2img.diffusion.scheduler.Schedulers;
import sc.fiji.img2img.lora.LoraRequest;
import sc.fiji.img2img.model.ModelDirectory;
import sc.fiji.img2img.model.Suggestions;
import sc.fiji.img2img.random.NoiseDevice;
import sc.fiji.img2img.text.PromptCheck;
import sc.fiji.img2img.text.PromptNotes;

/**
 * What to do with an image: a value for each setting.
 * <p>
 * Every setting is declared here, and only here; the dialog, the macro keys and the command line follow from the
 * declarations. What is not set has the value that the model suggests ({@link #forModel}), or else its default. Immutable
 * and thread-safe: {@link #with} gives a changed copy.
 * </p>
 *
 * <pre>
 * Img2ImgSettings settings = Img2ImgSettings.defaults().with(STRENGTH, 0.6).with(PROMPT, "nuclei, sharp");
 * </pre>
 */
public final class Img2ImgSettings {

	/** The name that stands for the scheduler which the model brings along. */
	public static final String MODEL_SCHEDULER = "model";

	/** The seed that stands for a new one on each run. */
	public static final long RANDOM_SEED = -1;

	/** The value range that reaches from end to end of the image's type. */
	public static final String FULL_RANGE = "full";

	public static final Setting<Double> STRENGTH = Setting.real("strength", "Strength", 0.75, 0, 1,
		"How far the image is rewound into noise: the share of the steps that is redone. 0 keeps the image, 1 keeps " +
			"nothing of it.") //
			.alsoCalled("denoising", "denoise", "denoisingstrength", "denoisestrength", "noisestrength");

	public static final Setting<Integer> STEPS = Setting.whole("steps", "Steps", 20, 1, 1000,
		"The steps from pure noise to a clean image, of which the strength's share is run: 20 at 0.75 run 15.").suggestible() //
			.alsoCalled("samplingsteps", "numinferencesteps", "inferencesteps", "numsteps");

	public static final Setting<String> PROMPT = Setting.text("prompt", "Prompt", "",
		"What the image should show. (word:1.3) stresses a word, [word] weakens it.").suggestible() //
			.alsoCalled("promptsr", "positive", "positiveprompt");

	public static final Setting<String> NEGATIVE = Setting.text("negative", "Negative prompt", "",
		"What the image should not show; has an effect where guidance is above 1.").suggestible() //
			.alsoCalled("negativeprompt", "neg");

	public static final Setting<Double> GUIDANCE = Setting.real("guidance", "Guidance", 7.5, 0, 100,
		"How strictly the prompts are followed; 1 and below is off and twice as fast. Distilled models (LCM, Turbo) want " +
			"1 or 0.").suggestible() //
			.alsoCalled("cfg", "cfgscale", "guidancescale", "scale");

	public static final Setting<Long> SEED = Setting.wide("seed", "Seed (-1: random)", RANDOM_SEED, RANDOM_SEED,
		"Where the random numbers start; the same seed gives the same image. -1 takes a new one each time.") //
			.alsoCalled("noiseseed", "randomseed");

	public static final Setting<String> SCHEDULER = Setting.choice("scheduler", "Scheduler", MODEL_SCHEDULER,
		Img2ImgSettings::schedulers, Img2ImgSettings::readScheduler, "The sampler that takes the steps; \"" + MODEL_SCHEDULER +
			"\" is the one that the model brings along. The names of classes in diffusers are known, too.").suggestible() //
			.alsoCalled("sampler", "samplername", "samplingmethod", "scheduletype");

	public static final Setting<Boolean> STACK = Setting.flag("stack", "Whole stack",
		"Run every slice, frame and channel instead of what is displayed now; all with the same seed, so that each gives " +
			"what it gives by itself.");

	public static final Setting<String> RANGE = Setting.choice("range", "Value range", "display",
		() -> List.of("display", FULL_RANGE), "Which values are black and white for the model, and for the result: those " +
			"displayed so, or the ends of the type's range (32-bit: the least and the greatest value).");

	public static final Setting<Double> FEATHER = Setting.real("feather", "Feather", 4, 0, 1000,
		"How many pixels wide the soft edge of a selection is, inwards from its outline; 0 is a hard edge.");

	public static final Setting<String> COLORMATCH = Setting.choice("colormatch", "Colour match", "auto",
		() -> List.of("auto", "on", "off"), "Give the changed area the mean and the spread that its colours had, so that it " +
			"fits in. Auto does so for selections in RGB images; in greyscale images values are data, and stay as they are made.");

	public static final Setting<Boolean> EXACT = Setting.flag("exact", "Exact steps",
		"Run as many steps as asked for, whatever the strength.");

	public static final Setting<Integer> VARIATIONS = Setting.whole("variations", "Variations", 1, 1, 64,
		"How many results to make, from the seed and the ones that follow it; several come as a stack.") //
			.alsoCalled("batchsize", "batchcount", "numimagesperprompt");

	public static final Setting<Double> RESCALE = Setting.real("rescale", "Guidance rescale", 0, 0, 1,
		"How much of the contrast that guidance adds is taken back.") //
			.alsoCalled("guidancerescale", "cfgrescale", "rescalecfg");

	public static final Setting<Double> ETA = Setting.real("eta", "Eta", 0, 0, 1,
		"The share of fresh noise in each step of DDIM and TCD.");

	public static final Setting<String> NOISE = Setting.choice("noise", "Noise", "cpu", Img2ImgSettings::noises,
		"Whose random numbers a seed stands for: torch's on the CPU, as with diffusers, or on a CUDA device.") //
			.alsoCalled("rng");

	public static final Setting<Boolean> LITERAL = Setting.flag("literal", "Literal prompts",
		"Take brackets and colons in the prompts as text, not as weights.");

	public static final Setting<String> DEVICE = Setting.choice("device", "Device", Devices.AUTO, Devices::names,
		Devices::read, "What runs the model; \"" + Devices.AUTO + "\" takes the best that works here. A number behind a " +
			"colon is that of one of several: webgpu:2.");

	public static final Setting<String> PRECISION = Setting.choice("precision", "Precision", Precision.AUTO.key(),
		Precision::names, "How exactly the device computes: fp32, or the type that it is fastest with (fp16, bf16). Auto is " +
			"the fast one where the device has passed its self-test with it.");

	public static final Setting<Boolean> RAW = Setting.flag("raw", "Raw",
		"Return just what the decoder gave, as RGB: no value range restored, nothing pasted back, no tiles.");

	public static final Setting<String> LORA = Setting.text("lora", "LoRA", "",
		"LoRA files, by path or by their names in the model's folder lora, separated by semicolons; each may end in a weight " +
			"of its own: style:0.8.") //
			.alsoCalled("loras", "lorafile", "lyco");

	public static final Setting<Double> LORAWEIGHT = Setting.real("loraweight", "LoRA weight", 1, -100, 100,
		"How much of the LoRAs goes in. 0 is none, 0.5 to 1 is usual, above 1 is overdone, below 0 is the opposite.") //
			.alsoCalled("weight", "lorastrength", "lorascale", "loraweights", "lorawt");

	public static final Setting<String> LORAFOLDER = Setting.text("lorafolder", "LoRA folder", "",
		"A further folder that LoRAs are looked for in by name.");

	private static final List<Setting<?>> ALL = List.of(STRENGTH, STEPS, PROMPT, NEGATIVE, GUIDANCE, SEED, SCHEDULER, LORA,
		LORAFOLDER, LORAWEIGHT, STACK, RANGE, FEATHER, COLORMATCH, EXACT, VARIATIONS, RESCALE, ETA, NOISE, LITERAL, DEVICE,
		PRECISION, RAW);

	private static final Img2ImgSettings DEFAULTS = new Img2ImgSettings(Map.of(), Map.of());

	/** What was given. */
	private final Map<Setting<?>, Object> values;

	/** What a model suggests for what is not given. */
	private final Map<Setting<?>, Object> suggestions;

	private Img2ImgSettings(Map<Setting<?>, Object> values, Map<Setting<?>, Object> suggestions) {
		this.values = values;
		this.suggestions = suggestions;
	}

	/** All settings at their defaults. */
	public static Img2ImgSettings defaults() {
		return DEFAULTS;
	}

	/** All settings that there are, the usual ones first. */
	public static List<Setting<?>> all() {
		return ALL;
	}

	/** The value of a setting: the one that was given, or else the model's, or else the default. */
	public <T> T get(Setting<T> setting) {
		Object value = values.get(setting);
		return value == null ? standard(setting) : setting.type().cast(value);
	}

	/** Whether a value was given, be it the one that holds anyway. */
	public boolean isSet(Setting<?> setting) {
		return values.containsKey(setting);
	}

	/** Whether the value is the one that holds anyway: the model's, or else the default. */
	public boolean isStandard(Setting<?> setting) {
		return get(setting).equals(standard(setting));
	}

	/** The settings whose values are those that the model suggests, since none were given. */
	public List<Setting<?>> suggested() {
		return ALL.stream().filter(setting -> suggestions.containsKey(setting) && !isSet(setting)).collect(Collectors
			.toList());
	}

	/**
	 * These settings for a model: what is not set has the value that the model suggests, if it suggests one.
	 *
	 * @throws IOException if the model's suggestions cannot be read; the message says what they may be
	 */
	public Img2ImgSettings forModel(ModelDirectory model) throws IOException {
		Map<Setting<?>, Object> read = new LinkedHashMap<>();
		for (Map.Entry<String, String> text : model.suggestions().values().entrySet()) {
			try {
				Setting<?> setting = suggestible(text.getKey());
				read.put(setting, setting.parse(text.getValue()));
			}
			catch (IllegalArgumentException e) {
				throw new IOException("In the file " + model.path().resolve(Suggestions.FILE) + ", " + e.getMessage(), e);
			}
		}
		return new Img2ImgSettings(values, read);
	}

	/**
	 * A copy in which a setting has another value.
	 *
	 * @throws IllegalArgumentException if it is not allowed; the message says what is
	 */
	public <T> Img2ImgSettings with(Setting<T> setting, T value) {
		Map<Setting<?>, Object> changed = new LinkedHashMap<>(values);
		changed.put(setting, setting.check(value));
		return new Img2ImgSettings(changed, suggestions);
	}

	/** A copy in which a setting is not set. */
	public Img2ImgSettings without(Setting<?> setting) {
		Map<Setting<?>, Object> changed = new LinkedHashMap<>(values);
		changed.remove(setting);
		return new Img2ImgSettings(changed, suggestions);
	}

	/** Like {@link #with}, with a value that is still to be read from text. */
	public <T> Img2ImgSettings parse(Setting<T> setting, String text) {
		return with(setting, setting.parse(text));
	}

	/** These settings, with a seed that is drawn now if none is given. */
	public Img2ImgSettings withSeed() {
		return get(SEED) != RANDOM_SEED ? this : with(SEED, ThreadLocalRandom.current().nextLong(1L << 32));
	}

	/**
	 * The LoRAs that the setting and the prompt ask for, in this order.
	 *
	 * @throws IllegalArgumentException if a request is none; the message says what it should be
	 */
	public List<LoraRequest> loras() {
		List<LoraRequest> requests = new ArrayList<>(LoraRequest.list(get(LORA), get(LORAWEIGHT)));
		if (!get(LITERAL)) requests.addAll(LoraRequest.inPrompt(get(PROMPT)));
		return requests;
	}

	/** The prompt without the LoRAs that it asks for. */
	public String words() {
		return get(LITERAL) ? get(PROMPT) : LoraRequest.withoutRequests(get(PROMPT));
	}

	/**
	 * Returns if the prompts and the LoRAs are written as they should be.
	 *
	 * @throws IllegalArgumentException if they are not; the message says what is wrong
	 */
	public void check() {
		PromptCheck.require("The prompt", get(PROMPT), true);
		PromptCheck.require("The prompt", words(), get(LITERAL));
		PromptCheck.require("The negative prompt", get(NEGATIVE), get(LITERAL));
		loras();
		if (!get(LITERAL)) LoraRequest.refuseIn(get(NEGATIVE));
	}

	/** What users of other programs should know about the prompts; mostly nothing. */
	List<String> notes() {
		if (get(LITERAL)) return List.of();
		List<String> notes = new ArrayList<>(PromptNotes.of(words()));
		notes.addAll(PromptNotes.of(get(NEGATIVE)));
		return notes;
	}

	/** All settings as key=value, one a line. */
	@Override
	public String toString() {
		return ALL.stream().map(setting -> setting.key() + "=" + get(setting)).collect(Collectors.joining("\n"));
	}

	/** These settings with the suggestions that others have. */
	Img2ImgSettings withSuggestionsOf(Img2ImgSettings other) {
		return new Img2ImgSettings(values, other.suggestions);
	}

	private <T> T standard(Setting<T> setting) {
		Object suggestion = suggestions.get(setting);
		return suggestion == null ? setting.fallback() : setting.type().cast(suggestion);
	}

	private static Setting<?> suggestible(String key) {
		List<Setting<?>> some = ALL.stream().filter(Setting::isSuggestible).collect(Collectors.toList());
		return some.stream().filter(setting -> setting.key().equals(key)).findFirst().orElseThrow(
			() -> new IllegalArgumentException("there is the key \"" + key + "\", but a model can suggest " + some.stream().map(
				Setting::key).collect(Collectors.joining(", ")) + " only."));
	}

	private static List<String> schedulers() {
		List<String> names = new ArrayList<>(List.of(MODEL_SCHEDULER));
		names.addAll(Schedulers.names());
		return names;
	}

	private static String readScheduler(String name) {
		if (name.equalsIgnoreCase(MODEL_SCHEDULER)) return MODEL_SCHEDULER;
		Schedulers.find(name);
		return name;
	}

	private static List<String> noises() {
		return Arrays.stream(NoiseDevice.values()).map(device -> device.name().toLowerCase(Locale.ROOT)).collect(
			Collectors.toList());
	}
}
