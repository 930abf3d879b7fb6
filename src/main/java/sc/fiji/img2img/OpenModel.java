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
import static sc.fiji.img2img.Img2ImgSettings.RAW;
import static sc.fiji.img2img.Img2ImgSettings.STEPS;
import static sc.fiji.img2img.Img2ImgSettings.STRENGTH;
import static sc.fiji.img2img.Img2ImgSettings.TILE;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import net.imglib2.util.Intervals;

import sc.fiji.img2img.device.DeviceChoice;
import sc.fiji.img2img.diffusion.Architecture;
import sc.fiji.img2img.diffusion.SizeRule;
import sc.fiji.img2img.diffusion.StepPlan;
import sc.fiji.img2img.image.Mask;
import sc.fiji.img2img.image.Padding;
import sc.fiji.img2img.image.PixelLimit;
import sc.fiji.img2img.lora.Lora;
import sc.fiji.img2img.lora.LoraFolders;
import sc.fiji.img2img.lora.LoraRequest;
import sc.fiji.img2img.model.Model;
import sc.fiji.img2img.model.ModelFiles;
import sc.fiji.img2img.run.RunControl;
import sc.fiji.img2img.tile.CellContext;
import sc.fiji.img2img.tile.Surroundings;
import sc.fiji.img2img.tile.TileSize;
import sc.fiji.img2img.tile.Windows;

/**
 * A model that is loaded, and all that is known of it, for as long as its files are as they were then.
 * <p>
 * Whoever opens one closes it. Not thread-safe.
 * </p>
 */
final class OpenModel implements AutoCloseable {

	/** An edge that no window has. */
	private static final int ENDLESS = 1 << 14;

	private final Model directory;

	private final Architecture architecture;

	private final ModelFiles files;

	private final PlacedModel placed;

	private final InfoHashes hashes;

	/** Nothing but what the model suggests. */
	private final Img2ImgSettings suggestions;

	private OpenModel(Model directory, Architecture architecture, ModelFiles files, PlacedModel placed,
		Img2ImgSettings suggestions)
	{
		this.directory = directory;
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
	static OpenModel open(Model directory, Architecture architecture, DeviceChoice device, boolean asked,
		RunControl control) throws IOException
	{
		ModelFiles files = directory.files();
		Img2ImgSettings suggestions = Img2ImgSettings.defaults().forModel(directory);
		return new OpenModel(directory, architecture, files, PlacedModel.open(architecture, device, asked, control),
			suggestions);
	}

	Model directory() {
		return directory;
	}

	PlacedModel placed() {
		return placed;
	}

	InfoHashes hashes() {
		return hashes;
	}

	/** The settings that a run with these has: what is not set is as the model suggests. */
	Img2ImgSettings complete(Img2ImgSettings settings) {
		return settings.withSuggestionsOf(suggestions);
	}

	/** The steps that a run would take. */
	StepPlan plan(Img2ImgSettings settings) {
		Img2ImgSettings completed = complete(settings);
		return architecture.schedulers().plan(completed.get(STEPS), completed.get(STRENGTH), completed.get(EXACT));
	}

	/**
	 * The LoRAs that settings and their prompt ask for.
	 *
	 * @throws IOException if one is missing, or is none
	 */
	List<Lora> loras(Img2ImgSettings settings) throws IOException {
		Img2ImgSettings completed = complete(settings);
		List<Lora> loras = new ArrayList<>();
		for (LoraRequest request : completed.prompts().loras())
			loras.add(request.open(LoraFolders.of(directory.path(), completed.get(LORAFOLDER)), architecture.loras().names()));
		return loras;
	}

	/** What an image of a size is padded to, so that the networks take it. */
	private Padding padding(int width, int height) {
		SizeRule sizes = placed.pipeline().sizes();
		if (sizes.height() < 0) return Padding.toMultiple(width, height, sizes.multiple());
		if (width > sizes.width() || height > sizes.height()) throw new IllegalArgumentException("The model " + this +
			" was exported for images of " + sizes.width() + " x " + sizes.height() + " pixels only, but the image has " + width +
			" x " + height + "; scale it down, or export the model with dynamic axes.");
		return Padding.to(width, height, sizes.width(), sizes.height());
	}

	/**
	 * How an image of a size is run under settings: whole, or, where a mask limits the change and the image would be seen
	 * through windows, the mask's surroundings only.
	 *
	 * @param mask null for everywhere
	 * @throws IllegalArgumentException if it would be seen at once, but is too large for that; the message says what to do
	 */
	Extents extents(int width, int height, Mask mask, Img2ImgSettings settings) {
		Padding padding = padding(width, height);
		Windows windows = windows(padding, settings);
		if (windows.count() == 1 || mask == null) return Extents.whole(width, height, padding, checked(windows, width,
			height));
		Interval image = new FinalInterval(width, height);
		Interval part = Surroundings.of(mask.bounds(), image, settings.get(STRENGTH), windows.width(), placed.pipeline().sizes()
			.multiple());
		if (Intervals.equals(part, image)) return Extents.whole(width, height, padding, windows);
		Padding around = padding((int) part.dimension(0), (int) part.dimension(1));
		return Extents.part(part, around, checked(windows(around, settings), part.dimension(0), part.dimension(1)));
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

	private Windows windows(Padding padding, Img2ImgSettings settings) {
		return placed.pipeline().windows(settings.get(RAW) ? TileSize.off() : settings.get(TILE), padding.paddedWidth(), padding
			.paddedHeight(), settings.get(STRENGTH));
	}

	private static Windows checked(Windows windows, long width, long height) {
		if (windows.count() == 1) PixelLimit.checkAtOnce(width, height);
		return windows;
	}

	/** The model's name and family, for messages. */
	@Override
	public String toString() {
		return architecture.toString();
	}
}
