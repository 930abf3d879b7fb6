package sc.fiji.img2img.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import net.jqwik.api.constraints.CharRange;

import org.junit.jupiter.api.Test;

/** Messages are sentences that fit on a screen. */
class FailureTest {

	@Test
	void linesEndBetweenWordsWhereTheyCan() {
		assertEquals("one two\nthree", Failure.wrap("one two three", 8));
		assertEquals("one\n\ntwo", Failure.wrap("one\n\ntwo", 8));
		String path = "/" + String.join("", Collections.nCopies(30, "folder/"));
		assertEquals("There is no\n" + path.substring(0, 40), Failure.wrap("There is no " + path, 40).substring(0, 52));
	}

	@Property(tries = 200)
	void noLineIsLongerAndNoWordIsLost(@ForAll @StringLength(max = 400) @CharRange(from = ' ', to = '~') String text,
		@ForAll @IntRange(min = 1, max = 100) int width)
	{
		String wrapped = Failure.wrap(text, width);
		assertTrue(wrapped.lines().allMatch(line -> line.length() <= width), wrapped);
		assertEquals(text.replaceAll("\\s", ""), wrapped.replaceAll("\\s", ""));
	}
}
