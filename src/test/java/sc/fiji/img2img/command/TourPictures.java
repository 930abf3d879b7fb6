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
import ij.WindowManager;
import ij.gui.GenericDialog;

import java.awt.AWTException;
import java.awt.Color;
import java.awt.Component;
import java.awt.EventQueue;
import java.awt.Graphics;
import java.awt.Point;
import java.awt.Rectangle;
import java.awt.Robot;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;

import javax.imageio.ImageIO;
import javax.swing.JLabel;
import javax.swing.JSlider;

import sc.fiji.img2img.Img2ImgSettings;

/** Uses the program as the tour tells it, on a screen that nobody needs to see, and takes the tour's pictures. */
public final class TourPictures {

	private static final int GAP = 12;

	private final BlockingQueue<GenericDialog> dialogs = new LinkedBlockingQueue<>();

	private final Robot robot = new Robot();

	private TourPictures() throws AWTException {
		robot.setAutoDelay(200);
		OpenedDialogs.hear(dialogs::add);
	}

	public static void main(String... arguments) throws Exception {
		Files.createDirectories(TourWords.FOLDER);
		TourPictures tour = new TourPictures();
		ImagePlus sample = Sample_.image();
		sample.show();
		tour.takeSingle(sample);
		tour.takeGrid(sample);
		Files.writeString(TourWords.FILE, TourWords.now());
		System.exit(0);
	}

	// -- Helper methods --

	/** The dialog, what it shows of some strengths, and a result beside its input and the two in one window. */
	private void takeSingle(ImagePlus sample) throws Exception {
		Img2ImgSettings start = Img2ImgSettings.defaults().with(Img2ImgSettings.PROMPT, "fluorescence microscopy, nuclei").with(
			Img2ImgSettings.STRENGTH, 0.6).with(Img2ImgSettings.SEED, 1L);
		Thread talk = new Thread(() -> Conversation.hold("Img2Img", CommandSettings.all(), start, sample, settings -> {
			try (RunMonitor monitor = new RunMonitor(new ImageJProgress())) {
				ImageRun.run(sample, settings, monitor).image().show();
			}
		}));
		talk.start();
		GenericDialog dialog = dialogs.take();
		save("dialog", seen(dialog));
		List<JLabel> sketch = TourWords.all(dialog, JLabel.class).filter(label -> label.getIcon() != null).collect(Collectors.toList());
		List<BufferedImage> sketches = new ArrayList<>(List.of(seen(sketch.get(0))));
		for (int percent : new int[] { 25, 50, 75, 90, 60 }) {
			move(TourWords.all(dialog, JSlider.class).findFirst().orElseThrow(), percent);
			sketches.add(seen(sketch.get(1)));
		}
		save("strength", beside(sketches.subList(0, 5)));
		OpenedDialogs.press(dialog, 0);
		talk.join();
		ImagePlus made = WindowManager.getCurrentImage();
		made.getWindow().setLocation(new Point(600, 100));
		sample.getWindow().setLocation(new Point(100, 100));
		save("result", beside(List.of(seen(sample.getWindow()), seen(made.getWindow()))));
	}

	/** The dialog of a grid. */
	private void takeGrid(ImagePlus sample) throws Exception {
		Thread talk = new Thread(() -> {
			try {
				Conversation.hold("Img2Img Grid", CommandSettings.grid(), GridStart.of(Img2ImgSettings.defaults()), sample, settings -> {});
			}
			catch (CancellationException e) {
				// NB: as is meant.
			}
		});
		talk.start();
		GenericDialog dialog = dialogs.take();
		save("grid", seen(dialog));
		OpenedDialogs.press(dialog, 1);
		talk.join();
	}

	/** As the mouse does it. */
	private static void move(JSlider slider, int value) throws InterruptedException, InvocationTargetException {
		EventQueue.invokeAndWait(() -> {
			slider.setValueIsAdjusting(true);
			slider.setValue(value);
			slider.setValueIsAdjusting(false);
		});
	}

	/** What is on the screen of something, once it changes no more. */
	private BufferedImage seen(Component part) {
		BufferedImage before;
		BufferedImage now = look(part);
		do {
			before = now;
			now = look(part);
		}
		while (!Arrays.equals(pixels(before), pixels(now)));
		return now;
	}

	private BufferedImage look(Component part) {
		robot.waitForIdle();
		return robot.createScreenCapture(new Rectangle(part.getLocationOnScreen(), part.getSize()));
	}

	private static int[] pixels(BufferedImage picture) {
		return picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
	}

	private static BufferedImage beside(List<BufferedImage> pictures) {
		int width = pictures.stream().mapToInt(picture -> picture.getWidth() + GAP).sum() - GAP;
		int height = pictures.stream().mapToInt(BufferedImage::getHeight).max().orElseThrow();
		BufferedImage all = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
		Graphics graphics = all.getGraphics();
		graphics.setColor(Color.WHITE);
		graphics.fillRect(0, 0, width, height);
		int x = 0;
		for (BufferedImage picture : pictures) {
			graphics.drawImage(picture, x, 0, null);
			x += picture.getWidth() + GAP;
		}
		return all;
	}

	private static void save(String name, BufferedImage picture) throws IOException {
		ImageIO.write(picture, "png", TourWords.FOLDER.resolve(name + ".png").toFile());
	}
}
