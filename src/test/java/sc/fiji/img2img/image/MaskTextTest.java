package sc.fiji.img2img.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.gui.OvalRoi;
import ij.process.ByteProcessor;

import java.util.Random;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.junit.jupiter.api.Test;

/** Masks survive as text. */
class MaskTextTest {

	@Property(tries = 50)
	void whatIsWrittenIsReadAgain(@ForAll @IntRange(min = 1, max = 40) int width, @ForAll @IntRange(min = 1,
		max = 40) int height, @ForAll long seed)
	{
		ByteProcessor mask = new ByteProcessor(width, height);
		Random random = new Random(seed);
		for (int i = 0; i < mask.getPixelCount(); i++)
			mask.set(i, random.nextBoolean() ? 255 : 0);
		assertArrayEquals((byte[]) mask.getPixels(), (byte[]) MaskText.read(MaskText.write(mask), width, height).getPixels());
	}

	@Test
	void ovalOfALargeImageIsShort() {
		ByteProcessor mask = new ByteProcessor(1024, 1024);
		mask.setValue(255);
		mask.fill(new OvalRoi(100, 200, 700, 600));
		assertTrue(MaskText.write(mask).length() < 5000, MaskText.write(mask).length() + " characters");
	}

	@Test
	void otherSizesAndDamagedTextsAreRefused() {
		ByteProcessor mask = new ByteProcessor(20, 20);
		mask.setValue(255);
		mask.fill();
		String text = MaskText.write(mask);
		for (String bad : new String[] { "", "!", "abcd", text.substring(0, text.length() - 4) })
			assertThrows(IllegalArgumentException.class, () -> MaskText.read(bad, 20, 20));
		assertThrows(IllegalArgumentException.class, () -> MaskText.read(text, 19, 20));
		assertThrows(IllegalArgumentException.class, () -> MaskText.read(text, 2, 2));
	}
}
