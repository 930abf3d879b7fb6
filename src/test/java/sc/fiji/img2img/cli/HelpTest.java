package sc.fiji.img2img.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;

import org.junit.jupiter.api.Test;

import picocli.CommandLine;

import sc.fiji.img2img.Img2ImgSettings;
import sc.fiji.img2img.Setting;

/** The command line's help. */
class HelpTest {

	@Test
	void eachSettingIsAnOptionWithItsHelp() {
		String help = new CommandLine(new Img2ImgCommandLine(new PrintWriter(new StringWriter())).spec()).getUsageMessage()
			.replaceAll("\\s+", " ");
		for (Setting<?> setting : Img2ImgSettings.all()) {
			assertTrue(help.contains(" --" + setting.key() + (setting.type() == Boolean.class ? " " : "=")), setting.key());
			assertTrue(help.contains(setting.help()), setting.key());
		}
	}
}
