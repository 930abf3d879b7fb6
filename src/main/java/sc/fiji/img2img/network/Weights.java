package sc.fiji.img2img.network;

import java.io.IOException;

import sc.fiji.img2img.onnx.graph.Weight;

/** The tensors that a network is made of, by diffusers' names: a module's path, a dot, and weight or bias. */
public interface Weights {

	/** Whether there is a tensor of that name. */
	boolean has(String name);

	/**
	 * A tensor, in any floating-point type.
	 *
	 * @param shape that it must have, as torch has it: [out, in] and [out, in, height, width]
	 * @throws IOException if there is none, or it has another shape; the message says where
	 */
	Weight get(String name, long... shape) throws IOException;
}
