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
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import sc.fiji.img2img.onnx.graph.ElementType;
import sc.fiji.img2img.onnx.graph.Node;
import sc.fiji.img2img.onnx.graph.OnnxModel;

/**
 * An attention as exporters write it: two matrix products with a Softmax between them.
 * <p>
 * That its reshapes and transposes do what an attention's do is not read off their number and order, which differ
 * between exporters, but tried out on small tensors. Immutable.
 * </p>
 */
final class Attention {

	/** Sizes that stand for what only a run tells; different primes, so that none is taken for another. */
	private static final int BATCH = 2;
	private static final int QUERIES = 3;
	private static final int KEYS = 5;
	private static final int HEAD_SIZE = 7;
	private static final int OTHER_HEAD_SIZE = 11;

	private static final double TOLERANCE = 1e-6;

	private final HeadPath query;

	private final HeadPath key;

	private final HeadPath value;

	private final AttentionEnd end;

	private final double scale;

	/** The scale as a multiple of the usual one, 1 / sqrt(head size). */
	private final double relativeScale;

	private Attention(HeadPath query, HeadPath key, HeadPath value, AttentionEnd end, double scale,
		double relativeScale)
	{
		this.query = query;
		this.key = key;
		this.value = value;
		this.end = end;
		this.scale = scale;
		this.relativeScale = relativeScale;
	}

	/**
	 * The attention around a Softmax.
	 *
	 * @param producers which operation makes which value
	 * @param consumers which operations read which value
	 * @param arithmetic of that graph
	 * @return null if it is none, or not understood
	 * @throws IOException if a constant cannot be read
	 */
	static Attention find(OnnxModel model, Node softmax, Map<String, Node> producers, Map<String, List<Node>> consumers,
		GraphArithmetic arithmetic) throws IOException
	{
		Attention found = find(model, softmax, producers, consumers, arithmetic.anew(), HEAD_SIZE);
		if (found == null || found.hasUsualScale()) return found;
		// NB: where the graph leaves the head size open, an unusual scale must not depend on it.
		Attention other = find(model, softmax, producers, consumers, arithmetic.anew(), OTHER_HEAD_SIZE);
		return other != null && isNear(other.scale, found.scale) ? found : null;
	}

	/** Queries, keys and values, each as the name of a value of shape [batch, sequence, heads, head size]. */
	List<String> starts() {
		return List.of(query.start(), key.start(), value.start());
	}

	long heads() {
		return query.heads();
	}

	/** The operation whose result the attention's takes the place of. */
	Node last() {
		return end.last();
	}

	/** Whether that result is [batch, queries, heads * head size], not [batch, queries, heads, head size]. */
	boolean endsMerged() {
		return end.isMerged();
	}

	/** What the scores are multiplied by; of no use where it is the usual one. */
	double scale() {
		return scale;
	}

	/** Whether the scale is 1 / sqrt(head size). */
	boolean hasUsualScale() {
		return isNear(relativeScale, 1);
	}

	// -- Helper methods --

	private static Attention find(OnnxModel model, Node softmax, Map<String, Node> producers,
		Map<String, List<Node>> consumers, GraphArithmetic arithmetic, int openHeadSize) throws IOException
	{
		Scores scores = Scores.find(softmax, producers, arithmetic);
		Node product = AttentionEnd.productOf(softmax, consumers);
		if (scores == null || product == null) return null;
		HeadPath query = HeadPath.find(scores.product().input(0), producers, arithmetic);
		HeadPath key = HeadPath.find(scores.product().input(1), producers, arithmetic);
		HeadPath value = HeadPath.find(product.input(1), producers, arithmetic);
		if (query == null || key == null || value == null || !value.scale().isNone()) return null;
		if (key.heads() != query.heads() || value.heads() != query.heads()) return null;

		ElementType type = query.type(model.graph(), producers);
		boolean oneType = type == key.type(model.graph(), producers) && type == value.type(model.graph(), producers);
		if (type == ElementType.OTHER || !oneType) return null;

		long batch = common(0, BATCH, query, key, value);
		long headSize = common(3, openHeadSize, query, key, value);
		long keys = common(1, KEYS, key, value);
		if (batch < 0 || headSize < 0 || keys < 0) return null;
		long[] queryShape = { batch, query.size(1, QUERIES), query.heads(), headSize };
		long[] keyShape = { batch, keys, query.heads(), headSize };

		IndexTensor queries = query.follow(queryShape, arithmetic);
		if (queries == null) return null;
		int rank = queries.shape().length;
		if (!isLaidOut(queries, queryShape, rank, 0, 2, 1, 3) || !isLaidOut(key.follow(keyShape, arithmetic), keyShape, rank,
			0, 2, 3, 1) || !isLaidOut(value.follow(keyShape, arithmetic), keyShape, rank, 0, 2, 1, 3)) return null;
		if (!isAlongLastAxis(model, softmax, rank)) return null;
		AttentionEnd end = AttentionEnd.find(product, queryShape, rank == 3, consumers, arithmetic);
		double scale = query.scale().value(arithmetic) * key.scale().value(arithmetic) * scores.scale().value(arithmetic);
		if (end == null || !(scale > 0)) return null;
		return new Attention(query, key, value, end, scale, scale * Math.sqrt(headSize));
	}

	/** The size along an axis that the paths have, as far as they name it; -1 if they disagree. */
	private static long common(int axis, long defaultValue, HeadPath... paths) {
		long[] named = Arrays.stream(paths).mapToLong(path -> path.size(axis, 0)).filter(size -> size > 0).distinct()
			.toArray();
		if (named.length == 0) return defaultValue;
		return named.length == 1 ? named[0] : -1;
	}

	/** Whether a tensor is one of that shape with its axes in another order, and maybe the first two of them as one. */
	private static boolean isLaidOut(IndexTensor tensor, long[] shape, int rank, long... order) {
		if (tensor == null || tensor.shape().length != rank) return false;
		IndexTensor goal = IndexTensor.counting(shape).transpose(order);
		long[] sizes = goal.shape();
		if (rank == 3) goal = goal.reshape(sizes[0] * sizes[1], sizes[2], sizes[3]);
		return tensor.hasOrderOf(goal) && Arrays.equals(tensor.shape(), goal.shape());
	}

	private static boolean isAlongLastAxis(OnnxModel model, Node softmax, int rank) {
		long[] axis = softmax.integers("axis");
		// NB: before version 13 of the operator set, the axis was 1 where it was not given.
		if (axis.length == 0) return model.opset("") >= 13;
		return axis[0] == -1 || axis[0] == rank - 1;
	}

	private static boolean isNear(double actual, double expected) {
		return Math.abs(actual - expected) <= TOLERANCE * Math.abs(expected);
	}
}
