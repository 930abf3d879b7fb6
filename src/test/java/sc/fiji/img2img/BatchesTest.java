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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

/** Batches are of nearly one size, in the order of what is in them. */
class BatchesTest {

	@Test
	void areTwiceThreeRatherThanFourAndTwo() {
		assertEquals(List.of(List.of(1, 2, 3), List.of(4, 5, 6)), Batches.split(List.of(1, 2, 3, 4, 5, 6), 4));
	}

	@Test
	void areAsFewAndAsEvenAsCanBe() {
		for (int count = 1; count <= 30; count++)
			for (int most = 1; most <= 8; most++) {
				List<Integer> all = IntStream.range(0, count).boxed().collect(Collectors.toList());
				List<List<Integer>> batches = Batches.split(all, most);
				assertEquals(all, batches.stream().flatMap(List::stream).collect(Collectors.toList()));
				IntSummaryStatistics sizes = batches.stream().mapToInt(List::size).summaryStatistics();
				assertTrue(sizes.getMax() <= most && sizes.getMax() - sizes.getMin() <= 1, count + " by " + most + ": " + sizes);
				assertEquals((count + most - 1) / most, batches.size());
			}
	}
}
