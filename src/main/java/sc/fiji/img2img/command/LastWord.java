package sc.fiji.img2img.command;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.scijava.Context;
import org.scijava.app.StatusService;
import org.scijava.app.event.StatusEvent;
import org.scijava.event.EventHandler;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.service.AbstractService;
import org.scijava.service.SciJavaService;
import org.scijava.service.Service;

/**
 * Has the status bar say at last what came of a command, and not merely that it is finished.
 * <p>
 * Thread-safe.
 * </p>
 */
@Plugin(type = Service.class)
public final class LastWord extends AbstractService implements SciJavaService {

	@Parameter
	private StatusService statusService;

	/** By what SciJava says at the end of the command. */
	private final Map<String, String> words = new ConcurrentHashMap<>();

	/** Says something now, and again when SciJava has said that the command is finished. */
	static void say(Context context, String command, String message) {
		context.service(StatusService.class).showStatus(message);
		LastWord service = context.getService(LastWord.class);
		if (service != null) service.words.put("Command finished: " + command, message);
	}

	@EventHandler
	private void onEvent(StatusEvent event) {
		String message = event.getStatusMessage() == null ? null : words.remove(event.getStatusMessage());
		if (message != null) statusService.showStatus(message);
	}
}
