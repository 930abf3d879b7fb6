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

import java.lang.reflect.Field;
import java.util.List;
import java.util.Map;

import org.scijava.command.ContextCommand;
import org.scijava.plugin.Parameter;

import sc.fiji.img2img.Img2ImgSettings;
import sc.fiji.img2img.Setting;
import sc.fiji.img2img.SettingTexts;

/**
 * A field for each setting, as SciJava wants them: named like the setting's key, and saying what its declaration says.
 * <p>
 * What an annotation cannot take from a declaration, a test compares with it. Choices are texts here, as scripts write
 * them. Nothing is kept from an earlier run. Not thread-safe.
 * </p>
 */
abstract class SettingInputs extends PresetInput {

	@Parameter(label = SettingTexts.STRENGTH, description = SettingTexts.STRENGTH_HELP, required = false, persist = false, //
		min = "0", max = "1", stepSize = "0.01", style = "slider,format:0.00")
	private Double strength = Img2ImgSettings.STRENGTH.defaultValue();

	@Parameter(label = SettingTexts.STEPS, description = SettingTexts.STEPS_HELP, required = false, persist = false, //
		min = "1", max = "1000")
	private Integer steps = Img2ImgSettings.STEPS.defaultValue();

	@Parameter(label = SettingTexts.PROMPT, description = SettingTexts.PROMPT_HELP, required = false, persist = false)
	private String prompt = Img2ImgSettings.PROMPT.defaultValue();

	@Parameter(label = SettingTexts.NEGATIVE, description = SettingTexts.NEGATIVE_HELP, required = false, persist = false)
	private String negative = Img2ImgSettings.NEGATIVE.defaultValue();

	@Parameter(label = SettingTexts.GUIDANCE, description = SettingTexts.GUIDANCE_HELP, required = false, persist = false, //
		min = "0", max = "100")
	private Double guidance = Img2ImgSettings.GUIDANCE.defaultValue();

	@Parameter(label = SettingTexts.SEED, description = SettingTexts.SEED_HELP, required = false, persist = false, //
		min = "-1", max = "9223372036854775807")
	private Long seed = Img2ImgSettings.SEED.defaultValue();

