package sc.fiji.img2img.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;

import sc.fiji.img2img.command.InfoReading;

/** Texts that images bring along in their Info, as Again and image viewers read them. */
final class InfoTarget implements Target {

	private String text;

	@Override
	public String name() {
		return "info";
	}

	@Override
	public void prepare(Path folder) throws Exception {
		text = InfoReading.example();
	}

	@Override
	public void read(Random random, Kept kept) throws Exception {
		byte[] bytes = Damage.text(text.getBytes(StandardCharsets.UTF_8), random);
		kept.keep("info.txt", bytes);
		InfoReading.read(new String(bytes, StandardCharsets.UTF_8));
	}

	@Override
	public void restore() throws IOException {
		// NB: nothing is written.
	}
}
