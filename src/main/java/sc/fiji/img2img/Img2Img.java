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

import static sc.fiji.img2img.Img2ImgSettings.RANGE;
import static sc.fiji.img2img.Img2ImgSettings.RAW;
import static sc.fiji.img2img.Img2ImgSettings.STACK;
import static sc.fiji.img2img.Img2ImgSettings.VARIATIONS;

import ij.ImagePlus;
import ij.process.ImageProcessor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import net.imglib2.FinalInterval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.type.NativeType;
import net.imglib2.type.numeric.RealType;
import net.imglib2.view.Views;

import sc.fiji.img2img.device.DeviceChoice;
import sc.fiji.img2img.device.Devices;
import sc.fiji.img2img.device.Precision;
import sc.fiji.img2img.diffusion.Architecture;
import sc.fiji.img2img.diffusion.DecoderChoice;
import sc.fiji.img2img.diffusion.StepPlan;
import sc.fiji.img2img.diffusion.family.Architectures;
import sc.fiji.img2img.image.ImageLayout;
import sc.fiji.img2img.image.IntervalPictures;
import sc.fiji.img2img.image.Mask;
import sc.fiji.img2img.image.Pictures;
import sc.fiji.img2img.image.RangeSource;
import sc.fiji.img2img.image.ij.Planes;
import sc.fiji.img2img.image.ij.SeenMask;
import sc.fiji.img2img.lora.Lora;
import sc.fiji.img2img.lora.LoraRewrite;
import sc.fiji.img2img.lora.Part;
import sc.fiji.img2img.model.Model;
import sc.fiji.img2img.run.RunControl;
import sc.fiji.img2img.tile.CellContext;
import sc.fiji.img2img.tile.ModelSize;

/**
 * Image to image with a latent diffusion model: the image is rewound part of the way into noise, and the model finishes
 * it again.
 *
 * <pre>
 * try (Img2Img img2img = Img2Img.open(Path.of("models/nuclei"))) {
 * 	Img2ImgSettings settings = Img2ImgSettings.defaults().with(STRENGTH, 0.6).with(SEED, 42L);
 * 	img2img.run(IJ.openImage("cells.tif"), settings).image().show();
 * }
 * </pre>
 * <p>
 * The model is loaded by opening it and by the first run, which may take seconds and gigabytes of native memory; it stays
 * loaded for any number of runs until {@link #close()}, or until its files are changed: then the next run loads it anew.
 * Thread-safe: runs wait for each other.
 * </p>
 */
public final class Img2Img implements AutoCloseable {

	private final DeviceChoice device;

	/** Whether the user named the device. */
	private final boolean asked;

	private final Turns turns;

	/** Replaced, in a run's turn, when the files have changed. */
	private volatile OpenModel open;

	private Img2Img(OpenModel open, DeviceChoice device, boolean asked) {
		this.open = open;
		this.device = device;
		this.asked = asked;
		turns = new Turns(open.toString());
	}

	/**
	 * Opens a model on the best device that works here.
	 *
	 * @param model a .safetensors file, or a directory in the diffusers layout with ONNX or .safetensors files
	 * @throws IOException if it is no model that can be run; the message says why
	 */
	public static Img2Img open(Path model) throws IOException {
		return open(model, Devices.AUTO, RunControl.silent());
	}

	/**
	 * Opens a model.
	 *
	 * @param model a .safetensors file, or a directory in the diffusers layout with ONNX or .safetensors files
	 * @param device a name as in {@link Img2ImgSettings#DEVICE}
	 * @param control hears what is being loaded; its cancellation ends the loading between two networks
	 * @throws IOException if it is no model that can be run; the message says why
	 * @throws IllegalArgumentException if the device cannot be used
	 */
	public static Img2Img open(Path model, String device, RunControl control) throws IOException {
		return open(model, device, Precision.AUTO, control);
	}

