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

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

import sc.fiji.img2img.device.Devices;
import sc.fiji.img2img.device.Precision;
import sc.fiji.img2img.diffusion.DecoderChoice;
import sc.fiji.img2img.diffusion.GuidanceInterval;
import sc.fiji.img2img.diffusion.MemoryUse;
import sc.fiji.img2img.diffusion.scheduler.SchedulerName;
import sc.fiji.img2img.image.ColorMatching;
import sc.fiji.img2img.image.RangeSource;
import sc.fiji.img2img.lora.LoraRequest;
import sc.fiji.img2img.model.Model;
import sc.fiji.img2img.model.Suggestions;
import sc.fiji.img2img.random.NoiseDevice;
import sc.fiji.img2img.tile.ModelSize;
import sc.fiji.img2img.tile.SelectionPadding;
import sc.fiji.img2img.tile.TileSize;

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

	/** The seed that stands for a new one on each run. */
	public static final long RANDOM_SEED = -1;

	private static final List<Setting<?>> DECLARED = new ArrayList<>();

	public static final Setting<Double> STRENGTH = declare(Setting.real("strength", SettingTexts.STRENGTH, 0.75, 0, 1,
		SettingTexts.STRENGTH_HELP).shownAt(5).slidingOver(0, 1) //
		.alsoCalled("denoising", "denoise", "denoisingstrength", "denoisestrength", "noisestrength"));

	public static final Setting<Integer> STEPS = declare(Setting.whole("steps", SettingTexts.STEPS, 20, 1, 1000,
		SettingTexts.STEPS_HELP).suggestible().shownAt(6) //
		.alsoCalled("samplingsteps", "numinferencesteps", "inferencesteps", "numsteps"));

	public static final Setting<String> PROMPT = declare(Setting.text("prompt", SettingTexts.PROMPT, "",
		SettingTexts.PROMPT_HELP).suggestible().shownAt(4).alsoCalled("promptsr", "positive", "positiveprompt"));

	public static final Setting<String> NEGATIVE = declare(Setting.text("negative", SettingTexts.NEGATIVE, "",
		SettingTexts.NEGATIVE_HELP).suggestible().alsoCalled("negativeprompt", "neg"));

	public static final Setting<Double> GUIDANCE = declare(Setting.real("guidance", SettingTexts.GUIDANCE, 7.5, 0, 100,
		SettingTexts.GUIDANCE_HELP).suggestible().alsoCalled("cfg", "cfgscale", "guidancescale", "scale"));

	public static final Setting<Long> SEED = declare(Setting.wide("seed", SettingTexts.SEED, RANDOM_SEED, RANDOM_SEED,
		SettingTexts.SEED_HELP).shownAt(9).alsoCalled("noiseseed", "randomseed"));

	public static final Setting<SchedulerName> SCHEDULER = declare(Setting.name("scheduler", SettingTexts.SCHEDULER,
		SchedulerName.ofModel(), SchedulerName::names, SchedulerName::of, SettingTexts.SCHEDULER_HELP).suggestible() //
		.alsoCalled("sampler", "samplername", "samplingmethod", "scheduletype"));

	public static final Setting<String> LORA = declare(Setting.text("lora", SettingTexts.LORA, "", SettingTexts.LORA_HELP)
		.shownAt(7).alsoCalled("loras", "lorafile", "lyco"));

	public static final Setting<String> LORAFOLDER = declare(Setting.text("lorafolder", SettingTexts.LORAFOLDER, "",
		SettingTexts.LORAFOLDER_HELP).sameForAllCells());

	public static final Setting<Double> LORAWEIGHT = declare(Setting.real("loraweight", SettingTexts.LORAWEIGHT, 1, -100,
		100, SettingTexts.LORAWEIGHT_HELP).shownAt(8).slidingOver(0, 1.5) //
		.alsoCalled("weight", "lorastrength", "lorascale", "loraweights", "lorawt"));

	public static final Setting<Boolean> STACK = declare(Setting.flag("stack", SettingTexts.STACK,
		SettingTexts.STACK_HELP).sameForAllCells().shownAt(10));

	public static final Setting<RangeSource> RANGE = declare(Setting.choice("range", SettingTexts.RANGE,
		RangeSource.DISPLAY, SettingTexts.RANGE_HELP).sameForAllCells());

	public static final Setting<Double> FEATHER = declare(Setting.real("feather", SettingTexts.FEATHER, 4, 0, 1000,
		SettingTexts.FEATHER_HELP).alsoCalled("maskblur", "blur"));

	public static final Setting<SelectionPadding> PADDING = declare(Setting.name("padding", SettingTexts.PADDING,
		SelectionPadding.auto(), SelectionPadding::names, SelectionPadding::of, SettingTexts.PADDING_HELP).typed() //
		.alsoCalled("paddingmaskcrop", "onlymasked", "onlymaskedpadding", "inpaintpadding", "inpaintfullrespadding"));

	public static final Setting<ColorMatching> COLORMATCH = declare(Setting.choice("colormatch", SettingTexts.COLORMATCH,
		ColorMatching.AUTO, SettingTexts.COLORMATCH_HELP));

	public static final Setting<Boolean> EXACT = declare(Setting.flag("exact", SettingTexts.EXACT,
		SettingTexts.EXACT_HELP));

	public static final Setting<Integer> VARIATIONS = declare(Setting.whole("variations", SettingTexts.VARIATIONS, 1, 1, 64,
		SettingTexts.VARIATIONS_HELP).sameForAllCells().alsoCalled("batchsize", "batchcount", "numimagesperprompt"));

	public static final Setting<Double> RESCALE = declare(Setting.real("rescale", SettingTexts.RESCALE, 0, 0, 1,
		SettingTexts.RESCALE_HELP).alsoCalled("guidancerescale", "cfgrescale", "rescalecfg"));

	public static final Setting<GuidanceInterval> GUIDANCEINTERVAL = declare(Setting.name("guidanceinterval",
		SettingTexts.GUIDANCEINTERVAL, GuidanceInterval.whole(), GuidanceInterval::names, GuidanceInterval::of,
		SettingTexts.GUIDANCEINTERVAL_HELP).typed());

	public static final Setting<Boolean> FORECAST = declare(Setting.flag("forecast", SettingTexts.FORECAST,
		SettingTexts.FORECAST_HELP));

	public static final Setting<Boolean> DEEPCACHE = declare(Setting.flag("deepcache", SettingTexts.DEEPCACHE,
		SettingTexts.DEEPCACHE_HELP));

	public static final Setting<Double> ETA = declare(Setting.real("eta", SettingTexts.ETA, 0, 0, 1,
		SettingTexts.ETA_HELP));

	public static final Setting<NoiseDevice> NOISE = declare(Setting.choice("noise", SettingTexts.NOISE, NoiseDevice.CPU,
		SettingTexts.NOISE_HELP).alsoCalled("rng"));

	public static final Setting<Boolean> LITERAL = declare(Setting.flag("literal", SettingTexts.LITERAL,
		SettingTexts.LITERAL_HELP));

	public static final Setting<String> DEVICE = declare(Setting.name("device", SettingTexts.DEVICE, Devices.AUTO,
		Devices::names, Devices::read, SettingTexts.DEVICE_HELP).typed().sameForAllCells());

	public static final Setting<Precision> PRECISION = declare(Setting.choice("precision", SettingTexts.PRECISION,
		Precision.AUTO, SettingTexts.PRECISION_HELP).sameForAllCells());

	public static final Setting<String> VAE = declare(Setting.text("vae", SettingTexts.VAE, "", SettingTexts.VAE_HELP)
		.sameForAllCells().alsoCalled("vaename", "sdvae"));

	public static final Setting<PredictionChoice> PREDICTION = declare(Setting.choice("prediction", SettingTexts.PREDICTION,
		PredictionChoice.AUTO, SettingTexts.PREDICTION_HELP).sameForAllCells().alsoCalled("predictiontype"));

	public static final Setting<DecoderChoice> DECODER = declare(Setting.choice("decoder", SettingTexts.DECODER,
		DecoderChoice.AUTO, SettingTexts.DECODER_HELP).alsoCalled("taesd"));

	public static final Setting<TileSize> TILE = declare(Setting.name("tile", SettingTexts.TILE, TileSize.auto(),
		TileSize::names, TileSize::of, SettingTexts.TILE_HELP).typed());

	public static final Setting<ModelSize> SIZE = declare(Setting.name("size", SettingTexts.SIZE, ModelSize.auto(),
		ModelSize::names, ModelSize::of, SettingTexts.SIZE_HELP).typed().alsoCalled("width", "height", "resolution"));

	public static final Setting<Boolean> RAW = declare(Setting.flag("raw", SettingTexts.RAW, SettingTexts.RAW_HELP)
		.sameForAllCells());

	public static final Setting<Boolean> NOCACHE = declare(Setting.flag("nocache", SettingTexts.NOCACHE,
		SettingTexts.NOCACHE_HELP).sameForAllCells());

	public static final Setting<MemoryUse> MEMORY = declare(Setting.choice("memory", SettingTexts.MEMORY, MemoryUse.AUTO,
		SettingTexts.MEMORY_HELP).sameForAllCells().alsoCalled("lowvram", "medvram"));

	private static final List<Setting<?>> ALL = List.copyOf(DECLARED);

	private static final Img2ImgSettings DEFAULTS = new Img2ImgSettings(Map.of(), Map.of());

	/** What was given. */
	private final Map<Setting<?>, Object> values;

	/** What a model suggests for what is not given. */
	private final Map<Setting<?>, Object> suggestions;

	/** Null before somebody asks; whoever reads them reads the same. */
	private volatile Prompts prompts;

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
	 * These settings for a model: what is not set has the value that the model suggests, if it suggests one, or a LoRA of
	 * theirs that was trained for few steps.
	 *
	 * @throws IOException if the model's suggestions cannot be read; the message says what they may be
	 */
	public Img2ImgSettings forModel(Model model) throws IOException {
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
		return new Img2ImgSettings(values, read).advisedByLoras(model.path());
	}

	/** Who suggests some of the settings for a model: "the model", or "the LoRA add-speed, recognised as LCM". */
	public String adviser(Model model) {
		return LoraAdvice.of(this, model.path()).map(LoraAdvice::toString).orElse("the model");
	}

	/** Settings of which none is set, with the same suggestions. */
	public Img2ImgSettings unset() {
		return new Img2ImgSettings(Map.of(), suggestions);
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
	 * What the prompts and the LoRAs' own setting say, read once.
	 *
	 * @throws IllegalArgumentException if one is not written as it should be; the message says what is wrong
	 */
	Prompts prompts() {
		if (prompts == null) prompts = Prompts.of(this);
		return prompts;
	}

	/**
	 * Returns if the prompts and the LoRAs are written as they should be.
	 *
	 * @throws IllegalArgumentException if they are not; the message says what is wrong
	 */
	public void check() {
		prompts();
	}

	/**
	 * The LoRAs that the setting and the prompt ask for, in this order.
	 *
	 * @throws IllegalArgumentException as {@link #check}
	 */
	public List<LoraRequest> loras() {
		return prompts().loras();
	}

	/** Whether the same values were given, and the same ones are suggested. */
	@Override
	public boolean equals(Object other) {
		return other instanceof Img2ImgSettings && values.equals(((Img2ImgSettings) other).values) && suggestions.equals(
			((Img2ImgSettings) other).suggestions);
	}

	@Override
	public int hashCode() {
		return Objects.hash(values, suggestions);
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

	/** These settings with the suggestions of a LoRA that was trained for few steps, too, which count more than a model's. */
	Img2ImgSettings advisedByLoras(Path model) {
		Map<Setting<?>, Object> advised = new LinkedHashMap<>(suggestions);
		LoraAdvice.of(this, model).ifPresent(advice -> advice.steps().values().forEach((key, text) -> {
			Setting<?> setting = suggestible(key);
			advised.put(setting, setting.parse(text));
		}));
		return new Img2ImgSettings(values, advised);
	}

	private <T> T standard(Setting<T> setting) {
		Object suggestion = suggestions.get(setting);
		return suggestion == null ? setting.defaultValue() : setting.type().cast(suggestion);
	}

	private static Setting<?> suggestible(String key) {
		List<Setting<?>> some = ALL.stream().filter(Setting::isSuggestible).collect(Collectors.toList());
		return some.stream().filter(setting -> setting.key().equals(key)).findFirst().orElseThrow(
			() -> new IllegalArgumentException("there is the key \"" + key + "\", but a model can suggest " + some.stream().map(
				Setting::key).collect(Collectors.joining(", ")) + " only."));
	}

	private static <T> Setting<T> declare(Setting<T> setting) {
		DECLARED.add(setting);
		return setting;
	}
}
