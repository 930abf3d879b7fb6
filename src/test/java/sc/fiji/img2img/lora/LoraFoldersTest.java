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
package sc.fiji.img2img.lora;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** LoRAs are found where users put them, and by the shortest name that means them. */
class LoraFoldersTest {

	@TempDir
	private Path folder;

	private Path own;

	private Path shared;

	private Path users;

	private LoraFolders folders;

	@BeforeEach
	void make() throws IOException {
		own = file("models/sd15/lora/style.safetensors");
		shared = file("models/loras/common.safetensors");
		users = file("mine/style.safetensors");
		file("models/sd15/lora/readme.txt");
		folders = LoraFolders.of(folder.resolve("models/sd15"), folder.resolve("mine").toString());
	}

	@Test
	void filesWithinAndBesideTheModelAreListed() throws IOException {
		assertEquals(List.of(own, users, shared), folders.list());
	}

	@Test
	void theNameMeansTheFirstFileAndThePathTheOthers() throws IOException {
		assertEquals(List.of("style", users.toString(), "common"), folders.list().stream().map(folders::name).collect(
			Collectors.toList()));
		for (Path file : folders.list())
			assertTrue(Files.isSameFile(file, folders.find(folders.name(file))));
	}

	@Test
	void aNameThatReadsLikeAWeightIsNotUsed() throws IOException {
		Path odd = file("mine/a;b.safetensors");
		String request = folders.name(odd);
		assertEquals("\"" + odd + "\"", request);
		assertEquals(odd.toString(), LoraRequest.list(request, 1).get(0).name());
	}

	@Test
	void foldersWithinAreSearchedInAnyCase() throws IOException {
		Path deep = file("mine/faces/Old/Portrait.safetensors");
		Path loud = file("mine/LOUD.SAFETENSORS");
		Path accented = file("mine/faces/u\u0308ber.safetensors");
		for (String name : List.of("Portrait", "portrait", "PORTRAIT.safetensors", "faces/old/portrait", "faces\\Old\\Portrait"))
			assertEquals(deep, folders.find(name), name);
		assertEquals(loud, folders.find("loud"));
		assertEquals(accented, folders.find("\u00dcber"));
		assertTrue(folders.list().contains(deep));
		assertEquals("Portrait", folders.name(deep));
		Path other = file("models/loras/faces/Portrait.safetensors");
		LoraFolders anew = LoraFolders.of(folder.resolve("models/sd15"), folder.resolve("mine").toString());
		assertEquals("faces/Portrait", anew.name(other));
		assertEquals(other, anew.find(anew.name(other)));
	}

	@Test
	void theExactNameComesBeforeASimilarOne() throws IOException {
		file("mine/a/word.safetensors");
		Path exact = file("mine/b/Word.safetensors");
		assertEquals(exact, folders.find("Word"));
	}

	@Test
	void aWeightThatIsNoneIsTakenForWhatItIs() {
		for (String request : List.of("style:strong", "style:0.8f", "style:\u00bd", "style: FACE")) {
			IOException e = assertThrows(IOException.class, () -> LoraRequest.list(request, 1).get(0).open(folders));
			assertTrue(e.getMessage().contains("The LoRA \"style\" should be followed by a weight"), e.getMessage());
		}
		IOException e = assertThrows(IOException.class, () -> LoraRequest.list("none:strong", 1).get(0).open(folders));
		assertTrue(e.getMessage().contains("There is no LoRA \"none:strong\""), e.getMessage());
	}

	@Test
	void aPathWithASemicolonIsKeptTogether() throws IOException {
		String odd = file("mine/a;b.safetensors").toString();
		assertEquals("\"" + odd + "\"", LoraRequest.keepTogether(odd));
		assertEquals("\"" + odd + "\":0.5", LoraRequest.keepTogether(odd + ":0.5"));
		assertEquals("style;common", LoraRequest.keepTogether("style;common"));
	}

	@Test
	void aMissingOneIsLookedForEverywhere() {
		IOException e = assertThrows(IOException.class, () -> folders.find("none"));
		assertTrue(e.getMessage().contains("mine"), e.getMessage());
		assertTrue(e.getMessage().contains(shared.getParent().toString()), e.getMessage());
	}

	private Path file(String name) throws IOException {
		Path file = folder.resolve(name);
		Files.createDirectories(file.getParent());
		return Files.createFile(file);
	}
}