	/** As {@link #open(Path, String, RunControl)}, with the device computing as exactly as asked for. */
	public static Img2Img open(Path model, String device, Precision precision, RunControl control)
		throws IOException
	{
		return open(Model.open(model), Img2ImgSettings.defaults().with(Img2ImgSettings.DEVICE, device).with(
			Img2ImgSettings.PRECISION, precision), control);
	}

	/**
	 * As {@link #open(Path, String, RunControl)}, for a model that was looked at before.
	 *
	 * @param settings say which device, in which precision, and whether what is made of the model is kept for the next time
	 */
	public static Img2Img open(Model model, Img2ImgSettings settings, RunControl control) throws IOException {
		control.check();
		String device = settings.get(Img2ImgSettings.DEVICE);
		// NB: before the device, which may be tested first.
		Architecture architecture = Architectures.of(model);
		DeviceChoice found = Devices.choose(device, settings.get(Img2ImgSettings.PRECISION));
		DeviceChoice choice = settings.get(Img2ImgSettings.NOCACHE) ? found.withoutCache() : found;
		boolean asked = !Devices.read(device).equals(Devices.AUTO);
		return new Img2Img(OpenModel.open(model, architecture, choice, asked, control), choice, asked);
	}

	/** The file or folder of the small decoder that makes a model's images under settings; empty where its own decoder does. */
	public static Optional<Path> smallDecoder(Model model, Img2ImgSettings settings) throws IOException {
		return settings.get(Img2ImgSettings.DECODER) == DecoderChoice.TINY ? Architectures.of(model).smallDecoder() : Optional
			.empty();
	}

	/** The model. */
	public Model model() {
		return open.model();
	}

	/** What runs it now; the CPU after a run for which the device's memory did not suffice. */
	public DeviceChoice device() {
		return open.placed().device();
	}

	/** The settings that a run with these has: what is not set is as the model suggests. */
	public Img2ImgSettings complete(Img2ImgSettings settings) {
		return open.complete(settings);
	}

	/** Runs an image; see {@link #run(ImagePlus, ImageProcessor, Img2ImgSettings, RunControl)}. */
	public Img2ImgResult<ImagePlus> run(ImagePlus image, Img2ImgSettings settings) throws IOException {
		return run(image, null, settings, RunControl.silent());
	}

	/**
	 * Runs what is displayed of the image, or all of it, as {@link Img2ImgSettings#STACK} says.
	 *
	 * @param image any type and size; not changed
	 * @param mask of the image's size, white where it may change, as {@link SeenMask} sees it; null for everywhere
	 * @param control hears how the run gets on; its cancellation ends the run, within a step
	 * @return a new image of the same type, size, calibration and lookup tables, with all settings in its Info
	 * @throws java.util.concurrent.CancellationException if it was cancelled, or the model was closed meanwhile
	 * @throws IllegalStateException if the model was closed before, or this is called by a listener of one of its runs
	 * @throws IllegalArgumentException if image, mask or a setting do not suit the model; the message says why
	 * @throws IOException if the model or a LoRA was changed and cannot be loaded anew; the message says why
	 * @throws sc.fiji.img2img.run.InferenceException if the model fails, or its numbers overflow
	 */
	public Img2ImgResult<ImagePlus> run(ImagePlus image, ImageProcessor mask, Img2ImgSettings settings,
		RunControl control) throws IOException
	{
		Mask inside = inside(mask);
		return inTurn(control, own -> new ImageJob<>(open, completed -> planes(image, completed), inside).run(settings, own));
	}

	/**
	 * Runs all planes of an image of ImgLib2, whose first two dimensions are x and y; see
	 * {@link #run(RandomAccessibleInterval, ImageLayout, RandomAccessibleInterval, Img2ImgSettings, RunControl)}.
	 */
	public <T extends NativeType<T>> Img2ImgResult<Img<T>> run(RandomAccessibleInterval<T> image,
		Img2ImgSettings settings) throws IOException
	{
		return run(image, ImageLayout.of(0, 1), null, settings, RunControl.silent());
	}

