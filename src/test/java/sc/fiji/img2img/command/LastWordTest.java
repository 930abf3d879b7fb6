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

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.scijava.Context;
import org.scijava.app.StatusService;
import org.scijava.app.event.StatusEvent;
import org.scijava.event.EventHandler;
import org.scijava.event.EventService;

/** The status bar ends with what was run. */
class LastWordTest {

	private final Context context = new Context(StatusService.class, EventService.class);

	private final Heard heard = new Heard();

	@BeforeEach
	void listen() {
		context.service(EventService.class).subscribe(heard);
	}

	@AfterEach
	void end() {
		context.dispose();
	}

	@Test
	void whatWasRunIsSaidLast() throws InterruptedException {
		for (String end : new String[] { "Command finished: Img2Img", "Command canceled: Img2Img" }) {
			LastWord.say(context, "Img2Img", "7 of 10 steps");
			assertEquals("7 of 10 steps", heard.messages.take());
			show("Command finished: Another");
			show(end);
			assertEquals("7 of 10 steps", heard.messages.take());
		}
	}

	@Test
	void itIsSaidOnce() throws InterruptedException {
		LastWord.say(context, "Img2Img", "7 of 10 steps");
		heard.messages.take();
		show("Command finished: Img2Img");
		heard.messages.take();
		show("Command finished: Img2Img");
		show("ready");
		assertEquals(0, heard.messages.size());
	}

	private void show(String message) throws InterruptedException {
		context.service(StatusService.class).showStatus(message);
		assertEquals(message, heard.messages.take());
	}

	/** Hears the status bar. */
	public static final class Heard {

		private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();

		@EventHandler
		public void onEvent(StatusEvent event) {
			messages.add(event.getStatusMessage());
		}
	}
}
