package sc.fiji.img2img.lora;

import java.io.IOException;

/** What LoRA files call the modules of the networks of a family. */
@FunctionalInterface
public interface LoraNames {

	/**
	 * Reads a key of a file, without the role that it ends with.
	 *
	 * @return null if it is of no form that is known
	 * @throws IOException if it is known to belong to a model of another kind; the message is the reason
	 */
	ModuleName find(String key) throws IOException;
}
