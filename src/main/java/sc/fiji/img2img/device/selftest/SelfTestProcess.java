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
package sc.fiji.img2img.device.selftest;

import ai.onnxruntime.OrtEnvironment;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

import net.imglib2.RandomAccessibleInterval;

import org.scijava.util.DigestUtils;

import sc.fiji.img2img.device.provider.Candidate;
import sc.fiji.img2img.io.Programs;
import sc.fiji.img2img.io.ScratchFolder;
import sc.fiji.img2img.onnx.Telemetry;

/**
 * Tests all devices of a candidate in a Java process of its own, which a driver may crash, abort or hang.
 * <p>
 * The system property img2img.selftest.seconds sets the time that it has.
 * </p>
 */
final class SelfTestProcess {

	private static final long SECONDS = 60;

	private final Candidate candidate;

	private final boolean fast;

	private SelfTestProcess(Candidate candidate, boolean fast) {
		this.candidate = candidate;
		this.fast = fast;
	}

	/** The outcomes by device; at least one. */
	static List<SelfTestOutcome> run(Candidate candidate, boolean fast) {
		return new SelfTestProcess(candidate, fast).run();
	}

	// -- Helper methods --

	private List<SelfTestOutcome> run() {
		try (ScratchFolder folder = ScratchFolder.temporary("selftest")) {
			return run(folder.path());
		}
		catch (IOException e) {
			return List.of(failed(null, "the self-test of " + candidate.title() + " could not be started (" + e.getMessage() + ")", false));
		}
	}

	private List<SelfTestOutcome> run(Path folder) throws IOException {
		Path order = folder.resolve("order.json");
		JsonObject description = candidate.describe();
		description.addProperty("fast", fast);
		Files.writeString(order, description.toString());
		File report = folder.resolve("report.txt").toFile();
		ProcessBuilder builder = new ProcessBuilder(command(folder)).directory(folder.toFile()).redirectInput(order.toFile())
			.redirectOutput(report).redirectError(folder.resolve("messages.txt").toFile());
		builder.environment().put(Telemetry.OFF, "1");
		OptionalInt code = run(builder);
		// NB: drivers write lines in encodings of their own.
		String[] lines = new String(Files.readAllBytes(report.toPath()), StandardCharsets.UTF_8).split(
			"\\R");
		// NB: not fatal, since the machine may have been busy.
		if (code.isEmpty()) return read(lines, candidate.title() + " did not answer its self-test within " + limit() +
			" s and was ended; it is tested again after a day, or by Plugins > Img2Img Devices or \"devices test\"", false);
		return read(lines, "the self-test of " + candidate.title() + " ended " + ending(code.getAsInt()), code.getAsInt() != 0);
	}

	/** @param fault what to say of a device whose test was begun, but not done */
	private List<SelfTestOutcome> read(String[] lines, String fault, boolean fatal) {
		Gson gson = new Gson();
		List<SelfTestOutcome> outcomes = new ArrayList<>();
		SelfTestOutcome begun = null;
		for (String line : lines) {
			if (line.startsWith(SelfTestMain.BEGUN)) begun = read(gson, line.substring(SelfTestMain.BEGUN.length()));
			SelfTestOutcome done = line.startsWith(SelfTestMain.DONE) ? read(gson, line.substring(SelfTestMain.DONE.length()))
				: null;
			if (done == null) continue;
			outcomes.add(done);
			begun = null;
		}
		if (begun != null || outcomes.isEmpty()) outcomes.add(failed(begun, fault, fatal));
		return outcomes;
	}

	/** NB: drivers may write into the middle of a line. */
	private static SelfTestOutcome read(Gson gson, String text) {
		try {
			SelfTestOutcome outcome = gson.fromJson(text, SelfTestOutcome.class);
			return outcome != null && outcome.isWhole() ? outcome : null;
		}
		catch (JsonParseException e) {
			return null;
		}
	}

	private SelfTestOutcome failed(SelfTestOutcome begun, String fault, boolean fatal) {
		SelfTestOutcome outcome = begun == null ? new SelfTest(candidate, fast).begin(0, null) : begun;
		outcome.fault = fault;
		outcome.fatal = fatal;
		return outcome;
	}

	private static List<String> command(Path folder) throws IOException {
		Path java = Path.of(System.getProperty("java.home"), "bin", File.separatorChar == '\\' ? "java.exe" : "java");
		List<String> command = new ArrayList<>(List.of(java.toString(), "-Xmx512m", "-Djava.awt.headless=true",
			"-XX:-UsePerfData", "-XX:-CreateCoredumpOnCrash", "-XX:ErrorFile=" + folder.resolve("crash.txt"), "-Djava.io.tmpdir=" + folder));
		String natives = System.getProperty("onnxruntime.native.path");
		if (natives != null) command.add("-Donnxruntime.native.path=" + Path.of(natives).toAbsolutePath());
		command.addAll(List.of("-cp", classPath(), SelfTestMain.class.getName()));
		return command;
	}

	/** NB: in Fiji, classes come from loaders that the property java.class.path does not know. One class of each library. */
	private static String classPath() throws IOException {
		Set<String> places = new LinkedHashSet<>();
		for (Class<?> type : List.of(SelfTestMain.class, OrtEnvironment.class, Gson.class,
			RandomAccessibleInterval.class, DigestUtils.class))
		{
			try {
				places.add(Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString());
			}
			catch (URISyntaxException | RuntimeException e) {
				throw new IOException("the file that " + type.getName() + " came from is not known", e);
			}
		}
		return String.join(File.pathSeparator, places);
	}

	/** The exit code; empty where the process had to be ended, or nobody waits for it any more. */
	private static OptionalInt run(ProcessBuilder builder) throws IOException {
		try {
			return Programs.run(builder, limit());
		}
		catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			return OptionalInt.empty();
		}
	}

	private static long limit() {
		return Long.getLong("img2img.selftest.seconds", SECONDS);
	}

	private static String ending(int code) {
		if (code == 0) return "without a result";
		return "with exit code " + code + (code == 134 ? " (it aborted)" : code == 139 ? " (it crashed)" : "");
	}
}
