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
package sc.fiji.img2img.network;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

import sc.fiji.img2img.onnx.graph.ElementType;
import sc.fiji.img2img.onnx.graph.Weight;

/** As many random weights as a network asks for, of a size that lets numbers through; the same ones for the same names. */
public final class RandomWeights implements Weights {

	private final Map<String, long[]> shapes = new LinkedHashMap<>();

	private final ElementType type;

	public RandomWeights() {
		this(ElementType.FLOAT);
	}

	/** Weights of that type. */
	RandomWeights(ElementType type) {
		this.type = type;
	}

	/** What was asked for. */
	public Map<String, long[]> shapes() {
		return shapes;
	}

	@Override
	public boolean has(String name) {
		return name.endsWith(".weight");
	}

	@Override
	public Weight get(String name, long... shape) {
		shapes.put(name, shape);
		return Weight.supplied(name, type, shape, values(name, shape));
	}

	/** A tensor's elements. */
	public static double[] values(String name, long... shape) {
		Random random = new Random(name.hashCode());
		int count = (int) Arrays.stream(shape).reduce(1, (a, b) -> a * b);
		double fan = Math.max(1, shape.length > 1 ? count / (double) shape[0] : 4);
		double[] values = new double[count];
		for (int i = 0; i < count; i++)
			values[i] = (float) (random.nextGaussian() / Math.sqrt(fan)) + (name.matches(".*norm.*weight") ? 1 : 0);
		return values;
	}
}
