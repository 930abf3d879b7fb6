package sc.fiji.img2img.diffusion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import sc.fiji.img2img.RelativeL2;
import sc.fiji.img2img.TestImages;
import sc.fiji.img2img.TestModels;
import sc.fiji.img2img.diffusion.family.Architectures;
import sc.fiji.img2img.image.ij.Processors;
import sc.fiji.img2img.model.ModelDirectory;
import sc.fiji.img2img.onnx.Provider;
import sc.fiji.img2img.run.RunControl;
import sc.fiji.img2img.tensor.Tensor;

/** A row of a batch is what its seed gives alone. */
@Tag("slow")
class BatchTest {

	/** Relative; 0 on x86-64. NB: processors may sum matrix products of other sizes in another order. */
	private static final double TOLERANCE = 1e-5;

	@ParameterizedTest
	@ValueSource(strings = { "sd15", "sdxl", "inpaint9", "lcm" })
	void rowsAreTheLatentsOfTheirSeeds(String model) throws IOException {
		try (Img2ImgPipeline pipeline = Img2ImgPipeline.open(Architectures.of(ModelDirectory.open(TestModels.get(model))), Provider.CPU,
			RunControl.silent()))
		{
			long[] seeds = { 5, 0, Long.MAX_VALUE };
			List<Tensor> rows = latents(pipeline, seeds);
			assertEquals(seeds.length, rows.size());
			for (int i = 0; i < seeds.length; i++) {
				double difference = RelativeL2.of(rows.get(i).data(), latents(pipeline, seeds[i]).get(0).data());
				assertTrue(difference <= TOLERANCE, "seed " + seeds[i] + " differs by " + difference);
			}
		}
	}

	private static List<Tensor> latents(Img2ImgPipeline pipeline, long... seeds) throws IOException {
		DiffusionJob job = DiffusionJob.of(Processors.codec(TestImages.rgb(64, 64)).encode()).prompt("a red square") //
			.steps(6, false).strength(0.7).guidance(Guidance.of(4, 0)).seeds(seeds);
		return pipeline.denoise(job, RunControl.silent());
	}
}
