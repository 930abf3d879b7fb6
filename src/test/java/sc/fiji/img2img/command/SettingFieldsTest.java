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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Component;
import java.awt.Container;
import java.awt.event.FocusEvent;
import java.awt.event.FocusListener;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import javax.swing.JComboBox;
import javax.swing.JComponent;
import javax.swing.JFileChooser;
import javax.swing.JLabel;
import javax.swing.JTextField;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sc.fiji.img2img.Img2ImgSettings;
import sc.fiji.img2img.Setting;
import sc.fiji.img2img.TestModels;
import sc.fiji.img2img.model.ModelDirectory;

/** The dialog's fields hold what they are given, and say only what the user says. */
class SettingFieldsTest {

	private static final Img2ImgSettings NOTHING = Img2ImgSettings.defaults();

	@TempDir
	private Path folder;

	@Test
	void untouchedFieldsSayNothing() {
		assertSays("", fields(NOTHING, NOTHING));
	}

	@Test
	void whatIsGivenIsSaid() {
		String said = "strength=0.123 loraweight=-2.5 prompt=[a, b] seed=9007199254740993 scheduler=EulerDiscreteScheduler " +
			"device=webgpu:2 lora=[x y;z:0.5] model=name exact stack";
		Img2ImgSettings settings = CommandSettings.parse(MacroOptions.read(said));
		Img2ImgSettings given = fields(settings, NOTHING).given();
		for (Setting<?> setting : CommandSettings.all()) {
			assertEquals(settings.get(setting), given.get(setting), setting.key());
			assertEquals(settings.isSet(setting), given.isSet(setting), setting.key());
		}
	}

	@Test
	void whatIsTypedCounts() {
		SettingFields fields = fields(NOTHING, NOTHING);
		fields.of(Img2ImgSettings.STEPS).set("12");
		fields.of(CommandSettings.MODEL).set("other");
		assertSays("steps=12 model=other", fields);
		fields.of(Img2ImgSettings.STEPS).set("1,5");
		assertEquals("steps should be a whole number from 1 to 1000, but is \"1,5\".", assertThrows(
			IllegalArgumentException.class, fields::given).getMessage());
	}

	@Test
	void valuesThatAreNoChoicesOfAListCanBeTyped() {
		SettingFields fields = fields(NOTHING, NOTHING);
		Map<Setting<?>, String> values = Map.of(Img2ImgSettings.TILE, "640", Img2ImgSettings.SIZE, "384", Img2ImgSettings.PADDING,
			"48", Img2ImgSettings.GUIDANCEINTERVAL, "0.1:0.9", Img2ImgSettings.DEVICE, "webgpu:2");
		values.forEach((setting, value) -> {
			assertTrue(((JComboBox<?>) fields.of(setting).component()).isEditable(), setting.key());
			fields.of(setting).set(value);
			assertEquals(value, fields.given().get(setting).toString());
		});
		assertFalse(((JComboBox<?>) fields.of(Img2ImgSettings.SCHEDULER).component()).isEditable());
	}

	@Test
	void whatTheModelSuggestsIsShownAndNotSaid() throws IOException {
		SettingFields fields = fields(NOTHING, suggesting("{\"guidance\": 2, \"steps\": 30, \"prompt\": \"nuclei\"}"));
		assertEquals("nuclei", fields.of(Img2ImgSettings.PROMPT).text());
		assertEquals(30, fields.read().get(Img2ImgSettings.STEPS));
		assertSays("", fields);
		fields.of(Img2ImgSettings.GUIDANCE).set("7.5");
		fields.of(Img2ImgSettings.PROMPT).set("");
		assertSays("prompt=[] guidance=7.5", fields);
	}

	@Test
	void anotherModelsSuggestionsTakeThePlaceOfUntouchedOnes() throws IOException {
		SettingFields fields = fields(NOTHING.with(Img2ImgSettings.STEPS, 20), suggesting(
			"{\"guidance\": 2, \"steps\": 30}"));
		fields.suggest(suggesting("{\"guidance\": 3, \"steps\": 40}"));
		assertEquals("3.0", fields.of(Img2ImgSettings.GUIDANCE).text());
		assertEquals("20", fields.of(Img2ImgSettings.STEPS).text());
		fields.suggest(NOTHING);
		assertEquals("7.5", fields.of(Img2ImgSettings.GUIDANCE).text());
		fields.reset();
		assertSays("", fields);
	}

	@Test
	void aModelIsAFileOrAFolder() throws IOException {
		SettingFields fields = fields(NOTHING, NOTHING);
		PlaceField model = (PlaceField) fields.of(CommandSettings.MODEL);
		assertEquals(JFileChooser.FILES_AND_DIRECTORIES, model.chooser().getFileSelectionMode());
		Path file = Files.createFile(folder.resolve("sd15.safetensors"));
		model.set(file.toString());
		assertEquals(file.toString(), model.text());
		model.set(folder.toString());
		assertEquals(folder + File.separator, model.text());
	}

	@Test
	void promptsThatTheModelKnowsCanBeChosen() throws IOException {
		SettingFields fields = fields(NOTHING, NOTHING);
		fields.of(Img2ImgSettings.PROMPT).set("my own");
		Path model = model("{\"prompts\": [\"nuclei\", \"cells\"]}");
		fields.offer(ModelFacts.of(NOTHING.with(CommandSettings.MODEL, model.toString())));
		JComboBox<?> prompt = (JComboBox<?>) fields.of(Img2ImgSettings.PROMPT).component();
		assertEquals("my own", fields.of(Img2ImgSettings.PROMPT).text());
		assertEquals(2, prompt.getItemCount());
		prompt.setSelectedIndex(1);
		assertSays("prompt=cells", fields);
	}

