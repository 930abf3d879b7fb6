package sc.fiji.img2img.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ij.IJ;
import ij.ImagePlus;

import java.io.IOException;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sc.fiji.img2img.Img2Img;
import sc.fiji.img2img.Img2ImgSettings;
import sc.fiji.img2img.TestImages;
import sc.fiji.img2img.TestModels;
import sc.fiji.img2img.image.RangeSource;

/** The command line gives what the Java API gives, to which the menu's tests compare macros and scripts. */
class SamePixelsTest {

	@TempDir
	private Path folder;

	@Test
	void commandLineAndApiGiveTheSamePixels() throws IOException {
		Path model = TestModels.get("sd15");
		Path input = folder.resolve("in.tif");
		Path output = folder.resolve("out.tif");
		IJ.saveAsTiff(new ImagePlus("a", TestImages.shorts(64, 64)), input.toString());
		CommandRun.of(input, output, "--model", model, "--steps", 2, "--strength", 0.5, "--guidance", 1, "--seed", 7,
			"--range", "full", "--stack").assertDone();
		Img2ImgSettings settings = Img2ImgSettings.defaults().with(Img2ImgSettings.STEPS, 2).with(Img2ImgSettings.STRENGTH,
			0.5).with(Img2ImgSettings.GUIDANCE, 1.0).with(Img2ImgSettings.SEED, 7L).with(Img2ImgSettings.RANGE, RangeSource.FULL);
		try (Img2Img img2img = Img2Img.open(model)) {
			ImagePlus expected = img2img.run(IJ.openImage(input.toString()), settings).image();
			ImagePlus actual = IJ.openImage(output.toString());
			assertEquals(16, actual.getBitDepth());
			assertArrayEquals((short[]) expected.getProcessor().getPixels(), (short[]) actual.getProcessor().getPixels());
		}
	}
}
