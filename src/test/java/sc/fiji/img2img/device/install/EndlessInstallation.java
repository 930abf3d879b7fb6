package sc.fiji.img2img.device.install;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Installs and removes a provider again and again, and prints a line before each; a program of its own, to be killed. */
final class EndlessInstallation {

	private EndlessInstallation() {}

	/** The arguments are the wheel and the devices directory. */
	public static void main(String... arguments) throws IOException {
		Path wheel = Path.of(arguments[0]);
		InstalledPlugins installed = InstalledPlugins.of(Path.of(arguments[1]), SmallProvider.knowing(wheel));
		InstallFolder.of(installed.directory()).sweep(List.of("small"));
		PluginInstaller installer = PluginInstaller.of(installed, InstallFolder.of(installed.directory()),
			NativePlatform.LINUX_X64, "1.28.0", WheelDownload.of(List.of()));
		while (true) {
			System.out.println("install");
			installer.offer(wheel).accept(line -> {});
			System.out.println("remove");
			installer.remove("small");
		}
	}
}
