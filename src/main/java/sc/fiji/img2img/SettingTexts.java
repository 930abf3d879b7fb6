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

import sc.fiji.img2img.device.Devices;
import sc.fiji.img2img.diffusion.scheduler.SchedulerName;

/**
 * What the settings are called, and what they do, in words for users: constants, so that they stand once and can be both
 * in declarations and in annotations of commands.
 */
public final class SettingTexts {

	public static final String STRENGTH = "Strength";

	public static final String STRENGTH_HELP = "How far the image goes back into noise: the share of the steps that is " +
		"redone. 0 keeps the image, 1 keeps nothing of it.";

	public static final String STEPS = "Steps";

	public static final String STEPS_HELP = "The steps from pure noise to a clean image. The strength says how many of " +
		"them run: 20 steps at 0.75 run 15.";

	public static final String PROMPT = "Prompt";

	public static final String PROMPT_HELP = "What the image should show. (word:1.3) stresses a word, [word] weakens it.";

	public static final String NEGATIVE = "Negative prompt";

	public static final String NEGATIVE_HELP = "What the image should not show; works only with a guidance above 1.";

	public static final String GUIDANCE = "Guidance";

	public static final String GUIDANCE_HELP = "How strictly the prompts are followed; 1 or less turns guidance off and " +
		"is twice as fast. Distilled models (LCM, Turbo) need 1 or 0.";

	public static final String GUIDANCEINTERVAL = "Guidance interval";

	public static final String GUIDANCEINTERVAL_HELP = "The part of the steps in which the prompts guide: 0 is the first one that " +
		"runs, and 1 the last, so that 0:0.5 is the first half. The other steps take half the time.";

	public static final String FORECAST = "Forecast";

	public static final String FORECAST_HELP = "Ask the model's network in about every other step only, and continue its answers " +
		"in between: nearly the same image in little more than half the time.";

	public static final String DEEPCACHE = "DeepCache";

	public static final String DEEPCACHE_HELP = "Ask the deep layers of the model's network in every other step only, and use " +
		"what they said once more: very nearly the same image in about two thirds of the time.";

	public static final String SEED = "Seed (-1: random)";

	public static final String SEED_HELP = "Where the random numbers start: the same seed gives the same image. -1 " +
		"takes a new one each time.";

	public static final String SCHEDULER = "Scheduler";

	public static final String SCHEDULER_HELP = "The sampler that takes the steps; \"" + SchedulerName.MODEL +
		"\" is the one that comes with the model. Names of diffusers' classes work, too.";

	public static final String LORA = "LoRA";

	public static final String LORA_HELP = "LoRA files, by path or by name in the model's folder lora, separated by " +
		"semicolons; each may end in a weight of its own: style:0.8.";

	public static final String LORAFOLDER = "LoRA folder";

	public static final String LORAFOLDER_HELP = "One more folder in which LoRAs are looked for by name.";

	public static final String LORAWEIGHT = "LoRA weight";

	public static final String LORAWEIGHT_HELP = "How much of the LoRAs goes in. 0 is none, 0.5 to 1 is usual, above 1 is " +
		"overdone, below 0 is the opposite.";

	public static final String STACK = "Whole stack";

	public static final String STACK_HELP = "Run every slice, frame and channel, not only what is displayed; all with " +
		"the same seed, so that each comes out as it would alone.";

	public static final String RANGE = "Value range";

	public static final String RANGE_HELP = "Which values count as black and white, for the model and in the result: " +
		"those displayed so, or the ends of the type's range (32-bit: the smallest and the largest value).";

	public static final String FEATHER = "Feather";

	public static final String FEATHER_HELP = "How many pixels wide the soft edge of a selection is (its mask blur), inwards " +
		"from its outline; 0 is a hard edge.";

	public static final String PADDING = "Padding";

	public static final String PADDING_HELP = "How much the model sees around a selection, in pixels on each side; other " +
		"programs call that \"only masked\". Auto shows it the whole image, and of a large one what lies around the selection; off " +
		"always shows it the whole image.";

	public static final String COLORMATCH = "Colour match";

	public static final String COLORMATCH_HELP = "Give the changed area the mean and spread that its colours had " +
		"before, so that it fits in. Auto does this for selections in RGB images; in greyscale images values are data, " +
		"and stay as the model made them.";

	public static final String EXACT = "Exact steps";

	public static final String EXACT_HELP = "Run as many steps as asked for, whatever the strength.";

	public static final String VARIATIONS = "Variations";

	public static final String VARIATIONS_HELP = "How many results to make, from the seed and those that follow it; " +
		"several come as a stack.";

	public static final String RESCALE = "Guidance rescale";

	public static final String RESCALE_HELP = "How much of the contrast that guidance adds is taken back.";

	public static final String ETA = "Eta";

	public static final String ETA_HELP = "The share of fresh noise in each step of DDIM and TCD.";

	public static final String NOISE = "Noise";

	public static final String NOISE_HELP = "Whose random numbers a seed stands for: torch's on the CPU, as with diffusers, " +
		"or on a CUDA device.";

	public static final String LITERAL = "Literal prompts";

	public static final String LITERAL_HELP = "Take brackets and colons in the prompts as text, not as weights.";

	public static final String DEVICE = "Device";

	public static final String DEVICE_HELP = "What runs the model; \"" + Devices.AUTO + "\" takes the best that works here. " +
		"If there are several of a kind, add a number: webgpu:2.";

	public static final String PRECISION = "Precision";

	public static final String PRECISION_HELP = "How exactly the device computes: fp32, or the type that it is fastest " +
		"with (fp16, bf16). Auto takes the fast one if the device passed its self-test with it.";

	public static final String VAE = "VAE";

	public static final String VAE_HELP = "A file, or folder, with an autoencoder that takes the place of the model's own, " +
		"or the name of one in a models folder; not for models of ONNX files.";

	public static final String PREDICTION = "Prediction";

	public static final String PREDICTION_HELP = "What the model's network answers with. Auto is what the model says, or " +
		"what is usual for its kind; another one where its results are noise.";

	public static final String DECODER = "Decoder";

	public static final String DECODER_HELP = "What makes the image of the latent. Auto is the model's own; tiny is a " +
		"TAESD, which is faster, takes less memory and loses fine detail. With a TAESD in a models folder, previews are made by " +
		"it, too, unless this is full.";

	public static final String TILE = "Windows";

	public static final String TILE_HELP = "The edge, in pixels, of the overlapping windows that the model sees a large " +
		"image through; all are denoised as one image, without seams. Auto takes windows of the size that the model was " +
		"trained for, at least 512 pixels, for images of more than 1.5 times that area; off shows it the whole image at once.";

	public static final String SIZE = "Size for the model";

	public static final String SIZE_HELP = "How large the model sees the image, or the part of it that is run: as large as a square " +
		"with this edge, in pixels. The result is scaled back. Auto enlarges images that are much smaller than those that the model " +
		"was trained with; off never scales.";

	public static final String NOCACHE = "No cache";

	public static final String NOCACHE_HELP = "Do not keep what is made of large networks for this machine; that saves room " +
		"on the disk, and costs seconds at every start.";

	public static final String MEMORY = "Memory";

	public static final String MEMORY_HELP = "Auto keeps all networks loaded for the next image, unless the memory that is " +
		"left does not suffice; low frees each one as soon as it has done its part.";

	public static final String RAW = "Raw";

	public static final String RAW_HELP = "Return exactly what the decoder gave, as RGB: no value range restored, " +
		"nothing pasted back, nothing scaled, no tiles, no windows.";

	private SettingTexts() {
		// NB: constants only.
	}
}
