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
package sc.fiji.img2img.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sc.fiji.img2img.io.FileTree;
import sc.fiji.img2img.onnx.graph.OnnxModel;
import sc.fiji.img2img.onnx.graph.SmallGraph;
import sc.fiji.img2img.run.Cancellation;
import sc.fiji.img2img.tensor.Tensor;

class ConvertedModelTest {

	@TempDir
	private Path folder;

	/** As torch 2.9 exports models of more than 2 GB. */
	@Test
	void constantsThatLieBesideTheGraphComeAlong() throws IOException {
		Path file = model();
		OnnxModel copy = copy(file, new Cancellation());
		assertAdds(copy);
		assertArrayEquals(new double[] { 5, 6 }, copy.values(OnnxModel.readWhole(file, new Cancellation()).graph().weights()
			.get("b")));
	}

	/** As it is where a cache is emptied while a program runs. */
	@Test
	void aCopyThatIsGoneIsMadeAgainWhenItIsReadAgain() throws IOException {
		Cancellation first = new Cancellation();
		OnnxModel copy = copy(model(), first);
		first.cancel();
		FileTree.delete(folder.resolve("copies"));
		assertAdds(copy.source().read(new Cancellation()));
	}

	// -- Helper methods --

	private Path model() throws IOException {
		Path file = Files.write(Files.createDirectory(folder.resolve("model")).resolve("model.onnx"), SmallGraph
			.withOutsideConstant("data"));
		ByteBuffer data = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
		data.putFloat(8, 5).putFloat(12, 6);
		Files.write(file.resolveSibling("data"), data.array());
		return file;
	}

	private OnnxModel copy(Path file, Cancellation cancellation) throws IOException {
		return ConvertedModel.open(folder.resolve("copies").resolve("a-b"), file, null, () -> false, cancellation);
	}

	private static void assertAdds(OnnxModel model) throws IOException {
		try (OnnxSession session = OnnxSession.open(model, Provider.CPU)) {
			Tensor result = session.run(Map.of("x", Tensor.of(new float[] { 1, 2 }, 1, 2)), new Cancellation()).get("y");
			assertArrayEquals(new float[] { 6, 8 }, result.data());
		}
	}
}
