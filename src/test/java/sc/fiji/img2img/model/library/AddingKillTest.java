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
package sc.fiji.img2img.model.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import sc.fiji.img2img.ChildJvm;
import sc.fiji.img2img.TestModels;
import sc.fiji.img2img.cli.Img2ImgApp;
import sc.fiji.img2img.model.ModelFolders;
import sc.fiji.img2img.model.download.FaultyServer;
import sc.fiji.img2img.model.download.Hub;
import sc.fiji.img2img.model.download.NoPatience;
import sc.fiji.img2img.model.download.TransferListener;
import sc.fiji.img2img.run.Cancellation;

/** A program that is killed while it adds or removes models leaves whole ones only, and the next one goes on. */
@Tag("slow")
class AddingKillTest {

	private static final int KILLS = Integer.getInteger("img2img.kills", 6);

	private static final String ADDED = "ada/cells,ada/stain";

	@TempDir
	private Path folder;

	private FaultyServer server;

	private Path models;

	@BeforeEach
	void start() throws IOException {
		models = folder.resolve("models");
		System.setProperty("img2img.models", models.toString());
		server = FaultyServer.start().withHub("ada/stain", "stain.safetensors", SmallFile.lora("x", "y".repeat(3_000_000)));
		server.withHub("ada/cells", TestModels.get("sd15"));
	}

	@AfterEach
	void stop() {
		System.clearProperty("img2img.models");
		server.close();
	}

	@Test
	void killedAdditionsAreWholeOrNotThere() throws IOException, InterruptedException {
		Random random = new Random(23);
		for (int kill = 0; kill < KILLS; kill++) {
			Process process = adding().with("-XX:TieredStopAtLevel=1").start();
			BufferedReader lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
			for (int line = random.nextInt(8); line >= 0; line--)
				assertTrue(lines.readLine() != null, "it ended by itself");
			for (int spin = random.nextInt(1 << 23); spin > 0; spin--)
				Thread.onSpinWait();
			process.destroyForcibly().waitFor();
			for (ModelFinding finding : ModelCheckup.of(ModelFolders.of()).check("", TransferListener.NONE, new Cancellation()))
				assertTrue(finding.isWhole(), finding.toString());
		}
		ModelInstaller installer = ModelInstaller.of(ModelFolders.of(), Hub.of(server.uri("").toString(), Map.of(),
			new NoPatience()));
		for (String model : ADDED.split(",")) {
			ModelOffer offer = installer.offer(model, "", new Cancellation());
			if (offer.present().isEmpty()) offer.accept(TransferListener.NONE, new Cancellation());
		}
		assertEquals(3, ModelLibrary.of(ModelFolders.of()).entries().size());
		String[] left = models.resolve(".img2img").resolve("parts").toFile().list((parts, name) -> !name.endsWith(".lock"));
		assertEquals(0, left.length, Arrays.toString(left));
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void aFullDiskIsNamedAndWhatCameIsKept() throws IOException, InterruptedException {
		ChildJvm.Ended ended = ChildJvm.of(EndlessAdding.class, server.uri(""), "ada/stain", "once").with(
			"-Dimg2img.models=" + models, "-XX:-UsePerfData").under("bash", "-c", "ulimit -f 1024; exec \"$@\"", "bash").run();
		assertNotEquals(0, ended.code);
		assertTrue(ended.text.contains("parts cannot be written to (File too large). 1.0 MB of 3.0 MB are kept"), ended.text);
		assertEquals(1 << 20, ModelStore.of(models).keptBytes());
		assertEquals(0, ChildJvm.of(EndlessAdding.class, server.uri(""), "ada/stain", "once").with("-Dimg2img.models=" +
			models).run().code);
		assertTrue(ModelLibrary.of(ModelFolders.of()).find("stain").card().isUsable());
	}

	@Test
	void whoeverEndsItKeepsWhatCame() throws IOException, InterruptedException {
		CountDownLatch half = new CountDownLatch(1);
		CountDownLatch end = new CountDownLatch(1);
		server.then((exchange, file, from) -> {
			exchange.sendResponseHeaders(200, file.length);
			exchange.getResponseBody().write(file, 0, 1 << 20);
			exchange.getResponseBody().flush();
			half.countDown();
			try {
				end.await();
			}
			catch (InterruptedException e) {
				Thread.currentThread().interrupt();
			}
		});
		Process process = ChildJvm.of(Img2ImgApp.class, "models", "add", "ada/stain", "--mirror", server.uri(""), "--yes").with(
			"-Dimg2img.models=" + models).start();
		half.await();
		process.destroy();
		process.waitFor();
		end.countDown();
		assertFalse(Files.exists(models.resolve("loras")));
		assertEquals(0, ChildJvm.of(EndlessAdding.class, server.uri(""), "ada/stain", "once").with("-Dimg2img.models=" +
			models).run().code);
		assertTrue(ModelLibrary.of(ModelFolders.of()).find("stain").card().isUsable());
	}

	private ChildJvm adding() {
		return ChildJvm.of(EndlessAdding.class, server.uri(""), ADDED).with("-Dimg2img.models=" + models);
	}
}
