package sc.fiji.img2img.command;

import ij.IJ;
import ij.Macro;
import ij.plugin.PlugIn;

import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.util.Map;

/**
 * Plugins &gt; Img2Img Devices: lists, installs, removes and tests what can run models.
 * <p>
 * With options, as in {@code run("Img2Img Devices", "install=webgpu yes")}, there is no dialog; {@code yes} agrees to size
 * and licence. What goes wrong ends the macro.
 * </p>
 */
public final class Img2ImgDevices_ implements PlugIn {

	private final Caller caller = new Caller();

	@Override
	public void run(String argument) {
		boolean isMacro = caller.isMacro() || caller.options() != null;
		try {
			if (!isMacro && !GraphicsEnvironment.isHeadless()) DevicesDialog.show();
			else run(DevicesOptions.read(caller.options() == null ? "" : caller.options()));
		}
		catch (IOException | RuntimeException e) {
			if (Macro.MACRO_CANCELED.equals(e.getMessage())) throw (RuntimeException) e;
			Recording.forget();
			Failure.report(e, isMacro);
		}
	}

	private static void run(Map<String, String> values) throws IOException {
		DevicesRun devices = DevicesRun.of(IJ::log, offer -> {
			if (values.containsKey(DevicesOptions.YES)) return true;
			throw new IllegalArgumentException("Installing " + offer.description() + " needs your consent: add the word yes, if " +
				"you agree to this. " + String.join(" ", offer.terms()));
		});
		for (Map.Entry<String, String> value : values.entrySet())
			if (!value.getKey().equals(DevicesOptions.YES)) devices.run(value.getKey(), value.getValue());
		if (values.isEmpty()) devices.run(DevicesOptions.LIST, "");
	}
}
