package sc.fiji.img2img.diffusion.family;

import java.util.Arrays;

import sc.fiji.img2img.run.InferenceException;
import sc.fiji.img2img.tensor.Tensor;

/** Whether what a network answers has the shape that the network was opened for. */
final class AnswerShape {

	private AnswerShape() {
		// NB: one question.
	}

	/**
	 * Returns if the shape is what is expected of a network.
	 *
	 * @param giver the network, as the subject of a sentence
	 * @param expected -1 for a dimension of any size above 0
	 * @throws InferenceException if it is another one
	 */
	static void require(String giver, Tensor answer, long... expected) {
		long[] shape = answer.shape();
		boolean fits = shape.length == expected.length;
		for (int i = 0; fits && i < expected.length; i++)
			fits = expected[i] < 0 ? shape[i] > 0 : shape[i] == expected[i];
		if (!fits) throw new InferenceException(giver + " should give numbers in the shape " + Arrays.toString(expected)
			.replace("-1", "any") + ", but gives them in the shape " + Arrays.toString(shape) +
			": the model's files are damaged, or do not belong together.");
	}
}
