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
package sc.fiji.img2img.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import sc.fiji.img2img.TestModels;
import sc.fiji.img2img.diffusion.family.Architectures;
import sc.fiji.img2img.run.Cancellation;

/** What models are called. */
class ModelFinderTest {

	@TempDir
	private Path folder;

	private Path models;

	private Path nuclei;

	@BeforeEach
	void copyModel() throws IOException {
		models = folder.resolve("models");
		nuclei = TestModels.copy("sd15", models.resolve("own").resolve("nuclei"));
	}

	@Test
	void aModelInTheFoldersHasItsNameHoweverItWasAskedFor() throws IOException {
		for (String asked : new String[] { "nuclei", "NUCLEI", " nuclei ", nuclei.toString(), nuclei + "/", models +
			"/../models/own/nuclei" })
			assertEquals("nuclei", finder().open(asked).name(), asked);
	}

	@Test
	void anotherModelIsCalledByItsPath() throws IOException {
		Path other = TestModels.copy("sd15", folder.resolve("other"));
		assertEquals(other.toString(), finder().open(other.toString()).name());
		assertEquals(other.toString(), ModelDirectory.open(other).name());
		assertEquals("other", finder().open(other.toString()).toString());
	}

	@Test
	void aNameThatMeansAnotherModelIsNoName() throws IOException {
		Path second = TestModels.copy("sd15", models.resolve("zzz").resolve("nuclei"));
		assertEquals(nuclei, finder().find("nuclei"));
		assertEquals(second.toString(), finder().open(second.toString()).name());
		Path taken = TestModels.copy("sd15", models.resolve("Microscopy"));
		assertEquals(taken.toString(), finder().open(taken.toString()).name());
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "microscopy", "Microscopy" })
	void theEmbeddedModelHasANameOfItsOwn(String asked) throws IOException {
		Model model = finder().open(asked);
		assertEquals("microscopy", model.name());
		assertEquals("microscopy", model.toString());
		assertEquals("microscopy", finder().open(model.path().toString()).name());
		assertEquals("microscopy", ModelDirectory.open(model.path()).name());
	}

	@Test
	void whatIsFoundByItselfIsToldWithoutLooking() {
		assertTrue(finder().isFound(""));
		assertTrue(finder().isFound("microscopy"));
		assertTrue(finder().isFound("Nuclei"));
		assertTrue(finder().isFound(nuclei.toString()));
		assertFalse(finder().isFound(folder.toString()));
		assertFalse(finder().isFound("\\\\server\\share\\model"));
		assertFalse(finder().isFound(models + "/own/nuclei/../../../other"));
		assertFalse(finder().isFound("a\0b"));
	}

	@Test
	void aMissingModelIsNamedWithThoseThereAre() throws IOException {
		Files.createDirectories(folder.resolve("empty"));
		IOException e = assertThrows(IOException.class, () -> finder().open("cells"));
		assertTrue(e.getMessage().contains("microscopy, nuclei") && e.getMessage().contains("\"cells\""), e.getMessage());
	}

	@Test
	void modelsForPyTorchAreCalledSo() throws IOException {
		Files.delete(nuclei.resolve("unet").resolve("model.onnx"));
		refuse(nuclei, "There is no model.onnx in " + nuclei.resolve("unet") + ".");
		Files.createFile(nuclei.resolve("unet").resolve("diffusion_pytorch_model.bin"));
		refuse(nuclei, "only weights for PyTorch (diffusion_pytorch_model.bin); export the model to ONNX first");
		Path checkpoint = Files.createFile(Files.createDirectory(folder.resolve("checkpoint")).resolve("model.ckpt"));
		refuse(checkpoint.getParent(), "it has no folder unet, but weights for PyTorch (model.ckpt); export");
		refuse(checkpoint, checkpoint + " is a file with weights for PyTorch; export");
		refuse(Files.createFile(folder.resolve("model.onnx")), "model.onnx is a file.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "unet/model.onnx", "vae_decoder/model.onnx", "model_index.json" })
	void whatADownloadLeftInsteadIsNamed(String file) throws IOException {
		Files.writeString(nuclei.resolve(file), "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 3000\n");
		refuse(nuclei, "a pointer of Git LFS");
		Files.writeString(nuclei.resolve(file), "\n<!DOCTYPE html>\n<html><body>Log in</body></html>");
		refuse(nuclei, "a web page");
	}

	private void refuse(Path path, String sentence) {
		IOException e = assertThrows(IOException.class, () -> {
			Model model = finder().open(path.toString());
			Architectures.of(model);
			for (String network : new String[] { Model.UNET, Model.VAE_DECODER })
				model.component(network).read(new Cancellation());
		});
		assertTrue(e.getMessage().contains(sentence), e.getMessage());
	}

	private ModelFinder finder() {
		return ModelFinder.of(models);
	}
}