	@Parameter(label = SettingTexts.SCHEDULER, description = SettingTexts.SCHEDULER_HELP, required = false, persist = false, //
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
			"DPM++ 2M SDE Heun Karras", "DPM++ 2M SDE Heun Exponential", "DPM++ 2M SDE Heun Beta" })
	private String scheduler = Img2ImgSettings.SCHEDULER.defaultValue().toString();

	@Parameter(label = SettingTexts.LORA, description = SettingTexts.LORA_HELP, required = false, persist = false)
	private String lora = Img2ImgSettings.LORA.defaultValue();

	@Parameter(label = SettingTexts.LORAWEIGHT, description = SettingTexts.LORAWEIGHT_HELP, required = false,
		persist = false, //
		min = "0", max = "1.5", stepSize = "0.01", style = "slider,format:0.00")
	private Double loraweight = Img2ImgSettings.LORAWEIGHT.defaultValue();

	@Parameter(label = SettingTexts.STACK, description = SettingTexts.STACK_HELP, required = false, persist = false)
	private Boolean stack = Img2ImgSettings.STACK.defaultValue();

	@Parameter(label = SettingTexts.DEVICE, description = SettingTexts.DEVICE_HELP, required = false, persist = false, //
		choices = { "auto", "webgpu", "openvino", "nvidia-cu13", "nvidia-cu12", "mlx",
			"tensorrt", "cuda", "directml", "coreml", "cpu" })
	private String device = Img2ImgSettings.DEVICE.defaultValue();

	@Parameter(label = CommandSettings.MODEL_LABEL, description = CommandSettings.MODEL_HELP, required = false,
		persist = false)
	private String model = CommandSettings.MODEL.defaultValue();

	@Parameter(label = SettingTexts.RANGE, description = SettingTexts.RANGE_HELP, required = false, persist = false, //
		choices = { "display", "full" })
	private String range = Img2ImgSettings.RANGE.defaultValue().toString();

	@Parameter(label = SettingTexts.FEATHER, description = SettingTexts.FEATHER_HELP, required = false, persist = false, //
		min = "0", max = "1000")
	private Double feather = Img2ImgSettings.FEATHER.defaultValue();

	@Parameter(label = SettingTexts.PADDING, description = SettingTexts.PADDING_HELP, required = false, persist = false, //
		choices = { "auto", "off", "32", "64", "128" })
	private String padding = Img2ImgSettings.PADDING.defaultValue().toString();

	@Parameter(label = SettingTexts.COLORMATCH, description = SettingTexts.COLORMATCH_HELP, required = false,
		persist = false, //
		choices = { "auto", "on", "off" })
	private String colormatch = Img2ImgSettings.COLORMATCH.defaultValue().toString();

	@Parameter(label = SettingTexts.EXACT, description = SettingTexts.EXACT_HELP, required = false, persist = false)
	private Boolean exact = Img2ImgSettings.EXACT.defaultValue();

	@Parameter(label = SettingTexts.VARIATIONS, description = SettingTexts.VARIATIONS_HELP, required = false,
		persist = false, //
		min = "1", max = "64")
	private Integer variations = Img2ImgSettings.VARIATIONS.defaultValue();

	@Parameter(label = SettingTexts.RESCALE, description = SettingTexts.RESCALE_HELP, required = false, persist = false, //
		min = "0", max = "1")
	private Double rescale = Img2ImgSettings.RESCALE.defaultValue();

	@Parameter(label = SettingTexts.GUIDANCEINTERVAL, description = SettingTexts.GUIDANCEINTERVAL_HELP, required = false,
		persist = false, //
		choices = { "0.0:1.0", "0.0:0.5", "0.0:0.75", "0.25:0.75" })
	private String guidanceinterval = Img2ImgSettings.GUIDANCEINTERVAL.defaultValue().toString();

	@Parameter(label = SettingTexts.FORECAST, description = SettingTexts.FORECAST_HELP, required = false, persist = false)
	private Boolean forecast = Img2ImgSettings.FORECAST.defaultValue();

	@Parameter(label = SettingTexts.DEEPCACHE, description = SettingTexts.DEEPCACHE_HELP, required = false, persist = false)
	private Boolean deepcache = Img2ImgSettings.DEEPCACHE.defaultValue();

	@Parameter(label = SettingTexts.ETA, description = SettingTexts.ETA_HELP, required = false, persist = false, //
		min = "0", max = "1")
	private Double eta = Img2ImgSettings.ETA.defaultValue();

	@Parameter(label = SettingTexts.NOISE, description = SettingTexts.NOISE_HELP, required = false, persist = false, //
		choices = { "cpu", "cuda" })
	private String noise = Img2ImgSettings.NOISE.defaultValue().toString();

	@Parameter(label = SettingTexts.LITERAL, description = SettingTexts.LITERAL_HELP, required = false, persist = false)
	private Boolean literal = Img2ImgSettings.LITERAL.defaultValue();

	@Parameter(label = SettingTexts.LORAFOLDER, description = SettingTexts.LORAFOLDER_HELP, required = false,
		persist = false)
	private String lorafolder = Img2ImgSettings.LORAFOLDER.defaultValue();

	@Parameter(label = SettingTexts.PRECISION, description = SettingTexts.PRECISION_HELP, required = false, persist = false, //
		choices = { "auto", "fp32", "fast" })
	private String precision = Img2ImgSettings.PRECISION.defaultValue().toString();

	@Parameter(label = SettingTexts.VAE, description = SettingTexts.VAE_HELP, required = false, persist = false)
	private String vae = Img2ImgSettings.VAE.defaultValue();

	@Parameter(label = SettingTexts.PREDICTION, description = SettingTexts.PREDICTION_HELP, required = false,
		persist = false, //
		choices = { "auto", "epsilon", "v_prediction", "sample" })
	private String prediction = Img2ImgSettings.PREDICTION.defaultValue().toString();

	@Parameter(label = SettingTexts.DECODER, description = SettingTexts.DECODER_HELP, required = false, persist = false, //
		choices = { "auto", "full", "tiny" })
	private String decoder = Img2ImgSettings.DECODER.defaultValue().toString();

	@Parameter(label = SettingTexts.TILE, description = SettingTexts.TILE_HELP, required = false, persist = false, //
		choices = { "auto", "off", "512", "768", "1024" })
	private String tile = Img2ImgSettings.TILE.defaultValue().toString();

	@Parameter(label = SettingTexts.SIZE, description = SettingTexts.SIZE_HELP, required = false, persist = false, //
		choices = { "auto", "off", "256", "512", "768", "1024" })
	private String size = Img2ImgSettings.SIZE.defaultValue().toString();

	@Parameter(label = SettingTexts.NOCACHE, description = SettingTexts.NOCACHE_HELP, required = false, persist = false)
	private Boolean nocache = Img2ImgSettings.NOCACHE.defaultValue();

	@Parameter(label = SettingTexts.MEMORY, description = SettingTexts.MEMORY_HELP, required = false, persist = false, //
		choices = { "auto", "low" })
	private String memory = Img2ImgSettings.MEMORY.defaultValue().toString();

	@Parameter(label = SettingTexts.RAW, description = SettingTexts.RAW_HELP, required = false, persist = false)
	private Boolean raw = Img2ImgSettings.RAW.defaultValue();

	@Parameter(label = CommandSettings.OUTPUT_LABEL, description = CommandSettings.OUTPUT_HELP, required = false,
		persist = false)
	private String output = CommandSettings.OUTPUT.defaultValue();

	@Parameter(label = CommandSettings.PREVIEW_LABEL, description = CommandSettings.PREVIEW_HELP, required = false,
		persist = false)
	private Boolean preview = CommandSettings.PREVIEW.defaultValue();

	/** The settings that have fields here. */
	abstract List<Setting<?>> declared();

	/** What a field holds. */
	final Object field(Setting<?> setting) {
		try {
			return declaration(setting).get(this);
		}
		catch (IllegalAccessException e) {
			throw new IllegalStateException(e);
		}
	}

	/** The settings that the fields hold. */
	final Img2ImgSettings fields() {
		Img2ImgSettings settings = start(declared());
		for (Setting<?> setting : declared())
			settings = with(settings, setting, field(setting));
		return settings;
	}

	/** Has the fields hold what SciJava's recorder is to write down, which leaves out those that hold nothing. */
	final void hold(Map<String, String> texts) {
		// NB: what it said is among the texts.
		forgetPreset();
		for (Setting<?> setting : declared()) {
			String text = texts.get(setting.key());
			try {
				declaration(setting).set(this, text == null ? null : setting.isText() ? Recording.quote(text) : setting.parse(text));
			}
			catch (IllegalAccessException e) {
				throw new IllegalStateException(e);
			}
		}
	}

	// -- Helper methods --

	private static <T> Img2ImgSettings with(Img2ImgSettings settings, Setting<T> setting, Object value) {
		if (value == null) return settings;
		T typed = setting.isText() ? setting.parse((String) value) : setting.type().cast(value);
		// NB: a field that holds the default may never have been touched.
		boolean untouched = typed.equals(setting.defaultValue()) && (setting.isSuggestible() || settings.isSet(setting));
		return untouched ? settings : settings.with(setting, typed);
	}

	/** The field of a setting, in this class or in one that extends it. */
	private Field declaration(Setting<?> setting) {
		for (Class<?> type = getClass(); type != ContextCommand.class; type = type.getSuperclass())
			for (Field field : type.getDeclaredFields())
				if (field.getName().equals(setting.key())) {
					field.setAccessible(true);
					return field;
				}
		throw new IllegalStateException("The command has no field for the setting " + setting.key() + ".");
	}
}
