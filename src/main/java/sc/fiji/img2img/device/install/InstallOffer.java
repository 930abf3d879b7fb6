package sc.fiji.img2img.device.install;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A plugin provider that can be installed, once the user agrees. */
public interface InstallOffer {

	/** What will be installed. */
	PluginDescription description();

	/** The installation that makes this one needless: the same version from the same file. */
	Optional<InstalledPlugin> present();

	/** What the user is to know and agree to: what it is, its size and licence, and warnings; a sentence or two a line. */
	List<String> terms();

	/**
	 * Installs it.
	 *
	 * @param progress is told what is being done
	 * @throws IOException if it cannot be had, is not what it should be, or cannot be written; the message says what to do
	 *           about it, and nothing is left behind
	 */
	InstalledPlugin accept(Consumer<String> progress) throws IOException;
}
