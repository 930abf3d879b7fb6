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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sc.fiji.img2img.TestModels;
import sc.fiji.img2img.model.ModelFinder;
import sc.fiji.img2img.model.ModelFolders;
import sc.fiji.img2img.model.SmallVae;
import sc.fiji.img2img.model.download.FaultyServer;
import sc.fiji.img2img.model.download.Hub;
import sc.fiji.img2img.model.download.NoPatience;
import sc.fiji.img2img.model.download.TransferListener;
import sc.fiji.img2img.run.Cancellation;
import sc.fiji.img2img.tensor.file.SafeTensorsFile;

/** What is added is whole, where it belongs, and remembered; what is of no use is not there. */
class ModelInstallerTest {

	private static final byte[] LORA = SmallFile.lora("modelspec.trigger_phrase", "stained tissue");

	@TempDir
	private Path folder;

	private Path models;

	private FaultyServer server;

	private Path original;

	@BeforeEach
	void start() throws IOException {
		models = folder.resolve("models");
		System.setProperty("img2img.models", models.toString());
		server = FaultyServer.start().withHub("ada/stain", "pytorch_lora_weights.safetensors", LORA);
		original = TestModels.get("sd15");
		server.withHub("ada/cells", original);
	}

	@AfterEach
	void stop() {
		System.clearProperty("img2img.models");
		server.close();
	}

	@Test
	void aLoraOfTheHubIsNamedByItsRepositoryAndLiesWithTheOthers() throws IOException {
		ModelOffer offer = offer("ada/stain");
		assertTrue(offer.terms().stream().anyMatch(line -> line.startsWith("Licence: mit (http://127.0.0.1")), offer.terms()
			.toString());
		assertTrue(offer.terms().get(0).contains("Download: 1 kB from 127.0.0.1/ada/stain"), offer.terms().toString());
		Path place = accept(offer);
		assertEquals(models.resolve("loras").resolve("stain.safetensors"), place);
		assertArrayEquals(LORA, Files.readAllBytes(place));
		assertEquals(place, offer("ada/stain").present().orElseThrow());
		assertTrue(ModelLibrary.of(ModelFolders.of()).toString().matches("(?s).*\nstain +LoRA +1 kB +mit .*"));
		assertOnly("loras", "records");
	}

	@Test
	void aTinyVaeIsFoundByItsName() throws IOException {
		Path tiny = new SafeTensorsFile().put("encoder.layers.0.weight", new double[4 * 3 * 9], 4, 3, 3, 3).put(
			"decoder.layers.0.weight", new double[4 * 4 * 9], 4, 4, 3, 3).write(folder.resolve("tiny"));
		server.withHub("ada/taesd", "diffusion_pytorch_model.safetensors", Files.readAllBytes(tiny));
		Path place = accept(offer("ada/taesd"));
		assertEquals(models.resolve("vae").resolve("taesd.safetensors"), place);
		assertEquals(place, SmallVae.find(ModelFinder.of().open(original.toString()), "taesd").orElseThrow());
		assertEquals(List.of("taesd"), ModelLibrary.of(ModelFolders.of()).vaes());
		String message = assertThrows(IOException.class, () -> ModelFinder.of().open(original.toString(), "taesd"))
			.getMessage();
		assertTrue(message.contains("with its own VAE"), message);
	}

	@Test
	void aFolderOfTheHubIsAModel() throws IOException {
		Path place = accept(offer("ada/cells@main"));
		assertEquals(models.resolve("cells"), place);
		assertEquals("cells", ModelFinder.of().open("cells").name());
		assertTrue(ModelCard.of(place).isUsable());
		for (String file : new String[] { "unet/model.onnx", "model_index.json", "tokenizer/vocab.json",
			"scheduler/scheduler_config.json" })
			assertArrayEquals(Files.readAllBytes(original.resolve(file)), Files.readAllBytes(place.resolve(file)));
		assertFalse(Files.exists(place.resolve("golden.safetensors")));
		assertOnly("cells", "records");
	}

