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
