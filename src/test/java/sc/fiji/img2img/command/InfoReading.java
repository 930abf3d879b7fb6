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
