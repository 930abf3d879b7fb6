package sc.fiji.img2img.device.install;

import java.io.IOException;
import java.util.Optional;

/** The terms that a plugin provider comes under. Immutable. */
public final class PluginLicense {

	private final String name;

	private final String url;

	private final boolean free;

	private PluginLicense(String name, String url, boolean free) {
		this.name = name;
		this.url = url;
		this.free = free;
	}

	static PluginLicense of(PluginJson json) throws IOException {
		return new PluginLicense(json.text("name"), json.text("url", null), json.flag("free", false));
	}

	/** Its name, such as MIT. */
	public String name() {
		return name;
	}

	/** Where it can be read. */
	public Optional<String> url() {
		return Optional.ofNullable(url);
	}

	/** Whether it is a free one; others must be agreed to in so many words. */
	public boolean isFree() {
		return free;
	}

	@Override
	public String toString() {
		return name + (url == null ? "" : " (" + url + ")");
	}
}
