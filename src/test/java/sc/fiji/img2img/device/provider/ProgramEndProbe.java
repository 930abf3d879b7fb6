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
package sc.fiji.img2img.device.provider;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

import sc.fiji.img2img.device.install.InstalledPlugins;
import sc.fiji.img2img.onnx.NativeLibraries;
import sc.fiji.img2img.onnx.OnnxSession;
import sc.fiji.img2img.onnx.graph.ElementType;
import sc.fiji.img2img.onnx.graph.Node;
import sc.fiji.img2img.onnx.graph.OnnxModel;
import sc.fiji.img2img.onnx.graph.ValueInfo;
import sc.fiji.img2img.run.Cancellation;
import sc.fiji.img2img.tensor.Tensor;

/** Uses a device's library and returns from main, as programs of users do; a program of its own. */
final class ProgramEndProbe {

	private static final int SIZE = 4;

	private ProgramEndProbe() {
		// NB: a program.
	}

	/** Arguments: load and a library's file; or closed, open or running and the key of an installed device. */
	public static void main(String... arguments) throws IOException, InterruptedException {
		try {
			if (arguments[0].equals("load")) new LibraryCandidate(Libraries.library(Path.of(arguments[1]))).hardware();
			else use(arguments[0], arguments[1]);
		}
		catch (DeviceFault e) {
			System.out.println(e.getMessage());
		}
	}

	private static void use(String ending, String key) throws DeviceFault, IOException, InterruptedException {
		EpLibrary library = EpLibrary.of(InstalledPlugins.here().find(key).get(), NativeLibraries.load().getVersion());
		OnnxSession session = OnnxSession.open(square(), new LibraryCandidate(library).provider(0, false));
		System.out.println(square(session));
		if (ending.equals("closed")) session.close();
		if (!ending.equals("running")) return;
		CountDownLatch begun = new CountDownLatch(1);
		Thread thread = new Thread(() -> {
			while (square(session) > 0)
				begun.countDown();
		});
		thread.setDaemon(true);
		thread.start();
		begun.await();
	}

	private static float square(OnnxSession session) {
		Tensor twos = Tensor.of(new float[] { 2, 0, 0, 0, 0, 2, 0, 0, 0, 0, 2, 0, 0, 0, 0, 2 }, SIZE, SIZE);
		return session.run(Map.of("x", twos), new Cancellation()).get("square").data()[0];
	}

	private static OnnxModel square() {
		OnnxModel model = OnnxModel.create(Path.of("square.onnx"), 17);
		model.graph().inputs().add(ValueInfo.of("x", ElementType.FLOAT, SIZE, SIZE));
		model.graph().nodes().add(Node.of("", "", "MatMul", List.of("x", "x"), List.of("square")));
		model.graph().outputs().add(ValueInfo.of("square", ElementType.FLOAT, SIZE, SIZE));
		return model;
	}
}
