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
package sc.fiji.img2img.model;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

import sc.fiji.img2img.io.PathText;
import sc.fiji.img2img.io.UserFolders;

/**
 * Where models are looked for by name, and where new ones go.
 * <p>
 * These are the folders of the system property img2img.models or the environment variable IMG2IMG_MODELS; those that the
 * caller knows, such as Fiji's; and a folder img2img/models where the system keeps what was installed for a user. Immutable.
 * </p>
 */
public final class ModelFolders {

	private static final String PROPERTY = "img2img.models";

	private static final String VARIABLE = "IMG2IMG_MODELS";

	/** The folder within a folder of models that VAEs go to. */
	public static final String VAES = "vae";

	private final List<Path> all;

	private ModelFolders(List<Path> all) {
		this.all = List.copyOf(new LinkedHashSet<>(all));
	}

	/**
	 * The folders.
	 *
	 * @param more besides those that the user configured
	 */
	public static ModelFolders of(Path... more) {
		List<Path> folders = new ArrayList<>();
		for (String folder : configured(PROPERTY, VARIABLE).split(File.pathSeparator))
			if (!folder.isBlank()) folders.add(PathText.read(folder.trim()));
		folders.addAll(List.of(more));
		users().ifPresent(folders::add);
		return new ModelFolders(folders);
	}

	/** All of them, those that are looked into first being first; they need not exist. */
	public List<Path> all() {
		return all;
	}

	/**
	 * The folder that new models go to, which is looked into first; it need not exist.
	 *
	 * @throws IOException if there is none; the message says how to name one
	 */
	public Path target() throws IOException {
		if (all.isEmpty()) throw new IOException("There is no folder for models here; name one by the system property " +
			PROPERTY + " or the environment variable " + VARIABLE + ".");
		return all.get(0).toAbsolutePath().normalize();
	}

	/**
	 * The VAE that is meant: the file or folder of that path, or else that of the name, with or without its ending, in one of
	 * the folders, or in a folder vae within one, where those go that are added.
	 */
	Path vae(String name) {
		Path path = PathText.read(name.trim());
		if (Files.exists(path)) return path;
		for (Path folder : all)
			for (Path place : List.of(folder.resolve(VAES), folder))
				for (String ending : List.of("", ".safetensors"))
					if (Files.exists(place.resolve(path + ending))) return place.resolve(path + ending);
		return path;
	}

	static String configured(String property, String variable) {
		String value = System.getProperty(property);
		if (value == null) value = System.getenv(variable);
		return value == null ? "" : value;
	}

	private static Optional<Path> users() {
		return UserFolders.of(System.getProperty("os.name"), System.getenv()).data().map(data -> data.resolve("models"));
	}
}
