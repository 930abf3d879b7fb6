package sc.fiji.img2img.command;

import ij.IJ;

import java.util.concurrent.atomic.AtomicBoolean;

import net.imagej.patcher.EssentialLegacyHooks;
import net.imagej.patcher.LegacyHooks;
import net.imagej.patcher.LegacyInjector;

/** Reads ImageJ's status bar until it is closed, and acts at the first text that is waited for. */
final class Status extends EssentialLegacyHooks implements AutoCloseable {

	private final String part;

	private final Runnable action;

	private final AtomicBoolean heard = new AtomicBoolean();

	private final LegacyHooks before;

	private Status(String part, Runnable action) {
		this.part = part;
		this.action = action;
		before = LegacyInjector.installHooks(IJ.class.getClassLoader(), this);
	}

	/** Runs an action within the call that shows a text with that part. */
	static Status at(String part, Runnable action) {
		return new Status(part, action);
	}

	@Override
	public void showStatus(String status) {
		if (status.contains(part) && heard.compareAndSet(false, true)) action.run();
	}

	@Override
	public void close() {
		LegacyInjector.installHooks(IJ.class.getClassLoader(), before);
	}
}
