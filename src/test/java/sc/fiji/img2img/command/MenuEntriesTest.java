package sc.fiji.img2img.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.scijava.Context;
import org.scijava.MenuPath;
import org.scijava.command.Command;
import org.scijava.command.CommandInfo;
import org.scijava.module.ModuleInfo;
import org.scijava.module.ModuleService;

/** Fiji offers each thing to do once. */
class MenuEntriesTest {

	private final Context context = new Context(MenuEntries.class);

	private final ModuleService modules = context.service(ModuleService.class);

	@AfterEach
	void end() {
		context.dispose();
	}

	@Test
	void plainEntriesGoWhereThereAreCommands() {
		modules.addModules(List.of(plain("Img2Img"), plain("Img2Img Grid"), plain("Img2Img Again"), new Plain("Img2Img",
			"legacy:another.Plugin_")));
		assertEquals(List.of("command:" + Img2ImgCommand.class.getName(), "legacy:another.Plugin_"), offered("Img2Img"));
		assertEquals(List.of("command:" + Img2ImgGridCommand.class.getName()), offered("Img2Img Grid"));
		assertEquals(List.of("legacy:" + Img2Img_.class.getName()), offered("Img2Img Again"));
	}

	@Test
	void theDialogsOwnersAreFoundFirst() {
		modules.addModule(plain("Img2Img Again"));
		List<String> names = modules.getModules().stream().filter(info -> info.isVisible() && info.getMenuPath() != null && info
			.getMenuPath().getMenuString().contains("Img2Img")).map(ModuleInfo::getTitle).collect(Collectors.toList());
		assertEquals(List.of("Img2Img", "Img2Img Grid", "Img2Img Again"), names);
	}

	private List<String> offered(String label) {
		return modules.getModules().stream().filter(info -> info.getMenuPath() != null && info.getMenuPath().getMenuString()
			.equals("Plugins > " + label)).map(ModuleInfo::getIdentifier).sorted().collect(Collectors.toList());
	}

	private static Plain plain(String label) {
		return new Plain(label, "legacy:" + Img2Img_.class.getName());
	}

	/** What imagej-legacy makes of an entry of plain ImageJ. */
	private static final class Plain extends CommandInfo {

		private final String identifier;

		Plain(String label, String identifier) {
			super(Nothing.class);
			this.identifier = identifier;
			setMenuPath(new MenuPath("Plugins > " + label));
		}

		@Override
		public String getIdentifier() {
			return identifier;
		}
	}

	/** Does nothing. */
	public static final class Nothing implements Command {

		@Override
		public void run() {}
	}
}
