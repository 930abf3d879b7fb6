package sc.fiji.img2img.diffusion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;

import sc.fiji.img2img.TestModels;
import sc.fiji.img2img.onnx.OnnxSession;
import sc.fiji.img2img.onnx.Provider;
import sc.fiji.img2img.onnx.graph.OnnxModel;
import sc.fiji.img2img.run.Cancellation;
import sc.fiji.img2img.tensor.Tensor;
import sc.fiji.img2img.tensor.file.SafeTensors;

/** Tiles blend as in diffusers' AutoencoderKL. */
class TiledVaeGoldenTest {

	private static final int TILE = 64;

	private static final int LATENT_TILE = 8;

	@Test
	void encodesAsDiffusersDoes() throws IOException {
		check("image", "vae_encoder", TiledMap.of(TILE, LATENT_TILE), "moments");
	}

	@Test
	void decodesAsDiffusersDoes() throws IOException {
		check("latent", "vae_decoder", TiledMap.of(LATENT_TILE, TILE), "decoded");
	}

	private static void check(String input, String network, TiledMap tiles, String output) throws IOException {
		Path graph = TestModels.get("tiny_vae").resolve(network).resolve("model.onnx");
		try (SafeTensors golden = SafeTensors.open(Path.of("src", "test", "resources", "goldens", "vae_tiled.safetensors"));
			OnnxSession session = OnnxSession.open(OnnxModel.read(graph), Provider.CPU))
		{
			String name = session.inputs().get(0).name();
			Tensor mapped = tiles.apply(Tensor.of(golden.floats(input), golden.shape(input)), tile -> session.run(Map.of(name,
				tile), new Cancellation()).values().iterator().next());
			assertArrayEquals(golden.shape(output), mapped.shape());
			assertArrayEquals(golden.floats(output), mapped.data(), 1e-5f);
		}
	}
}