	/**
	 * Runs all planes of an image of ImgLib2, one after the other.
	 *
	 * @param image of a type for whole numbers, FloatType, DoubleType or ARGBType, with any number of dimensions; not changed
	 * @param layout which dimensions are x, y and channel, and which values are black and white
	 * @param mask of x and y, above 0 where all planes may change; null for everywhere
	 * @param control hears how the run gets on; its cancellation ends the run, within a step
	 * @return a new image of the same type and dimensions, from 0; colours that changed are opaque
	 * @throws IllegalArgumentException if image, layout, mask or a setting do not suit each other or the model; the message says
	 *           why
	 * @see #run(ImagePlus, ImageProcessor, Img2ImgSettings, RunControl) the other exceptions
	 */
	public <T extends NativeType<T>> Img2ImgResult<Img<T>> run(RandomAccessibleInterval<T> image, ImageLayout layout,
		RandomAccessibleInterval<? extends RealType<?>> mask, Img2ImgSettings settings, RunControl control) throws IOException
	{
		Mask inside = mask == null ? null : Mask.of(mask);
		return inTurn(control, own -> new ImageJob<>(open, completed -> new IntervalPictures<>(image, layout, isFull(completed)),
			inside).run(settings, own));
	}

	/** A lazy image of x, y and any other dimensions; see {@link #lazy(RandomAccessibleInterval, ImageLayout, Img2ImgSettings)}. */
	public <T extends NativeType<T>> RandomAccessibleInterval<T> lazy(RandomAccessibleInterval<T> image,
		Img2ImgSettings settings)
	{
		return lazy(image, ImageLayout.of(0, 1), settings);
	}

	/**
	 * An image whose cells are run when somebody looks at them, for viewers and for saving block by block.
	 * <p>
	 * Each cell is run with what is around it, never scaled, and comes out the same whoever looks first. The last few are kept. Cells are not
	 * denoised together, as windows of {@link #run} are: at high strengths their borders may show. Whoever looks waits for the
	 * cell, on any thread, and gets what goes wrong as an exception; the image can be looked at until the model is closed.
	 * </p>
	 *
	 * @param image as in {@link #run}; read when cells are run
	 * @param layout of 0 and 1 as x and y; with a value range for types of more values than 8 bits have, unless range is full
	 * @return an image of the same type and dimensions, from 0
	 * @throws IllegalArgumentException if image, layout or a setting do not suit each other; the message says why
	 */
	public <T extends NativeType<T>> RandomAccessibleInterval<T> lazy(RandomAccessibleInterval<T> image, ImageLayout layout,
		Img2ImgSettings settings)
	{
		Img2ImgSettings seeded = complete(settings).with(Img2ImgSettings.SIZE, ModelSize.off()).withSeed();
		RandomAccessibleInterval<T> whole = Views.zeroMin(image);
		CellContext context = open.cells(seeded);
		long[] corner = whole.dimensionsAsLongArray();
		for (int d = 0; d < corner.length; d++)
			corner[d] = Math.min(corner[d], d < 2 ? context.cell() : 1);
		IntervalPictures<T> pictures = new IntervalPictures<>(Views.interval(whole, new FinalInterval(corner)), layout, isFull(
			seeded));
		pictures.check(seeded.get(VARIATIONS), seeded.get(RAW));
		pictures.checkParts();
		return LazyCells.image(whole, context, part -> runPart(part, layout, seeded));
	}

