/*-
 * #%L
 * Image to image with latent diffusion models, for ImageJ and Fiji.
 * %%
 * Copyright (C) 2026 Img2Img developers.
 * %%
 * Redistribution and use in source and binary forms, with or without
 * modification, are permitted provided that the following conditions are met:
 *
 * 1. Redistributions of source code must retain the above copyright notice,
 *    this list of conditions and the following disclaimer.
 * 2. Redistributions in binary form must reproduce the above copyright notice,
 *    this list of conditions and the following disclaimer in the documentation
 *    and/or other materials provided with the distribution.
 *
 * THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS"
 * AND ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE
 * IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE
 * ARE DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDERS OR CONTRIBUTORS BE
 * LIABLE FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR
 * CONSEQUENTIAL DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF
 * SUBSTITUTE GOODS OR SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS
 * INTERRUPTION) HOWEVER CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN
 * CONTRACT, STRICT LIABILITY, OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE)
 * ARISING IN ANY WAY OUT OF THE USE OF THIS SOFTWARE, EVEN IF ADVISED OF THE
 * POSSIBILITY OF SUCH DAMAGE.
 * #L%
 */
package sc.fiji.img2img.fuzz;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import sc.fiji.img2img.io.Excerpt;
import sc.fiji.img2img.run.InferenceException;

/**
 * Has the program read damaged inputs, one after the other, and prints a line when each begins and a line for each that
 * ends in anything but a picture or a clear sentence. A process of its own, since some of what may happen ends it.
 */
public final class FuzzWorker {

	/** What a line begins with when an input begins. */
	static final String BEGINS = "BEGINS ";

	/** What a line begins with that says what went wrong. */
	static final String FAULT = "FAULT ";

	static final int HANGING = 3;

	private static final List<Target> TARGETS = List.of(new ModelTarget(), new GraphTarget(), new ModelTarget(),
		new LoraTarget(), new GraphTarget(), new TokenizerTarget(), new ImageTarget(), new InfoTarget(), new WheelTarget());

	private final PrintStream out;

	private final Path keep;

	private final Map<String, byte[]> damaged = new LinkedHashMap<>();

	private String input = "";

	private FuzzWorker(PrintStream out, Path keep) {
		this.out = out;
		this.keep = keep;
	}

	/** @param arguments seed, first input, end, working folder, folder for inputs that go wrong */
	public static void main(String... arguments) throws Exception {
		PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8.name());
		// NB: some of ImageJ's readers print.
		System.setOut(new PrintStream(PrintStream.nullOutputStream()));
		new FuzzWorker(out, Path.of(arguments[4])).run(Long.parseLong(arguments[0]), Integer.parseInt(arguments[1]), Integer
			.parseInt(arguments[2]), Path.of(arguments[3]));
		out.flush();
		System.exit(0);
	}

	private void run(long seed, int first, int end, Path work) throws Exception {
		for (int i = 0; i < TARGETS.size(); i++)
			TARGETS.get(i).prepare(Files.createDirectories(work.resolve("target" + i)));
		Watchdog watchdog = Watchdog.of(Thread.currentThread(), place -> {
			report("takes more than 5 s, at " + place);
			Runtime.getRuntime().halt(HANGING);
		});
		Set<String> files = files(work);
		for (int i = first; i < end; i++) {
			Target target = TARGETS.get(i % TARGETS.size());
			input = i + " " + target.name();
			damaged.clear();
			out.println(BEGINS + input);
			watchdog.begin();
			String fault = read(target, random(seed, i));
			watchdog.end();
			target.restore();
			Set<String> left = files(work);
			left.removeAll(files);
			if (!fault.isEmpty()) report(fault);
			if (!left.isEmpty()) {
				report("leaves behind " + left);
				files.addAll(left);
			}
		}
	}

	/** NB: the first numbers of generators whose seeds follow each other are much the same. */
	private static Random random(long seed, int input) {
		return new Random(new SplittableRandom(seed * 1_000_003 + input).nextLong());
	}

	/** What went wrong; empty if it was a picture or a clear sentence. */
	private String read(Target target, Random random) {
		try {
			target.read(random, damaged::put);
			return "";
		}
		catch (IOException | IllegalArgumentException | InferenceException e) {
			String fault = ClearSentence.fault(e.getMessage() == null ? null : Excerpt.sentence(e.getMessage()));
			return fault.isEmpty() ? "" : "has " + fault + ": " + describe(e);
		}
		catch (Throwable e) {
			return "is no sentence: " + describe(e);
		}
	}

	private void report(String fault) {
		out.println(FAULT + input + " " + fault);
		out.flush();
		try {
			Files.createDirectories(keep);
			for (Map.Entry<String, byte[]> file : damaged.entrySet())
				Files.write(keep.resolve(input.replace(' ', '-') + "-" + file.getKey().replace('/', '_')), file.getValue());
		}
		catch (IOException e) {
			out.println(FAULT + input + " cannot be kept: " + e);
		}
	}

	private static String describe(Throwable e) {
		String place = Stream.of(e.getStackTrace()).filter(frame -> frame.getClassName().startsWith("sc.fiji")).limit(2).map(
			frame -> frame.getFileName() + ":" + frame.getLineNumber()).collect(Collectors.joining(" < "));
		String text = e.getClass().getSimpleName() + ": " + e.getMessage();
		return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8).replaceAll("\\R", " | ") + " @ " + place;
	}

	private static Set<String> files(Path folder) throws IOException {
		try (Stream<Path> walk = Files.walk(folder)) {
			return walk.map(Path::toString).collect(Collectors.toCollection(TreeSet::new));
		}
	}
}
