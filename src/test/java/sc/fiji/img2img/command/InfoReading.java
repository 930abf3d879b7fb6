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

import ij.ImagePlus;
import ij.process.ByteProcessor;

import java.util.LinkedHashMap;
import java.util.Map;

import sc.fiji.img2img.Img2ImgSettings;
import sc.fiji.img2img.Setting;
import sc.fiji.img2img.image.MaskText;
import sc.fiji.img2img.image.ij.GenerationInfo;
import sc.fiji.img2img.image.ij.SeenMask;

/** Reads the Info of an image as Again does, up to the run. */
public final class InfoReading {

	private InfoReading() {}

	/** The Info of a result whose change was limited. */
	public static String example() {
		Map<String, String> values = new LinkedHashMap<>();
		for (Setting<?> setting : Img2ImgSettings.all())
			values.put(setting.key(), Img2ImgSettings.defaults().get(setting).toString());
		values.put("model", "/models/sd15");
		values.put(MacroOptions.INPUT, "cells.tif");
		values.put(GenerationInfo.POSITION, "1,1,1");
		values.put(GenerationInfo.SELECTION, "the change is limited to one");
		ByteProcessor mask = new ByteProcessor(16, 16);
		mask.set(3, 3, 255);
		values.put(GenerationInfo.MASK, MaskText.write(SeenMask.mask(mask)));
		return GenerationInfo.of(values).toString();
	}

	/** @throws IllegalArgumentException if it cannot be repeated; the message says why */
	public static void read(String info) {
		ImagePlus image = new ImagePlus("generated", new ByteProcessor(16, 16));
		image.setProperty("Info", info);
		Repetition repetition = Repetition.of(image);
		Map<String, String> options = repetition.options();
		options.remove(MacroOptions.INPUT);
		CommandSettings.parse(options);
		repetition.input(image);
		repetition.mask(image);
		GenerationInfo.of(image).orElseThrow().parameters(16, 16);
	}
}
