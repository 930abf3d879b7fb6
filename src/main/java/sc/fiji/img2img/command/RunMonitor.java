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

import ij.IJ;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

import sc.fiji.img2img.run.Cancellation;
import sc.fiji.img2img.run.RunControl;
import sc.fiji.img2img.run.RunListener;
import sc.fiji.img2img.run.TimeText;
import sc.fiji.img2img.tensor.Tensor;

/**
 * Shows how a run gets on, and watches for the user's wish to stop it, which ends it within a step.
 * <p>
 * Watches until it is closed.
 * </p>
 */
final class RunMonitor implements RunListener, AutoCloseable {

	private static final int POLL_MILLIS = 50;

	private final List<Progress> displays;

	private final Cancellation cancellation = new Cancellation();

	private final Thread watcher = new Thread(this::watch, "Img2Img cancel watcher");

	private volatile boolean closed;

	/** What was said last of what is being done. */
	private String said = "";

	RunMonitor(Progress... displays) {
		this.displays = new CopyOnWriteArrayList<>(displays);
		watcher.setDaemon(true);
		watcher.start();
	}

	/** Has one more place show the progress. */
	void add(Progress display) {
		displays.add(display);
	}

	/** What the wish to stop is told to. */
	Cancellation cancellation() {
		return cancellation;
	}

	/** Both as what a run takes. */
	RunControl control() {
		return RunControl.of(this, cancellation);
	}

	@Override
	public void stage(String message) {
		said = message;
		displays.forEach(display -> display.say(message));
	}

	@Override
	public void part(int done, int total) {
		displays.forEach(display -> display.say(said + ", part " + done + " of " + total));
	}

	/** Shows it, and keeps it in ImageJ's log. */
	@Override
	public void note(String message) {
		stage(message);
		IJ.log("Img2Img: " + message);
	}

	@Override
	public void step(int done, int total, double secondsLeft, Supplier<Tensor> preview) {
		String left = secondsLeft < 1 ? "" : ", " + TimeText.words(secondsLeft) + " left";
		show("step " + done + " of " + total + left, done, total, preview);
	}

	/** Says what is being done, that so much of a whole is done, and what it looks like. */
	void show(String message, int done, int total, Supplier<Tensor> preview) {
		said = message;
		for (Progress display : displays) {
			display.say(message);
			display.show(done, total);
			display.look(preview);
		}
	}

	@Override
	public void close() {
		closed = true;
		watcher.interrupt();
		displays.forEach(Progress::end);
	}

	private void watch() {
		while (!closed) {
			if (displays.stream().anyMatch(Progress::wantsStop)) {
				cancellation.cancel();
				return;
			}
			try {
				Thread.sleep(POLL_MILLIS);
			}
			catch (InterruptedException e) {
				return;
			}
		}
	}
}
