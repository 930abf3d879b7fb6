package sc.fiji.img2img.command;

import java.io.IOException;
import java.io.UncheckedIOException;

import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import sc.fiji.img2img.device.DeviceList;

/**
 * The devices for scripts: {@code command.run(Img2ImgDevices.class, true, "install", "webgpu", "yes", true)}.
 * <p>
 * It has no place in the menu, where {@link Img2ImgDevices_} is. Fails with an exception that says why.
 * </p>
 */
@Plugin(type = Command.class, label = "Img2Img Devices", headless = true, visible = false)
public final class Img2ImgDevices implements Command {

	private static final String ALL = "all";

	@Parameter(required = false, persist = false, description = "A device to install, such as webgpu.")
	private String install = "";

	@Parameter(required = false, persist = false, description = "A wheel, nupkg or zip file or library to install from.")
	private String add = "";

	@Parameter(required = false, persist = false, description = "A device to remove.")
	private String remove = "";

	@Parameter(required = false, persist = false, description = "A device to test, or " + ALL + ".")
	private String test = "";

	@Parameter(required = false, persist = false, description = "Agree to the size and the licence of what is installed.")
	private boolean yes;

	@Parameter(type = ItemIO.OUTPUT, description = "The outcome, or the list of devices.")
	private String report = "";

	@Override
	public void run() {
		StringBuilder lines = new StringBuilder();
		DevicesRun devices = DevicesRun.of(line -> lines.append(line).append('\n'), offer -> {
			if (yes) return true;
			throw new IllegalArgumentException("Installing " + offer.description() + " needs your consent: set yes, if you " +
				"agree to this. " + String.join(" ", offer.terms()));
		});
		try {
			run(devices, DevicesOptions.REMOVE, remove);
			run(devices, DevicesOptions.INSTALL, install);
			run(devices, DevicesOptions.ADD, add);
			if (ALL.equals(test)) devices.run(DevicesOptions.TEST, "");
			else run(devices, DevicesOptions.TEST, test);
		}
		catch (IOException e) {
			throw new UncheckedIOException(e.getMessage(), e);
		}
		report = lines.length() == 0 ? DeviceList.here().toString() : lines.toString();
	}

	private static void run(DevicesRun devices, String action, String value) throws IOException {
		if (value != null && !value.isBlank()) devices.run(action, value);
	}
}
