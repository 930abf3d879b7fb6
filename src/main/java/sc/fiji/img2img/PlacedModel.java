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

	private final Architecture architecture;

	private final boolean asked;

	/** NB: told to other threads while a run goes on. */
	private volatile DeviceChoice device;

	private Img2ImgPipeline pipeline;

	/** The loads where it was before. */
	private int earlierLoads;

	private PlacedModel(Architecture architecture, DeviceChoice device, boolean asked) {
		this.architecture = architecture;
		this.asked = asked;
		this.device = device;
	}

	/**
	 * Loads a model.
	 *
	 * @param asked whether the user named the device, so that no other is taken but for want of memory
	 * @throws IOException if the model cannot be loaded, on the CPU neither
	 */
	static PlacedModel open(Architecture architecture, DeviceChoice device, boolean asked, RunControl control)
		throws IOException
	{
		PlacedModel placed = new PlacedModel(architecture, device, asked);
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
		boolean stays = device.provider().isCpu() || asked && !memory;
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
		pipeline = Img2ImgPipeline.open(architecture, device.provider(), control);
	}

	/** Something to be done with a model, that can be done again. */
	@FunctionalInterface
	interface Work<T> {

		T run(Img2ImgPipeline pipeline) throws IOException;
	}
}
