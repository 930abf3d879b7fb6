package sc.fiji.img2img;

import java.io.IOException;

import sc.fiji.img2img.device.DeviceChoice;
import sc.fiji.img2img.diffusion.Architecture;
import sc.fiji.img2img.diffusion.Img2ImgPipeline;
import sc.fiji.img2img.onnx.LoadException;
import sc.fiji.img2img.onnx.OutOfDeviceMemoryException;
import sc.fiji.img2img.onnx.Provider;
import sc.fiji.img2img.run.RunControl;

/**
 * A model that is loaded on a device, and moves to the CPU for good where the device cannot take it.
 * <p>
 * Whoever opens one closes it. Not thread-safe.
 * </p>
 */
final class PlacedModel implements AutoCloseable {

	private final Architecture model;

	private final boolean asked;

	/** NB: told to other threads while a run goes on. */
	private volatile DeviceChoice device;

	private Img2ImgPipeline pipeline;

	/** The loads where it was before. */
	private int earlierLoads;

	private PlacedModel(Architecture model, DeviceChoice device, boolean asked) {
		this.model = model;
		this.asked = asked;
		this.device = device;
	}

	/**
	 * Loads a model.
	 *
	 * @param asked whether the user named the device, so that no other is taken but for want of memory
	 * @throws IOException if the model cannot be loaded, on the CPU neither
	 */
	static PlacedModel open(Architecture model, DeviceChoice device, boolean asked, RunControl control)
		throws IOException
	{
		PlacedModel placed = new PlacedModel(model, device, asked);
		try {
			placed.load(control);
		}
		catch (OutOfDeviceMemoryException | LoadException e) {
			placed.move(e, control);
		}
		return placed;
	}

	/** What runs it now. */
	DeviceChoice device() {
		return device;
	}

	/** The model where it is now; closed with this, or when it moves. */
	Img2ImgPipeline pipeline() {
		return pipeline;
	}

	/** Whether it is loaded. */
	boolean isOpen() {
		return pipeline != null;
	}

	/** How often networks were loaded by runs. */
	int loads() {
		return earlierLoads + pipeline.loads();
	}

	/** Runs work on the model, and once more on the CPU where the device cannot do it. */
	<T> T run(Work<T> work, RunControl control) throws IOException {
		try {
			return work.run(pipeline);
		}
		catch (OutOfDeviceMemoryException | LoadException e) {
			move(e, control);
			return work.run(pipeline);
		}
	}

	@Override
	public void close() {
		if (pipeline != null) pipeline.close();
		pipeline = null;
	}

	// -- Helper methods --

	/** Moves to the CPU, or hands on what was thrown where that is not to be. */
	private void move(Exception cause, RunControl control) throws IOException {
		boolean memory = cause instanceof OutOfDeviceMemoryException;
		boolean stays = device.provider() == Provider.CPU || asked && !memory;
		if (stays && memory) throw (OutOfDeviceMemoryException) cause;
		if (stays) throw (IOException) cause;
		String failed = device.provider().name();
		String why = memory ? "the memory of " + failed + " does not suffice" : failed + " cannot load the model (" + cause
			.getMessage().replaceAll("\\s*\\R\\s*", " ").replaceAll("\\.$", "") + ")";
		control.note("Continuing on the CPU: " + why);
		if (pipeline != null) earlierLoads += pipeline.loads() + 1;
		close();
		device = device.onCpu(why);
		load(control);
	}

	private void load(RunControl control) throws IOException {
		pipeline = Img2ImgPipeline.open(model, device.provider(), control);
	}

	/** Something to be done with a model, that can be done again. */
	@FunctionalInterface
	interface Work<T> {

		T run(Img2ImgPipeline pipeline) throws IOException;
	}
}
