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
package sc.fiji.img2img.random;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.DynamicTest;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

import sc.fiji.img2img.tensor.file.SafeTensors;

class TorchCpuGeneratorTest {

	/** Every stream of the golden file: key randn_SEED_SHAPE_first, then the second draw of the same stream. */
	@TestFactory
	List<DynamicTest> everyGoldenIsEqualBitForBit() throws Exception {
		List<DynamicTest> tests = new ArrayList<>();
		try (SafeTensors goldens = SafeTensors.open(golden("torch_randn.safetensors"))) {
			for (String name : goldens.names()) {
				if (!name.endsWith("_first")) continue;
				float[] first = goldens.floats(name);
				float[] second = goldens.floats(name.replace("_first", "_second"));
				long seed = Long.parseLong(name.split("_")[1]);
				tests.add(DynamicTest.dynamicTest(name, () -> {
					NoiseSource noise = TorchCpuGenerator.of(seed);
					assertArrayEquals(first, noise.next(first.length));
					assertArrayEquals(second, noise.next(second.length));
				}));
			}
		}
		assertEquals(7, tests.size());
		return tests;
	}

	/** Printed by torch 2.15 for seed 2^40 + 77: the first six values of draws of these sizes, one after another. */
	@Test
	void leftOverValueOfASmallDrawSurvivesLargeDraws() {
		float[][] expected = {
			{ 3, -0.35683774948120117f, 0.6007267236709595f, -0.6967807412147522f },
			{ 16, -0.9345064163208008f, -0.6765851378440857f, -1.1181886196136475f },
			{ 5, -0.5241932272911072f, -0.6797667145729065f, -0.08810120820999146f },
			{ 1, 1.0508214235305786f },
			{ 17, -0.9492282867431641f, -0.3149680197238922f, -1.2892032861709595f },
			{ 1, 0.4404413402080536f },
			{ 15, 0.4751218259334564f, -0.446929395198822f, 1.6158709526062012f },
			{ 2, 0.247843936085701f, 0.41626936197280884f } };
		NoiseSource noise = TorchCpuGenerator.of((1L << 40) + 77);
		for (float[] draw : expected) {
			float[] values = noise.next((int) draw[0]);
			assertEquals((int) draw[0], values.length);
			for (int i = 1; i < draw.length; i++) {
				assertEquals(draw[i], values[i - 1], "value " + (i - 1) + " of the draw of " + draw[0]);
			}
		}
	}

	/** Printed by torch 2.15: {@code torch.randn(3)} for manual_seed(2**63 - 1) and manual_seed(2**32 - 1). */
	@Test
	void largestSeedIsTheOneOfItsLower32Bits() {
		float[] expected = { 1.2198f, -0.3930f, 1.0231f };
		assertArrayEquals(expected, TorchCpuGenerator.of(Long.MAX_VALUE).next(3), 5e-5f);
		assertArrayEquals(expected, TorchCpuGenerator.of(0xffffffffL).next(3), 5e-5f);
	}

	@Property(tries = 50)
	void sameSeedSameNoiseAndOtherSeedOtherNoise(@ForAll @LongRange(min = 0, max = Long.MAX_VALUE) final long seed,
		@ForAll @IntRange(min = 1, max = 300) final int count)
	{
		float[] values = TorchCpuGenerator.of(seed).next(count);
		assertArrayEquals(values, TorchCpuGenerator.of(seed).next(count));
		assertNotEquals(values[0], TorchCpuGenerator.of(seed ^ 1).next(count)[0]);
	}

	@Property(tries = 20)
	void noiseIsStandardNormal(@ForAll @LongRange(min = 0, max = Long.MAX_VALUE) final long seed) {
		Moments.of(TorchCpuGenerator.of(seed).next(1 << 16)).assertStandardNormal();
	}

	@Property(tries = 20)
	void smallDrawsAreStandardNormal(@ForAll @LongRange(min = 0, max = Long.MAX_VALUE) final long seed) {
		NoiseSource noise = TorchCpuGenerator.of(seed);
		float[] values = new float[1 << 16];
		for (int i = 0; i < values.length; i += 8) {
			System.arraycopy(noise.next(8), 0, values, i, 8);
		}
		Moments.of(values).assertStandardNormal();
	}

	@Property(tries = 50)
	void noValueIsInfinite(@ForAll @LongRange(min = 0, max = Long.MAX_VALUE) final long seed,
		@ForAll @IntRange(min = 1, max = 5000) final int count)
	{
		for (float value : TorchCpuGenerator.of(seed).next(count)) {
			assertTrue(Math.abs(value) < 9, "value " + value);
		}
	}

	@Test
	void drawingNothingIsRefused() {
		NoiseSource noise = TorchCpuGenerator.of(1);
		IllegalArgumentException error = assertThrows(IllegalArgumentException.class, () -> noise.next(0));
		assertEquals("Cannot draw 0 noise values: at least 1 is needed.", error.getMessage());
	}

	private static Path golden(String name) throws Exception {
		return Paths.get(TorchCpuGeneratorTest.class.getResource("/goldens/" + name).toURI());
	}
}
