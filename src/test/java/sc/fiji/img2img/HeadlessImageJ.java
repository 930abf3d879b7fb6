package sc.fiji.img2img;

import net.imagej.patcher.LegacyInjector;

import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/** Prepares ImageJ for macros without a screen, as Fiji does; before any test has loaded its classes. */
public final class HeadlessImageJ implements LauncherSessionListener {

	@Override
	public void launcherSessionOpened(LauncherSession session) {
		LegacyInjector.preinit();
	}
}
