package sc.fiji.img2img.fuzz;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;

import sc.fiji.img2img.device.install.WheelReading;

/** Packages of device providers, up to their installation. */
final class WheelTarget implements Target {

	private ChangedFiles files;

	private WheelReading reading;

	@Override
	public String name() {
		return "wheel";
	}

	@Override
	public void prepare(Path folder) throws Exception {
		files = new ChangedFiles(folder);
		reading = WheelReading.in(folder);
		reading.install(reading.wheel());
		reading.remove();
	}

	@Override
	public void read(Random random, Kept kept) throws Exception {
		byte[] bytes = random.nextBoolean() ? Damage.bytes(files.read(reading.wheel().getFileName().toString()), random)
			: reading.made(random);
		String name = reading.name(random);
		kept.keep(name, bytes);
		try {
			reading.install(files.write(name, bytes));
		}
		finally {
			reading.remove();
		}
	}

	@Override
	public void restore() throws IOException {
		files.restore();
	}
}
