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
package sc.fiji.img2img;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import com.google.gson.JsonObject;

import ij.process.ImageProcessor;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sc.fiji.img2img.model.EmbeddedModel;
import sc.fiji.img2img.tensor.file.SafeTensors;

/**
 * The weights of the embedded model, as a folder of safetensors files, give the embedded model's pictures to the grey level.
 * <p>
 * NB: not bit for bit, since the networks that are built here add up numbers in another order than the exporter's, above all
 * in their normalisations.
 * </p>
 */
@Tag("slow")
class EmbeddedCheckpointTest {

	@TempDir
	private Path folder;

	@Test
	void picturesAreTheEmbeddedModels() throws IOException {
		Path checkpoint = ExportedCheckpoint.write(EmbeddedModel.directory(), folder.resolve("microscopy"));
		Img2ImgSettings settings = Img2ImgSettings.defaults().with(Img2ImgSettings.STEPS, 8).with(Img2ImgSettings.PROMPT,
			"blood smear, blood cells").with(Img2ImgSettings.SEED, 7L);
		// NB: not one that is scaled, since the exported network has what is scaled padded to multiples of more pixels.
		ImageProcessor image = TestImages.rgb(96, 128);
		try (Img2Img exported = Img2Img.open(EmbeddedModel.directory()); Img2Img built = Img2Img.open(checkpoint)) {
			for (String lora : new String[] { "", "stained_tissue:0.8" }) {
				Img2ImgSettings asked = settings.with(Img2ImgSettings.LORA, lora);
				ImageProcessor expected = Runs.of(exported, image, asked);
				TestPixels.assertWithinOneLevel(expected, Runs.of(built, image, asked));
			}
		}
	}

	/** NB: shapes do not tell how many groups there are, and the embedded model has others than those that are published. */
	@Test
	void aSingleFileOfThemSaysWhyItCannotBeRun() throws IOException {
		Path checkpoint = ExportedCheckpoint.write(EmbeddedModel.directory(), folder.resolve("microscopy"));
		JsonObject header = new JsonObject();
		long end = 0;
		for (String part : List.of("unet/diffusion_pytorch_model", "vae/diffusion_pytorch_model", "text_encoder/model"))
			try (SafeTensors tensors = SafeTensors.open(checkpoint.resolve(part + ".safetensors"))) {
				for (String name : tensors.names()) {
					JsonObject entry = new JsonObject();
					long begin = end;
					end += LongStream.of(tensors.shape(name)).reduce(Float.BYTES, (a, b) -> a * b);
					entry.addProperty("dtype", "F32");
					entry.add("shape", new Gson().toJsonTree(tensors.shape(name)));
					entry.add("data_offsets", new Gson().toJsonTree(new long[] { begin, end }));
					header.add(part.substring(0, part.indexOf('/') + 1).replace('/', '.') + name, entry);
				}
			}
		Path file = write(header, end);
		IOException e = assertThrows(IOException.class, () -> Img2Img.open(file));
		assertTrue(e.getMessage().contains("32 groups of its normalisations; where a model has another number of groups, only " +
			"a folder with its config.json tells"), e.getMessage());
	}

	/** A file of zeros, which takes no memory. */
	private Path write(JsonObject header, long size) throws IOException {
		byte[] json = header.toString().getBytes(StandardCharsets.UTF_8);
		Path file = folder.resolve("single.safetensors");
		try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
			out.write(ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(json.length).array());
			out.write(json);
			out.setLength(Long.BYTES + json.length + size);
		}
		return file;
	}
}
