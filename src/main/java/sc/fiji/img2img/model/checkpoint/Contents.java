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

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What lies in a file or folder of weights, whether it can be run or not. Only headers are read. Immutable.
 */
public final class Contents {

	private static final String LORA = "is a LoRA";

	private final Layout layout;

	/** Null where there is no model that can be run. */
	private final Checkpoint checkpoint;

	/** Null where there is one. */
	private final String refusal;

	private Contents(Layout layout, Checkpoint checkpoint, String refusal) {
		this.layout = layout;
		this.checkpoint = checkpoint;
		this.refusal = refusal;
	}

	/**
	 * Looks at a file or folder.
	 *
	 * @throws IOException if it is no complete file of weights; the message says what it is
	 */
	public static Contents of(Path path) throws IOException {
		Layout layout = Layout.of(path);
		try {
			return new Contents(layout, Checkpoint.of(layout), null);
		}
		catch (IOException e) {
			return new Contents(layout, null, e.getMessage());
		}
	}

	/**
	 * Why a file with tensors of some names is of no use, as the end of a sentence: "is a Flux model; only ..."; empty where
	 * their names do not tell.
	 */
	public static Optional<String> refusal(Set<String> tensors) {
		return OtherModel.kind(tensors).filter(kind -> !kind.startsWith(LORA));
	}

	/** What it is, as a noun phrase; empty where that is not known. */
	public String kind() {
		if (checkpoint != null) return checkpoint.base() + (checkpoint.inpaints() ? " for inpainting" : "");
		Optional<String> other = OtherModel.kind(layout.tensors().keySet());
		// NB: what follows is said as the reason why it cannot be run.
		if (other.isPresent()) return other.get().replaceFirst("^is (an? )?", "").replaceFirst("[,;:(].*", "").trim();
		if (layout.parts().containsKey(Role.UNET)) return "UNet of another kind";
		if (layout.parts().size() != 1) return "";
		Map.Entry<Role, Part> only = layout.parts().entrySet().iterator().next();
		return only.getKey() == Role.VAE && only.getValue().isTiny() ? "TAESD" : only.getKey() + " alone";
	}

	/** The model, where there is one that can be run, be it with parts of other files. */
	public Optional<Checkpoint> model() {
		return Optional.ofNullable(checkpoint);
	}

	/** Why it cannot be run, in a sentence; empty where it can. */
	public Optional<String> refusal() {
		return Optional.ofNullable(refusal);
	}

	/** Whether it is a LoRA. */
	public boolean isLora() {
		return OtherModel.kind(layout.tensors().keySet()).filter(kind -> kind.startsWith(LORA)).isPresent();
	}

	/** Whether it is a VAE, of the small kind or not, and nothing else. */
	public boolean isVae() {
		return checkpoint == null && layout.parts().keySet().equals(Set.of(Role.VAE)) && OtherModel.kind(layout.tensors()
			.keySet()).isEmpty();
	}

	/** What the networks are called, how large they are, and in which types they are stored; a network a line. */
	public List<String> parts() {
		List<String> lines = new ArrayList<>();
		for (Map.Entry<Role, Part> part : layout.parts().entrySet()) {
			Map<String, StoredTensor> tensors = part.getValue().weights().tensors();
			long count = tensors.values().stream().mapToLong(tensor -> Arrays.stream(tensor.shape()).reduce(1, (a, b) -> a *
				b)).sum();
			lines.add((part.getValue().isTiny() ? "TAESD" : part.getKey().toString()) + ": " + millions(count) + " in " +
				types(tensors.values()));
		}
		return lines;
	}

	/** What the header says besides the tensors. */
	public Map<String, String> metadata() {
		return Collections.unmodifiableMap(new TreeMap<>(layout.metadata()));
	}

	// -- Helper methods --

	private static String types(Iterable<StoredTensor> tensors) {
		Set<String> types = new TreeSet<>();
		tensors.forEach(tensor -> types.add(tensor.type().toString()));
		return types.stream().collect(Collectors.joining(", "));
	}

	private static String millions(long count) {
		return String.format(Locale.ROOT, count < 10_000_000 ? "%.1f million numbers" : "%.0f million numbers", count / 1e6);
	}
}
