package sc.fiji.img2img.lora;

import java.io.IOException;
import java.util.Set;

import sc.fiji.img2img.onnx.graph.OnnxModel;
import sc.fiji.img2img.run.Cancellation;

/**
 * A model as LoRAs see it: which networks of it they change, what they call its modules, and which of them were made for its
 * family.
 * <p>
 * Its text is the model's, as users read it in messages.
 * </p>
 */
public interface LoraTarget {

	/** What LoRA files for the model's family call its modules. */
	LoraNames names();

	/** The families whose LoRAs the model may be able to take; the widths of its networks decide among them. */
	Set<LoraFamily> families();

	/**
	 * Reads a network that LoRAs can change, anew on each call.
	 *
	 * @return null if the model has no such network
	 * @throws IOException if it cannot be read
	 */
	OnnxModel read(Part part, Cancellation cancellation) throws IOException;
}
