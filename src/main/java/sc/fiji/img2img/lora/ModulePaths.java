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
package sc.fiji.img2img.lora;

import java.util.List;

import sc.fiji.img2img.onnx.graph.Graph;
import sc.fiji.img2img.onnx.graph.Node;

/**
 * Finds out which module of the original network an operation belongs to.
 * <p>
 * The TorchScript exporter writes the path into the operation's name, the dynamo exporter into its metadata; the names of
 * weights tell it where both do not. Whatever a wrapper put in front of all paths is left out. Immutable.
 * </p>
 */
final class ModulePaths {

	private static final String SCOPES = "pkg.torch.onnx.name_scopes";

	/** Paths that every UNet and every text encoder has, at their root. */
	private static final List<String> ROOTS = List.of("down_blocks.", "text_model.");

	private final String wrapper;

	ModulePaths(Graph graph) {
		wrapper = graph.nodes().stream().map(ModulePaths::written).filter(path -> path != null).map(ModulePaths::before)
			.filter(prefix -> prefix != null).findFirst().orElseGet(() -> graph.weights().keySet().stream().map(
				ModulePaths::before).filter(prefix -> prefix != null).findFirst().orElse(""));
	}

	/**
	 * The flattened path of the module that an operation belongs to.
	 *
	 * @param parameter the weight that it reads
	 * @return null if nothing tells it
	 */
	String of(Node node, Parameter parameter) {
		String path = written(node);
		if (path == null && parameter.name().matches(".+\\.(weight|bias)")) path = parameter.name().substring(0, parameter
			.name().lastIndexOf('.'));
		if (path == null) return null;
		return (path.startsWith(wrapper) ? path.substring(wrapper.length()) : path).replace('.', '_');
	}

	private static String written(Node node) {
		String scopes = node.metadata().get(SCOPES);
		if (scopes != null) {
			String[] names = scopes.replaceAll("[\\[\\]' ]", "").split(",");
			return names.length < 2 ? null : names[names.length - 2];
		}
		int end = node.name().lastIndexOf('/');
		return end > 0 && node.name().startsWith("/") ? node.name().substring(1, end).replace('/', '.') : null;
	}

	private static String before(String path) {
		for (String root : ROOTS) {
			int at = path.indexOf(root);
			if (at == 0 || at > 0 && path.charAt(at - 1) == '.') return path.substring(0, at);
		}
		return null;
	}
}
