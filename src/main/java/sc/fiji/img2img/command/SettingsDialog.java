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
import ij.gui.GUI;
import ij.gui.GenericDialog;

import java.awt.BorderLayout;
import java.awt.EventQueue;
import java.awt.Panel;
import java.awt.Window;
import java.awt.event.ActionEvent;
import java.awt.event.KeyEvent;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.concurrent.CancellationException;

import javax.swing.JComponent;
import javax.swing.KeyStroke;
import javax.swing.SwingUtilities;

import sc.fiji.img2img.Img2ImgSettings;
import sc.fiji.img2img.Setting;
import sc.fiji.img2img.grid.Grid;
import sc.fiji.img2img.tensor.Tensor;

/**
 * The dialog for the settings, in ImageJ's frame.
 * <p>
 * Numbers are text to it, so that what is no number is refused by the setting's own sentence.
 * </p>
 */
final class SettingsDialog {

	private final GenericDialog dialog;

	private final SettingFields fields;

	private final SettingsForm form;

	private final ModelWatch watch = new ModelWatch(this::follow);

	private final boolean grid;

	/** The image that is to be run, small. */
	private final Tensor thumbnail;

	/** What is known of the model and the LoRAs. */
	private ModelFacts facts;

	/** Null while a value is not allowed. */
	private Img2ImgSettings answer;

	private SettingsDialog(String title, List<Setting<?>> known, Img2ImgSettings settings, ModelFacts facts,
		Tensor thumbnail)
	{
		this.facts = facts;
		this.thumbnail = thumbnail;
		grid = known.contains(CommandSettings.ROWS);
		fields = new SettingFields(known, settings, facts.standards());
		dialog = new GenericDialog(title);
		form = new SettingsForm(known, fields, this::fit);
		Panel panel = new Panel(new BorderLayout());
		panel.add(form);
		dialog.setBackground(form.getBackground());
		// NB: ImageJ's own buttons take both over.
		dialog.setForeground(form.getForeground());
		dialog.addPanel(panel);
		dialog.addHelp(SettingsHelp.html(known));
		press(KeyEvent.VK_ENTER, 0);
		press(KeyEvent.VK_ESCAPE, 1);
		dialog.addWindowListener(new WindowAdapter() {

			@Override
			public void windowOpened(WindowEvent event) {
				fields.of(known.contains(BatchSettings.FILES) ? BatchSettings.FILES : Img2ImgSettings.PROMPT).focus();
			}
		});
		fields.offer(facts);
		watch.begin(settings);
		fields.listen(this::check);
		check();
	}

	/**
	 * Asks the user.
	 *
	 * @param title the dialog's
	 * @param settings what the dialog shows first
	 * @param known the settings that are asked for
	 * @param image what is to be run, shown small; null for an example
	 * @return what the user says, of which nothing is set that holds anyway; null if the dialog was cancelled
	 */
	static Img2ImgSettings ask(String title, Img2ImgSettings settings, List<Setting<?>> known, ImagePlus image) {
		ModelFacts facts = ModelFacts.of(settings);
		Tensor thumbnail = Thumbnail.of(image == null ? Sample_.image() : image);
		Img2ImgSettings[] answer = new Img2ImgSettings[1];
		Runnable question = () -> answer[0] = new SettingsDialog(title, known, settings, facts, thumbnail).show();
		try {
			if (EventQueue.isDispatchThread()) question.run();
			else EventQueue.invokeAndWait(question);
		}
		catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			throw new CancellationException();
		}
		catch (InvocationTargetException e) {
			if (e.getCause() instanceof RuntimeException) throw (RuntimeException) e.getCause();
			throw new IllegalStateException(e.getCause());
		}
		return answer[0];
	}

	// -- Helper methods --

	private Img2ImgSettings show() {
		dialog.showDialog();
		watch.end();
		if (dialog.wasCanceled()) Preload.end();
		return dialog.wasCanceled() ? null : answer;
	}

	private void fit() {
		Window window = SwingUtilities.getWindowAncestor(form);
		window.pack();
		GUI.centerOnImageJScreen(window);
	}

	/** Has a key press one of ImageJ's buttons, wherever the cursor is. */
	private void press(int key, int button) {
		form.registerKeyboardAction(event -> {
			if (dialog.getButtons()[button].isEnabled()) dialog.actionPerformed(new ActionEvent(dialog.getButtons()[button],
				ActionEvent.ACTION_PERFORMED, ""));
		}, KeyStroke.getKeyStroke(key, 0), JComponent.WHEN_ANCESTOR_OF_FOCUSED_COMPONENT);
	}

	/** Follows what the user did, and lets only what is allowed be answered. */
	private void check() {
		try {
			Img2ImgSettings now = fields.read();
			form.plan().setText(grid ? sketch(now) : start(now));
			answer = fields.given();
			watch.ask(now);
			Preload.begin(now);
			tell();
		}
		catch (IllegalArgumentException e) {
			answer = null;
			form.plan().setText("");
			form.start().show(thumbnail, null, "");
			form.message().warn(e.getMessage());
		}
		dialog.getButtons()[0].setEnabled(answer != null);
	}

	/** Shows the grid, which takes the values of two fields over. */
	private String sketch(Img2ImgSettings now) {
		Grid cells = Grid.parse(now.get(CommandSettings.ROWS), now.get(CommandSettings.COLUMNS));
		form.sketch().show(cells);
		fields.enableAllBut(cells.rows().setting(), cells.columns().setting());
		cells.check(now);
		return cells.size() + " pictures";
	}

	/** Shows what a run starts from, and says how many steps it has. */
	private String start(Img2ImgSettings now) {
		String plan = facts.start().plan(now);
		form.start().show(thumbnail, facts.start().noised(thumbnail, now), plan);
		return plan;
	}

	private void follow(ModelFacts found) {
		facts = found;
		fields.offer(facts);
		fields.suggest(facts.standards());
		check();
	}

	private void tell() {
		form.message().tell((facts.words() + "\n" + LoadedModel.device().map(device -> "Ran last on " + device).orElse("")).trim());
	}
}
