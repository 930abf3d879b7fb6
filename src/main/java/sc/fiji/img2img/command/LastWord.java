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