	@Test
	void anAddressOfTheHubIsItsModel() throws IOException {
		Path place = accept(offer(server.uri("/ada/stain/blob/main/pytorch_lora_weights.safetensors").toString()));
		assertEquals("stain.safetensors", place.getFileName().toString());
		server.with("/files/Own stain.safetensors", LORA);
		Path other = accept(offer(server.uri("/files/Own%20stain.safetensors").toString()));
		assertEquals("Own stain.safetensors", other.getFileName().toString());
	}

	@Test
	void aDownloadThatBrokeIsGoneOnWith() throws IOException {
		byte[] big = Arrays.copyOf(LORA, LORA.length);
		server.withHub("ada/stain", "pytorch_lora_weights.safetensors", big);
		server.then(cut(100), cut(1), cut(0), cut(0));
		ModelOffer offer = offer("ada/stain");
		String message = assertThrows(IOException.class, () -> accept(offer)).getMessage();
		assertTrue(message.contains("are kept, and the same command goes on from there"), message);
		assertFalse(Files.exists(models.resolve("loras")));
		assertTrue(ModelLibrary.of(ModelFolders.of()).toString().contains("are kept of downloads that did not end"));
		ModelOffer again = offer("ada/stain");
		assertTrue(again.terms().toString().contains("1 kB of it are here from an earlier try"), again.terms().toString());
		assertArrayEquals(LORA, Files.readAllBytes(accept(again)));
	}

	@Test
	void aFolderThatBrokeKeepsTheFilesThatCame() throws IOException {
		for (int i = 0; i < 4; i++)
			server.then((exchange, file, from) -> {
				exchange.getResponseHeaders().set("Content-Type", "application/json");
				exchange.sendResponseHeaders(200, file.length);
				exchange.getResponseBody().write(file);
			});
		for (int i = 0; i < 3; i++)
			server.then(cut(0));
		ModelOffer offer = offer("ada/cells");
		assertThrows(IOException.class, () -> accept(offer));
		assertFalse(Files.exists(models.resolve("cells")));
		int before = server.requests().size();
		accept(offer("ada/cells"));
		List<String> requests = server.requests();
		long files = requests.subList(before, requests.size()).stream().filter(request -> !request.startsWith("/api")).count();
		try (Stream<Path> all = Files.walk(models.resolve("cells"))) {
			assertEquals(all.filter(Files::isRegularFile).count() - 4, files, requests.toString());
		}
	}

	@Test
	void whatIsNoModelIsNotAdded() throws IOException {
		byte[] page = "<!doctype html><p>".getBytes(StandardCharsets.UTF_8);
		server.withHub("ada/page", "model.safetensors", page);
		ModelOffer offer = offer("ada/page");
		String message = assertThrows(IOException.class, () -> accept(offer)).getMessage();
		assertTrue(message.contains("was not added") && message.contains("web page") && !message.contains(".part"), message);
		assertOnly();
		String absent = assertThrows(IOException.class, () -> offer("ada/absent")).getMessage();
		assertTrue(absent.contains("There is no model ada/absent on 127.0.0.1"), absent);
		assertTrue(assertThrows(IOException.class, () -> offer("nothing at all")).getMessage().contains("sd-turbo"));
	}

	@Test
	void largeModelsOfOtherKindsAreNamedBeforeTheyAreGot() {
		server.withHub("ada/flux", "flux.safetensors", SmallFile.large("double_blocks.0.img_attn.qkv.weight", 30_000_000));
		String message = assertThrows(IOException.class, () -> offer("ada/flux")).getMessage();
		assertTrue(message.startsWith("flux.safetensors is a Flux model; only Stable Diffusion"), message);
		assertEquals(3, server.requests().size(), server.requests().toString());
		server.with("/x/model.ckpt", new byte[5]);
		String pickle = assertThrows(IOException.class, () -> offer(server.uri("/x/model.ckpt").toString())).getMessage();
		assertTrue(pickle.startsWith("model.ckpt is no .safetensors file: pickles"), pickle);
		server.withHub("ada/other", "other.safetensors", SmallFile.large("something.weight", 30_000_000));
		String other = assertThrows(IOException.class, () -> accept(offer("ada/other"))).getMessage();
		assertTrue(other.contains("was not added"), other);
	}

