package sc.fiji.img2img.model.checkpoint;

import java.io.IOException;

import sc.fiji.img2img.network.AutoencoderConfig;

/** The measures of an autoencoder, as the shapes of its tensors tell them. */
final class VaeShapes {

	private static final int GROUPS = 32;

	private VaeShapes() {
		// NB: one question.
	}

	/** @throws IOException if tensors are missing, or do not fit together */
	static AutoencoderConfig config(Part part) throws IOException {
		PartWeights vae = part.weights();
		int levels = vae.count("encoder.down_blocks");
		int[] channels = new int[levels];
		int groups = (int) part.config().number("norm_num_groups", GROUPS);
		for (int i = 0; i < levels; i++) {
			channels[i] = vae.size("encoder.down_blocks." + i + ".resnets.0.conv1.weight", 0);
			if (groups < 1 || channels[i] % groups != 0) throw new IOException("The VAE in " + vae.source() +
				" has a level of " + channels[i] + " channels, which cannot be divided into the " + groups +
				" groups of its normalisations; where a model has another number of groups, only a folder with its config.json tells.");
		}
		if (levels == 0) throw new IOException("The VAE in " + vae.source() +
			" has no encoder, which image-to-image needs; get the whole VAE.");
		return new AutoencoderConfig(channels, vae.count("encoder.down_blocks.0.resnets"), latent(part), groups, vae.hasModule(
			"encoder.mid_block.attentions.0"));
	}

	/** The channels of a latent, of an autoencoder of either kind. */
	static int latent(Part part) throws IOException {
		return part.weights().size(part.isTiny() ? "decoder.layers.0.weight" : "decoder.conv_in.weight", 1);
	}
}
