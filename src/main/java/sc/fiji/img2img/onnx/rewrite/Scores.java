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
package sc.fiji.img2img.onnx.rewrite;

import java.io.IOException;
import java.util.Map;

import sc.fiji.img2img.onnx.graph.Node;

/** How an attention's scores get from the product of queries and keys to the Softmax: scaled, nothing else. */
final class Scores {

	/** More operations than these lie between scores and their Softmax in no attention. */
	private static final int MAX_STEPS = 32;

	private final Node product;

	private final Scale scale;

	private Scores(Node product, Scale scale) {
		this.product = product;
		this.scale = scale;
	}

	/**
	 * The scores that a Softmax reads.
	 *
	 * @return null if they are no scaled matrix product; so it is with masks
	 */
	static Scores find(Node softmax, Map<String, Node> producers, GraphArithmetic arithmetic) throws IOException {
		Scale scale = new Scale();
		String value = softmax.input(0);
		for (int steps = 0; steps < MAX_STEPS; steps++) {
			Node node = producers.get(value);
			if (node == null) return null;
			if (node.type().equals("MatMul")) return new Scores(node, scale);
			if (scale.takes(node, arithmetic)) value = scale.add(node, arithmetic);
			else if (node.type().equals("Cast") || addsNothing(node, producers, arithmetic)) value = node.input(0);
			else return null;
		}
		return null;
	}

	/** The product of queries and transposed keys. */
	Node product() {
		return product;
	}

	Scale scale() {
		return scale;
	}

	/** Whether it is torch's baddbmm with beta = 0, which exporters write as "+ 0 * ConstantOfShape". */
	private static boolean addsNothing(Node node, Map<String, Node> producers, GraphArithmetic arithmetic)
		throws IOException
	{
		if (!node.type().equals("Add")) return false;
		Node zeros = producers.get(node.input(1));
		if (zeros == null || !zeros.type().equals("Mul")) return false;
		Node constant = producers.get(zeros.input(0));
		double[] factor = arithmetic.evaluate(zeros.input(1));
		return constant != null && constant.type().equals("ConstantOfShape") && factor != null && factor.length == 1 &&
			factor[0] == 0;
	}
}