	@Test
	void whoTabsToATextReplacesItAndWhoClicksDoesNot() {
		SettingFields fields = fields(NOTHING, NOTHING);
		JTextField steps = (JTextField) fields.of(Img2ImgSettings.STEPS).component();
		JTextField tile = (JTextField) ((JComboBox<?>) fields.of(Img2ImgSettings.TILE).component()).getEditor()
			.getEditorComponent();
		for (JTextField text : List.of(steps, tile)) {
			focus(text, FocusEvent.Cause.MOUSE_EVENT);
			assertNull(text.getSelectedText());
			focus(text, FocusEvent.Cause.TRAVERSAL_FORWARD);
			assertEquals(text.getText(), text.getSelectedText());
		}
	}

	@Test
	void namesSayWhatTheirFieldsAreFor() {
		SettingFields fields = fields(NOTHING, NOTHING);
		SettingsForm form = new SettingsForm(CommandSettings.all(), fields, () -> {});
		Map<Component, JLabel> labels = new HashMap<>();
		collect(form, labels);
		for (Setting<?> setting : CommandSettings.all()) {
			if (setting.type() == Boolean.class) continue;
			JLabel label = labels.get(fields.of(setting).component());
			assertEquals(setting.label(), label.getText());
			assertEquals(Html.toolTip(setting.help()), label.getToolTipText());
		}
	}

	@Test
	void theFirstFieldsAreThoseThatMostPeopleSet() {
		assertEquals(List.of("model", "prompt", "strength", "steps", "lora", "loraweight", "seed", "stack"), visible(
			CommandSettings.all(), NOTHING));
		assertEquals(List.of("rows", "columns", "model", "prompt"), visible(CommandSettings.grid(), NOTHING).subList(0, 4));
		assertEquals(List.of("files", "out", "masks", "model", "prompt"), visible(BatchSettings.all(), NOTHING).subList(0, 5));
	}

	@Test
	void whatIsNotAsUsualIsNotHidden() {
		List<String> all = visible(CommandSettings.all(), NOTHING.with(Img2ImgSettings.FEATHER, 9.0));
		assertEquals(CommandSettings.all().size(), all.size());
		assertTrue(all.contains("feather"));
	}

	@Test
	void settingsThatAnAxisVariesCannotBeSet() {
		SettingFields fields = new SettingFields(CommandSettings.grid(), NOTHING, NOTHING);
		fields.enableAllBut(Img2ImgSettings.SEED, Img2ImgSettings.PROMPT);
		assertFalse(fields.of(Img2ImgSettings.SEED).component().isEnabled());
		assertTrue(fields.of(Img2ImgSettings.PROMPT).component().isEnabled());
		fields.enableAllBut(Img2ImgSettings.STEPS, Img2ImgSettings.GUIDANCE);
		assertTrue(fields.of(Img2ImgSettings.SEED).component().isEnabled());
	}

	private static void focus(JTextField text, FocusEvent.Cause cause) {
		FocusEvent event = new FocusEvent(text, FocusEvent.FOCUS_GAINED, false, null, cause);
		for (FocusListener listener : text.getFocusListeners())
			listener.focusGained(event);
	}

	private static void collect(Container part, Map<Component, JLabel> labels) {
		for (Component component : part.getComponents()) {
			if (component instanceof JLabel) labels.put(((JLabel) component).getLabelFor(), (JLabel) component);
			if (component instanceof Container) collect((Container) component, labels);
		}
	}

	private static SettingFields fields(Img2ImgSettings settings, Img2ImgSettings standards) {
		return new SettingFields(CommandSettings.all(), settings, standards);
	}

	private static void assertSays(String expected, SettingFields fields) {
		assertEquals(expected, MacroOptions.write(fields.given()));
	}

	/** The keys of the settings whose fields are seen at once, from top to bottom. */
	private static List<String> visible(List<Setting<?>> known, Img2ImgSettings settings) {
		SettingFields fields = new SettingFields(known, settings, NOTHING);
		SettingsForm form = new SettingsForm(known, fields, () -> {});
		List<String> keys = new ArrayList<>();
		collect(form, known, fields, keys);
		return keys;
	}

	private static void collect(Container part, List<Setting<?>> known, SettingFields fields, List<String> keys) {
		for (Component component : part.getComponents()) {
			if (!component.isVisible()) continue;
			for (Setting<?> setting : known)
				if (fields.of(setting).component() == component) keys.add(setting.key());
			if (component instanceof JComponent) collect((JComponent) component, known, fields, keys);
		}
	}

	private Img2ImgSettings suggesting(String json) throws IOException {
		return NOTHING.forModel(ModelDirectory.open(model(json)));
	}

	private Path model(String json) throws IOException {
		Path model = Files.createTempDirectory(folder, "model");
		Path sd15 = TestModels.get("sd15");
		for (String part : List.of("model_index.json", "scheduler", "text_encoder", "tokenizer", "unet", "vae_decoder",
			"vae_encoder"))
			try (Stream<Path> files = Files.walk(sd15.resolve(part))) {
				for (Path file : (Iterable<Path>) files::iterator)
					Files.copy(file, model.resolve(sd15.relativize(file).toString()));
			}
		Files.writeString(model.resolve("img2img.json"), json);
		return model;
	}
}
