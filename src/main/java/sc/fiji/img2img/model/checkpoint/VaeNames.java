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
package sc.fiji.img2img.model.checkpoint;

import java.util.Collection;
import java.util.Set;

/** The original code's names of an autoencoder's modules, diffusers' and diffusers' former ones. */
final class VaeNames {

	private static final String[][] ATTENTION = { { "norm", "group_norm" }, { "q", "to_q" }, { "k", "to_k" }, { "v", "to_v" },
		{ "proj_out", "to_out.0" } };

	private static final String[][] FORMER = { { "query", "to_q" }, { "key", "to_k" }, { "value", "to_v" }, { "proj_attn",
		"to_out.0" } };

	private final Set<String> paths;

	private final ModuleNames names = new ModuleNames();

	private VaeNames(Collection<String> tensors) {
		paths = ModuleNames.paths(tensors);
	}

	/** @param tensors an autoencoder's, without the name of the autoencoder itself */
	static ModuleNames of(Collection<String> tensors) {
		VaeNames names = new VaeNames(tensors);
		for (String half : new String[] { "encoder", "decoder" })
			names.half(half);
		return names.names;
	}

	// -- Helper methods --

	private void half(String half) {
		names.put(half + ".norm_out", half + ".conv_norm_out");
		resnet(half + ".mid.block_1", half + ".mid_block.resnets.0");
		resnet(half + ".mid.block_2", half + ".mid_block.resnets.1");
		String attention = half + ".mid_block.attentions.0.";
		// NB: those that the file has come last, since the way back is theirs.
		boolean former = paths.contains(attention + "query");
		for (String[] pair : FORMER)
			names.put(attention + pair[0], attention + pair[1]);
		if (!former) for (String[] pair : ATTENTION)
			names.put(half + ".mid.attn_1." + pair[0], attention + pair[1]);
		levels(half, half.equals("encoder"));
	}

	private void levels(String half, boolean down) {
		String own = half + (down ? ".down." : ".up.");
		int count = 0;
		while (paths.contains(own + count))
			count++;
		for (int i = 0; i < count; i++) {
			// NB: the way up is counted from the outside, too.
			String other = half + (down ? ".down_blocks." + i : ".up_blocks." + (count - 1 - i));
			for (int j = 0; paths.contains(own + i + ".block." + j); j++)
				resnet(own + i + ".block." + j, other + ".resnets." + j);
			names.put(own + i + ".downsample.conv", other + ".downsamplers.0.conv");
			names.put(own + i + ".upsample.conv", other + ".upsamplers.0.conv");
		}
	}

	private void resnet(String own, String other) {
		names.put(own, other);
		names.put(own + ".nin_shortcut", other + ".conv_shortcut");
	}
}
