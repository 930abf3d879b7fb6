package sc.fiji.img2img.demo;

import static sc.fiji.img2img.Img2ImgSettings.PROMPT;
import static sc.fiji.img2img.Img2ImgSettings.SEED;
import static sc.fiji.img2img.Img2ImgSettings.STRENGTH;

import ij.ImagePlus;
import ij.process.ByteProcessor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

import sc.fiji.img2img.Img2Img;
import sc.fiji.img2img.Img2ImgSettings;
import sc.fiji.img2img.TestModels;
import sc.fiji.img2img.image.ImageFiles;

/**
 * Draws a picture of nuclei, runs it at several strengths and writes input and results as PNG.
 * <p>
 * The model is the tiny one of the tests, whose weights are random: what it makes shows that everything works, and
 * nothing else.
 * </p>
 */
public final class FirstRun {

	private static final int SIZE = 128;

	private FirstRun() {}

	public static void main(String... arguments) throws IOException {
		System.setProperty("java.awt.headless", "true");
		Path folder = Files.createDirectories(Path.of("target", "first-run"));
		ImagePlus nuclei = new ImagePlus("nuclei", draw());
		ImageFiles.write(nuclei, folder.resolve("input.png"));
		try (Img2Img img2img = Img2Img.open(TestModels.get("sd15"))) {
			for (double strength : new double[] { 0.25, 0.5, 0.75 }) {
				Img2ImgSettings settings = Img2ImgSettings.defaults().with(STRENGTH, strength).with(SEED, 42L)
					.with(PROMPT, "fluorescence microscopy of nuclei");
				Path file = folder.resolve("strength-" + strength + ".png");
				ImageFiles.write(img2img.run(nuclei, settings).image(), file);
				System.out.println("Wrote " + file);
			}
		}
		System.out.println("NB: this is the test model, whose weights are random; the pictures mean nothing.");
	}

	private static ByteProcessor draw() {
		Random random = new Random(1);
		ByteProcessor image = new ByteProcessor(SIZE, SIZE);
		for (int i = 0; i < 12; i++) {
			image.setColor(100 + random.nextInt(120));
			image.fillOval(random.nextInt(SIZE), random.nextInt(SIZE), 14 + random.nextInt(14), 12 + random.nextInt(12));
		}
		for (int i = 0; i < 3; i++)
			image.smooth();
		image.noise(6);
		return image;
	}
}