	/**
	 * Runs an image once under each of several settings, all at once.
	 *
	 * @param batch one of {@link #batches}
	 * @return a result for each of the settings, as {@link #run} gives it but for rounding: networks add up the numbers of
	 *         several images in other orders on some devices
	 * @see #run(ImagePlus, ImageProcessor, Img2ImgSettings, RunControl)
	 */
	public List<Img2ImgResult<ImagePlus>> runBatch(ImagePlus image, ImageProcessor mask, List<Img2ImgSettings> batch,
		RunControl control) throws IOException
	{
		if (batch.size() == 1) return List.of(run(image, mask, batch.get(0), control));
		Mask inside = inside(mask);
		return inTurn(control, own -> new ImageJob<>(open, completed -> planes(image, completed), inside).runBatch(batch, own));
	}

	/**
	 * Splits settings into batches that the device runs faster at once than one by one: of settings that differ in nothing
	 * but seed and LoRA weight. The system property img2img.batch sets how many images they may have.
	 *
	 * @param all with seeds that are given
	 * @return the settings in their order
	 * @throws IOException if one of their LoRAs is missing, or is none
	 */
	public List<List<Img2ImgSettings>> batches(ImagePlus image, List<Img2ImgSettings> all) throws IOException {
		return Batches.of(open, all, image.getWidth(), image.getHeight());
	}

	/** The steps that a run would take. */
	public StepPlan plan(Img2ImgSettings settings) throws IOException {
		return open.plan(complete(settings));
	}

	/** Whether a run that follows another loads networks anew, since it has other LoRAs, or others than low-rank ones. */
	public boolean loadsBetween(Img2ImgSettings first, Img2ImgSettings second) throws IOException {
		List<Lora> before = open.loras(complete(first));
		List<Lora> after = open.loras(complete(second));
		Stream<Part> parts = Stream.of(before, after).flatMap(List::stream).flatMap(lora -> lora.file().parts().stream());
		return parts.distinct().anyMatch(part -> !LoraRewrite.of(part, before).key().equals(LoraRewrite.of(part, after)
			.key()));
	}

	/**
	 * Frees the model's native memory, and ends a run that is still going on, which its caller hears as a
	 * CancellationException. Returns when that has ended.
	 */
	@Override
	public void close() {
		if (turns.close()) open.close();
	}

	// -- Helper methods --

	/** Runs a part of a larger image, with the noise that it has there. */
	private <T extends NativeType<T>> RandomAccessibleInterval<T> runPart(RandomAccessibleInterval<T> part,
		ImageLayout layout, Img2ImgSettings settings)
	{
		try {
			return inTurn(RunControl.silent(), own -> new ImageJob<>(open, completed -> new IntervalPictures<>(part, layout, isFull(
				completed)), null).at(part.min(0), part.min(1)).run(settings, own)).image();
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	/** Does something when the runs before are done, with the model as its files are now. */
	private <T> T inTurn(RunControl control, Turns.Action<T> action) throws IOException {
		return turns.take(own -> {
			try {
				refresh(own);
				int loads = open.placed().loads();
				T result = action.run(own);
				if (open.placed().loads() != loads && open.isOutdated()) throw new IOException("The files of the model " + open +
					" were changed while the run was loading them; run it again.");
				return result;
			}
			finally {
				if (turns.isClosed()) open.close();
			}
		}, control);
	}

	/** Loads the model anew if its files were changed, or could not be loaded before. */
	private void refresh(RunControl control) throws IOException {
		if (open.placed().isOpen() && !open.isOutdated()) return;
		control.note("The files of the model " + open + " have changed; it is loaded again");
		open.close();
		Model model = open.model().reopen();
		open = OpenModel.open(model, Architectures.of(model), device, asked, control);
	}

	private static Pictures<ImagePlus> planes(ImagePlus image, Img2ImgSettings settings) {
		return new Planes(image, settings.get(STACK), isFull(settings));
	}

	private static boolean isFull(Img2ImgSettings settings) {
		return settings.get(RANGE) == RangeSource.FULL;
	}

	/** A mask as it is seen; null for none. */
	private static Mask inside(ImageProcessor mask) {
		return mask == null ? null : SeenMask.mask(mask);
	}
}
