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
package sc.fiji.img2img.model.library;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import sc.fiji.img2img.io.JsonEntry;

/** What is known of a model that was added: where it came from, and what each of its files should be. Immutable. */
final class ModelRecord {

	private final String path;

	private final String source;

	private final String license;

	private final List<Item> items;

	private ModelRecord(String path, String source, String license, List<Item> items) {
		this.path = path;
		this.source = source;
		this.license = license;
		this.items = List.copyOf(items);
	}

	/**
	 * A record.
	 *
	 * @param path of the model, relative to the folder of models, with slashes
	 * @param license empty if none is stated
	 */
	static ModelRecord of(String path, String source, String license, List<Item> items) {
		return new ModelRecord(path, source, license, items);
	}

	/** @throws IOException if the file is no record */
	static ModelRecord read(Path file) throws IOException {
		JsonEntry json = JsonEntry.parse(file.toString(), Files.readString(file));
		List<Item> items = new ArrayList<>();
		for (JsonEntry item : json.objects("files"))
			items.add(new Item(item.string("name", ""), item.string("url", ""), (long) item.number("size", -1), item.string(
				"sha256", "")));
		return new ModelRecord(json.text("path"), json.text("source"), json.string("license", ""), items);
	}

	String path() {
		return path;
	}

	/** Empty if none was stated. */
	String license() {
		return license;
	}

	List<Item> items() {
		return items;
	}

	/** The record as a file holds it. */
	String json() {
		JsonObject json = new JsonObject();
		json.addProperty("path", path);
		json.addProperty("source", source);
		json.addProperty("license", license);
		JsonArray files = new JsonArray();
		for (Item item : items) {
			JsonObject file = new JsonObject();
			file.addProperty("name", item.name);
			file.addProperty("url", item.url);
			file.addProperty("size", item.size);
			file.addProperty("sha256", item.sha256);
			files.add(file);
		}
		json.add("files", files);
		return json + "\n";
	}

	/** One of the files. */
	static final class Item {

		/** Relative to the model, with slashes; empty for a model that is one file. */
		final String name;

		/** Where it can be got again; empty if nowhere. */
		final String url;

		final long size;

		final String sha256;

		Item(String name, String url, long size, String sha256) {
			this.name = name;
			this.url = url;
			this.size = size;
			this.sha256 = sha256;
		}

		/** The file of a model. */
		Path file(Path model) {
			return name.isEmpty() ? model : model.resolve(name);
		}
	}
}