	@Test
	void oneOfSeveralFilesHasToBeNamed() throws IOException {
		server.withHub("ada/many", "a.safetensors", LORA).withHub("ada/many", "b.safetensors", LORA);
		String message = assertThrows(IOException.class, () -> offer("ada/many")).getMessage();
		assertTrue(message.contains("ada/many:a.safetensors") && message.contains("a.safetensors, b.safetensors"), message);
		assertEquals("b.safetensors", accept(offer("ada/many:b.safetensors")).getFileName().toString());
		assertThrows(IOException.class, () -> offer("ada/many:c.safetensors"));
	}

	@Test
	void filesAndFoldersAreCopied() throws IOException {
		Path file = SmallFile.write(folder.resolve("my stain.safetensors"), LORA);
		assertEquals(models.resolve("loras").resolve("my stain.safetensors"), accept(offer(file.toString())));
		assertTrue(Files.exists(file));
		assertEquals(models.resolve("own"), accept(installer().offer(original.toString(), "own", new Cancellation())));
		assertTrue(ModelCard.of(models.resolve("own")).isUsable());
		assertEquals(models.resolve("own"), offer(models.resolve("own").toString()).present().orElseThrow());
		Files.write(folder.resolve("my stain.safetensors"), SmallFile.lora("modelspec.title", "another"));
		String taken = assertThrows(IOException.class, () -> offer(file.toString())).getMessage();
		assertTrue(taken.contains("There is another my stain"), taken);
		assertThrows(IllegalArgumentException.class, () -> installer().offer(file.toString(), "../x", new Cancellation()));
		Path flux = SmallFile.write(folder.resolve("page.safetensors"), "<html>".getBytes(StandardCharsets.UTF_8));
		assertTrue(assertThrows(IOException.class, () -> offer(flux.toString())).getMessage().contains("web page"));
		assertOnly("loras", "own", "records");
	}

	@Test
	void zipFilesAreUnpackedAndStayWithin() throws IOException {
		Path zip = zip("packed.zip", Map.of("__MACOSX/x", new byte[1], "folder/stain.safetensors", LORA));
		assertEquals(models.resolve("loras").resolve("packed.safetensors"), accept(offer(zip.toString())));
		for (String evil : new String[] { "../../evil.safetensors", "/evil.safetensors", "C:\\evil.safetensors" }) {
			Path bad = zip("bad.zip", Map.of(evil, LORA));
			ModelOffer offer = offer(bad.toString());
			String message = assertThrows(IOException.class, () -> accept(offer)).getMessage();
			assertTrue(message.contains("leads out of the folder"), message);
		}
		Path two = zip("two.zip", Map.of("a.safetensors", LORA, "b.safetensors", LORA));
		ModelOffer offer = offer(two.toString());
		assertTrue(assertThrows(IOException.class, () -> accept(offer)).getMessage().contains("holds several"));
		Path bomb = zip("bomb.zip", Map.of("a.safetensors", new byte[64 << 20]));
		ModelOffer huge = offer(bomb.toString());
		assertTrue(assertThrows(IOException.class, () -> accept(huge)).getMessage().contains("far more than a model has"));
		Files.write(zip, Arrays.copyOf(Files.readAllBytes(zip), 100));
		ModelOffer cut = offer(zip.toString());
		assertTrue(assertThrows(IOException.class, () -> accept(cut)).getMessage().contains("no complete zip file"));
		assertFalse(Files.exists(folder.resolve("evil.safetensors")));
		assertOnly("loras", "records");
	}

	@Test
	void zipFilesOfTheWebAreUnpacked() throws IOException {
		server.with("/x/packed.zip", Files.readAllBytes(zip("web.zip", Map.of("stain.safetensors", LORA))));
		assertEquals("packed.safetensors", accept(offer(server.uri("/x/packed.zip").toString())).getFileName().toString());
		assertOnly("loras", "records");
	}

