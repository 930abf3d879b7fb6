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

/**
 * The original code's names of a UNet's modules, which count the blocks through, and diffusers', which count them level
 * by level; which block is in which level shows from the layers that change the size.
 */
final class UnetNames {

	private static final String[][] RESNET = { { "in_layers.0", "norm1" }, { "in_layers.2", "conv1" }, { "emb_layers.1",
		"time_emb_proj" }, { "out_layers.0", "norm2" }, { "out_layers.3", "conv2" }, { "skip_connection", "conv_shortcut" } };

	private final Set<String> paths;

	private final ModuleNames names = new ModuleNames();

	private UnetNames(Collection<String> tensors) {
		paths = ModuleNames.paths(tensors);
	}

	/** @param tensors a UNet's, without the name of the UNet itself */
	static ModuleNames of(Collection<String> tensors) {
		UnetNames names = new UnetNames(tensors);
		names.outside();
		names.down();
		names.middle();
		names.up();
		return names.names;
	}

	// -- Helper methods --

	private void outside() {
		names.put("time_embed.0", "time_embedding.linear_1");
		names.put("time_embed.2", "time_embedding.linear_2");
		names.put("time_embed_condition", "time_embedding.cond_proj");
		names.put("label_emb.0.0", "add_embedding.linear_1");
		names.put("label_emb.0.2", "add_embedding.linear_2");
		names.put("input_blocks.0.0", "conv_in");
		names.put("out.0", "conv_norm_out");
		names.put("out.2", "conv_out");
	}

	private void down() {
		int level = 0;
		int layer = 0;
		for (int i = 1; paths.contains("input_blocks." + i); i++) {
			String own = "input_blocks." + i;
			if (paths.contains(own + ".0.op")) {
				names.put(own + ".0.op", "down_blocks." + level++ + ".downsamplers.0.conv");
				layer = 0;
				continue;
			}
			resnet(own + ".0", "down_blocks." + level + ".resnets." + layer);
			names.put(own + ".1", "down_blocks." + level + ".attentions." + layer++);
		}
	}

	private void middle() {
		int resnets = 0;
		for (int i = 0; paths.contains("middle_block." + i); i++) {
			String own = "middle_block." + i;
			if (paths.contains(own + ".in_layers")) resnet(own, "mid_block.resnets." + resnets++);
			else names.put(own, "mid_block.attentions.0");
		}
	}

	private void up() {
		int level = 0;
		int layer = 0;
		for (int i = 0; paths.contains("output_blocks." + i); i++) {
			String own = "output_blocks." + i;
			resnet(own + ".0", "up_blocks." + level + ".resnets." + layer);
			boolean last = false;
			for (String place : new String[] { own + ".1", own + ".2" })
				if (paths.contains(place + ".conv")) {
					names.put(place + ".conv", "up_blocks." + level + ".upsamplers.0.conv");
					last = true;
				}
				else if (paths.contains(place)) names.put(place, "up_blocks." + level + ".attentions." + layer);
			layer = last ? 0 : layer + 1;
			if (last) level++;
		}
	}

	private void resnet(String own, String other) {
		for (String[] pair : RESNET)
			names.put(own + "." + pair[0], other + "." + pair[1]);
	}
}
