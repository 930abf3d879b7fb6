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

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.scijava.Context;
import org.scijava.app.StatusService;
import org.scijava.app.event.StatusEvent;
import org.scijava.event.EventHandler;
import org.scijava.event.EventService;
import org.scijava.event.EventSubscriber;

/** Has the status bar say at last what came of a command, and not merely that it is finished. */
public final class LastWord {

	/** NB: SciJava itself does not keep those who listen. */
	private static final Set<LastWord> LISTENING = ConcurrentHashMap.newKeySet();

	private final Context context;

	private final List<String> ends;

	private final String message;

	private List<EventSubscriber<?>> subscription;

	private LastWord(Context context, String command, String message) {
		this.context = context;
		ends = List.of("Command finished: " + command, "Command canceled: " + command);
		this.message = message;
	}

	/** Says something now, and again when SciJava has said that the command has ended. */
	static void say(Context context, String command, String message) {
		context.service(StatusService.class).showStatus(message);
		EventService events = context.getService(EventService.class);
		if (events == null) return;
		LastWord word = new LastWord(context, command, message);
		LISTENING.add(word);
		// NB: who listens last hears last, when the status bar has shown it.
		word.subscription = events.subscribe(word);
	}

	/** For SciJava. */
	@EventHandler
	public void onEvent(StatusEvent event) {
		// NB: events that show progress alone have no text.
		boolean ended = event.getStatusMessage() != null && ends.contains(event.getStatusMessage());
		if (!ended || !LISTENING.remove(this)) return;
		context.service(EventService.class).unsubscribe(subscription);
		context.service(StatusService.class).showStatus(message);
	}
}