	@Test
	void brokenFilesAreFoundAndMended() throws IOException {
		Path stain = accept(offer("ada/stain"));
		Path cells = accept(offer("ada/cells"));
		Path own = SmallFile.write(models.resolve("own.safetensors"), "gone wrong".getBytes(StandardCharsets.UTF_8));
		List<ModelFinding> findings = check("");
		assertEquals(List.of(true, true, true, false), findings.stream().sorted((a, b) -> Boolean.compare(b.isWhole(), a
			.isWhole())).map(ModelFinding::isWhole).collect(Collectors.toList()));
		Files.write(stain, new byte[LORA.length]);
		Files.delete(cells.resolve("unet").resolve("model.onnx"));
		assertFalse(check("stain").get(0).isWhole());
		assertTrue(check("cells").get(0).toString().contains("missing: unet/model.onnx"), check("cells").toString());
		for (ModelFinding finding : check(""))
			if (finding.canBeMended()) finding.mend(hub(), TransferListener.NONE, new Cancellation());
		assertArrayEquals(LORA, Files.readAllBytes(stain));
		assertTrue(check("cells").get(0).isWhole());
		assertFalse(check("own").get(0).canBeMended());
		assertTrue(Files.exists(own));
	}

	@Test
	void whatIsRemovedIsForgotten() throws IOException {
		Path cells = accept(offer("ada/cells"));
		ModelLibrary library = ModelLibrary.of(ModelFolders.of());
		installer().remove(library.find("cells"));
		assertFalse(Files.exists(cells));
		assertThrows(IOException.class, () -> library.find("cells"));
		assertTrue(offer("ada/cells").present().isEmpty());
		LibraryEntry embedded = library.find("microscopy");
		assertTrue(assertThrows(IOException.class, () -> installer().remove(embedded)).getMessage().contains(
			"comes with the program"));
	}

	@Test
	void knownModelsAreWellFormedAndHeldAgainstWhatIsKnown() throws IOException {
		assertTrue(KnownModels.get().toString().contains("sd-turbo"));
		assertTrue(KnownModels.get().all().stream().allMatch(model -> model.size().isPresent() || model.sha256().isEmpty()));
		KnownModels own = KnownModels.parse("test", "{\"models\":[{\"name\":\"pink\",\"hub\":\"ada/stain\",\"kind\":\"LoRA\"," +
			"\"license\":\"MIT\",\"use\":\"Pink.\",\"size\":" + LORA.length + ",\"sha256\":\"" + "0".repeat(64) + "\"}]}");
		ModelOffer offer = ModelInstaller.of(ModelFolders.of(), hub(), own).offer("Pink", "", new Cancellation());
		assertTrue(offer.terms().get(0).equals("pink: LoRA. Pink."), offer.terms().toString());
		String message = assertThrows(IOException.class, () -> accept(offer)).getMessage();
		assertTrue(message.contains("where it should be 0000"), message);
	}

	private static FaultyServer.Fault cut(int bytes) {
		return (exchange, file, from) -> {
			exchange.sendResponseHeaders(from > 0 ? 503 : 200, from > 0 ? -1 : file.length);
			if (from == 0) exchange.getResponseBody().write(file, 0, bytes);
			throw new IOException("cut");
		};
	}

	private ModelInstaller installer() {
		return ModelInstaller.of(ModelFolders.of(), hub());
	}

	private Hub hub() {
		return Hub.of(server.uri("").toString(), Map.of("HF_TOKEN", "hf_secret"), new NoPatience());
	}

	private ModelOffer offer(String what) throws IOException {
		return installer().offer(what, "", new Cancellation());
	}

	private static Path accept(ModelOffer offer) throws IOException {
		return offer.accept(TransferListener.NONE, new Cancellation());
	}

	private static List<ModelFinding> check(String name) throws IOException {
		return ModelCheckup.of(ModelFolders.of()).check(name, TransferListener.NONE, new Cancellation());
	}

	private Path zip(String name, Map<String, byte[]> contents) throws IOException {
		Path file = folder.resolve(name);
		try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
			for (Map.Entry<String, byte[]> entry : contents.entrySet()) {
				zip.putNextEntry(new ZipEntry(entry.getKey()));
				zip.write(entry.getValue());
			}
		}
		return file;
	}

	/** What lies in the folder of models, but for empty folders of ours. */
	private void assertOnly(String... names) throws IOException {
		try (Stream<Path> files = Files.walk(models)) {
			List<String> found = files.filter(Files::isRegularFile).map(file -> models.relativize(file).toString().replaceFirst(
				"^.img2img/", "").replaceFirst("/.*", "")).distinct().sorted().collect(Collectors.toList());
			assertEquals(Stream.of(names).sorted().collect(Collectors.toList()), found);
		}
	}
}
