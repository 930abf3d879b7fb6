package sc.fiji.img2img.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.gui.OvalRoi;
import ij.process.ByteProcessor;

import java.util.Arrays;
import java.util.Random;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.junit.jupiter.api.Test;

import sc.fiji.img2img.image.ij.SeenMask;

/** Masks survive as text. */
class MaskTextTest {

	@Property(tries = 50)
	void whatIsWrittenIsReadAgain(@ForAll @IntRange(min = 1, max = 40) int width, @ForAll @IntRange(min = 1,
		max = 40) int height, @ForAll long seed)
	{
		boolean[] inside = new boolean[width * height];
		Random random = new Random(seed);
		for (int i = 0; i < inside.length; i++)
			inside[i] = random.nextBoolean();
		Mask same = MaskText.read(MaskText.write(Mask.of(inside, width, height)), width, height);
		for (int i = 0; i < inside.length; i++)
			assertEquals(inside[i], same.contains(i));
	}

	@Test
	void ovalOfALargeImageIsShort() {
		ByteProcessor mask = new ByteProcessor(1024, 1024);
		mask.setValue(255);
		mask.fill(new OvalRoi(100, 200, 700, 600));
		String text = MaskText.write(SeenMask.mask(mask));
		assertTrue(text.length() < 5000, text.length() + " characters");
	}

	@Test
	void otherSizesAndDamagedTextsAreRefused() {
		boolean[] inside = new boolean[400];
		Arrays.fill(inside, true);
		String text = MaskText.write(Mask.of(inside, 20, 20));
		for (String bad : new String[] { "", "!", "abcd", text.substring(0, text.length() - 4) })
			assertThrows(IllegalArgumentException.class, () -> MaskText.read(bad, 20, 20));
		assertThrows(IllegalArgumentException.class, () -> MaskText.read(text, 19, 20));
		assertThrows(IllegalArgumentException.class, () -> MaskText.read(text, 2, 2));
	}
}
