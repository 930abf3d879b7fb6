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
package sc.fiji.img2img;

import static sc.fiji.img2img.Img2ImgSettings.EXACT;
import static sc.fiji.img2img.Img2ImgSettings.LORAFOLDER;
import static sc.fiji.img2img.Img2ImgSettings.STEPS;
import static sc.fiji.img2img.Img2ImgSettings.STRENGTH;
import static sc.fiji.img2img.Img2ImgSettings.TILE;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import sc.fiji.img2img.device.DeviceChoice;
import sc.fiji.img2img.diffusion.Architecture;
import sc.fiji.img2img.diffusion.SizeRule;
import sc.fiji.img2img.diffusion.StepPlan;
import sc.fiji.img2img.lora.Lora;
import sc.fiji.img2img.lora.LoraFolders;
import sc.fiji.img2img.lora.LoraRequest;
import sc.fiji.img2img.model.Model;
import sc.fiji.img2img.model.ModelFiles;
import sc.fiji.img2img.run.RunControl;
import sc.fiji.img2img.tile.CellContext;
import sc.fiji.img2img.tile.TileSize;

/**
 * A model that is loaded, and all that is known of it, for as long as its files are as they were then.
 * <p>
 * Whoever opens one closes it. Not thread-safe.
 * </p>
 */
final class OpenModel implements AutoCloseable {

	/** An edge that no window has. */
	private static final int ENDLESS = 1 << 14;

	private final Model model;

	private final Architecture architecture;

	private final ModelFiles files;

	private final PlacedModel placed;

	private final InfoHashes hashes;

	/** Nothing but what the model suggests. */
	private final Img2ImgSettings suggestions;

	private OpenModel(Model model, Architecture architecture, ModelFiles files, PlacedModel placed,
		Img2ImgSettings suggestions)
	{
		this.model = model;
		this.architecture = architecture;
		this.files = files;
		this.placed = placed;
		this.suggestions = suggestions;
		hashes = new InfoHashes(files);
	}

	/**
	 * Loads a model.
	 *
	 * @param asked as in {@link PlacedModel#open}
	 * @throws IOException if it cannot be loaded
	 */
	static OpenModel open(Model model, Architecture architecture, DeviceChoice device, boolean asked,
		RunControl control) throws IOException
	{
		ModelFiles files = model.files();
		Img2ImgSettings suggestions = Img2ImgSettings.defaults().forModel(model);
		return new OpenModel(model, architecture, files, PlacedModel.open(architecture, device, asked, control),
			suggestions);
	}

	Model model() {
		return model;
	}

	PlacedModel placed() {
		return placed;
	}

	InfoHashes hashes() {
		return hashes;
	}

	/** The settings that a run with these has: what is not set is as the model, or a LoRA, suggests. */
	Img2ImgSettings complete(Img2ImgSettings settings) {
		return settings.withSuggestionsOf(suggestions).advisedByLoras(model.path());
	}

	/** The steps that a run takes under completed settings. */
	StepPlan plan(Img2ImgSettings completed) {
		return architecture.schedulers().plan(completed.get(STEPS), completed.get(STRENGTH), completed.get(EXACT));
	}

	/**
	 * The LoRAs that completed settings and their prompt ask for.
	 *
	 * @throws IOException if one is missing, or is none
	 */
	List<Lora> loras(Img2ImgSettings completed) throws IOException {
		List<Lora> loras = new ArrayList<>();
		for (LoraRequest request : completed.prompts().loras())
			loras.add(request.open(LoraFolders.of(model.path(), completed.get(LORAFOLDER)), architecture.loras().names()));
		return loras;
	}

	/** How images are run under completed settings. */
	ExtentChoice extents(Img2ImgSettings completed) {
		return ExtentChoice.of(placed.pipeline(), toString(), completed);
	}

	/** What is run for each cell of an image whose cells are run one by one under settings. */
	CellContext cells(Img2ImgSettings settings) {
		SizeRule sizes = placed.pipeline().sizes();
		TileSize tile = settings.get(TILE).equals(TileSize.off()) ? TileSize.auto() : settings.get(TILE);
		int window = sizes.height() > 0 ? Math.min(sizes.width(), sizes.height()) : placed.pipeline().windows(tile, ENDLESS,
			ENDLESS, settings.get(STRENGTH)).width();
		return CellContext.of(window, settings.get(STRENGTH), placed.pipeline().factor());
	}

	/** Whether files of the model are other ones than when it was loaded. */
	boolean isOutdated() {
		return files.haveChanged();
	}

	@Override
	public void close() {
		placed.close();
	}

	/** The model's name and family, for messages. */
	@Override
	public String toString() {
		return architecture.toString();
	}
}
