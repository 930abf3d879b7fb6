package sc.fiji.img2img.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import ij.Prefs;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import sc.fiji.img2img.Img2ImgSettings;

/** Dialogs remember what they were told, each for itself; nobody else does. */
class DialogMemoryTest {

	private static final String KEY = "img2img.test.dialog";

	private final DialogMemory memory = new DialogMemory("Img2Img Test", CommandSettings.grid());

	@AfterEach
	void forget() {
		Prefs.set(KEY, null);
	}

	@Test
	void whatWasSaidIsRecalled() {
		Img2ImgSettings said = Img2ImgSettings.defaults().with(Img2ImgSettings.PROMPT, "two [nice] cells").with(
			Img2ImgSettings.STACK, true).with(CommandSettings.MODEL, "/a model/").with(CommandSettings.PREVIEW, true).with(
				CommandSettings.ROWS, "seed=1,2");
		memory.keep(said);
		Img2ImgSettings recalled = memory.recall();
		CommandSettings.grid().forEach(setting -> assertEquals(said.get(setting), recalled.get(setting), setting.key()));
		assertFalse(recalled.isSet(Img2ImgSettings.GUIDANCE));
	}

	@Test
	void aValueThatIsTheDefaultCountsWhereItWasSaid() {
		memory.keep(Img2ImgSettings.defaults().with(Img2ImgSettings.GUIDANCE, 7.5).with(Img2ImgSettings.PROMPT, "").with(
			Img2ImgSettings.STACK, false));
		Img2ImgSettings recalled = memory.recall();
		assertEquals(true, recalled.isSet(Img2ImgSettings.GUIDANCE));
		assertEquals(true, recalled.isSet(Img2ImgSettings.PROMPT));
		assertEquals(false, recalled.get(Img2ImgSettings.STACK));
	}

	@Test
	void theOutputIsNotWrittenAgain() {
		memory.keep(Img2ImgSettings.defaults().with(CommandSettings.OUTPUT, "/tmp/a.tif"));
		assertEquals("", memory.recall().get(CommandSettings.OUTPUT));
	}

	@Test
	void whatCannotBeReadIsForgotten() {
		Prefs.set(KEY, "steps=7 strength=nonsense");
		assertEquals(0.75, memory.recall().get(Img2ImgSettings.STRENGTH));
		Prefs.set(KEY, "hue=3");
		assertEquals(Img2ImgSettings.defaults().toString(), memory.recall().toString());
	}

	@Test
	void macrosDoNotAsk() {
		new DialogMemory("Img2Img", CommandSettings.all()).keep(Img2ImgSettings.defaults().with(Img2ImgSettings.STEPS, 3));
		try {
			assertEquals(20, CommandSettings.parse(MacroOptions.read("seed=1")).get(Img2ImgSettings.STEPS));
		}
		finally {
			Prefs.set("img2img.dialog", null);
		}
	}
}
