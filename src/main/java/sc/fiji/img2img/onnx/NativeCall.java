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
package sc.fiji.img2img.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtLoggingLevel;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;

/**
 * A call of ONNX Runtime that takes long; the program does not end while one goes on.
 * <p>
 * When a program ends, ONNX Runtime frees its environment in a shutdown hook of its own, whatever other threads do: one
 * that runs or creates a session then reads what was freed, and the system kills the program. The libraries of devices go
 * with the environment, and so do graphics drivers; one that has something to free when a thread ends, as NVIDIA's has, is
 * then called where nothing is any more, and a program that just returns from main crashes. So a second reference to the
 * environment is held for good, runs are ended when the program ends, and its end waits for what cannot be ended. Thread-safe.
 * </p>
 */
final class NativeCall implements AutoCloseable {

	/** A network that takes longer to load does not keep the program from ending. */
	private static final long PATIENCE_SECONDS = 60;

	private static final Set<NativeCall> GOING_ON = new LinkedHashSet<>();

	private static boolean ending;

	static {
		Runtime.getRuntime().addShutdownHook(new Thread(NativeCall::end, "Img2Img end"));
	}

	private final Runnable interrupter;

	private NativeCall(Runnable interrupter) {
		this.interrupter = interrupter;
	}

	/**
	 * To be called once, when the environment is new. NB: there is one, whose references are counted; Java's class takes one
	 * only, but its native method more.
	 */
	static void holdEnvironment() {
		try {
			Field api = Class.forName("ai.onnxruntime.OnnxRuntime").getDeclaredField("ortApiHandle");
			api.setAccessible(true);
			Method create = OrtEnvironment.class.getDeclaredMethod("createHandle", long.class, int.class, String.class);
			create.setAccessible(true);
			create.invoke(null, api.getLong(null), OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL.getValue(), "Img2Img");
		}
		catch (ReflectiveOperationException | RuntimeException e) {
			// NB: a version that is built in another way; then only the waiting helps.
		}
	}

	/**
	 * Begins a call, which lasts until it is closed.
	 *
	 * @param interrupter has it end early, where that is possible
	 * @throws CancellationException if the program is ending
	 */
	static NativeCall begin(Runnable interrupter) {
		NativeCall call = new NativeCall(interrupter);
		synchronized (GOING_ON) {
			check();
			GOING_ON.add(call);
		}
		return call;
	}

	/**
	 * Returns if the program goes on.
	 *
	 * @throws CancellationException if it is ending
	 */
	static void check() {
		synchronized (GOING_ON) {
			if (ending) throw new CancellationException("The program is ending.");
		}
	}

	@Override
	public void close() {
		synchronized (GOING_ON) {
			GOING_ON.remove(this);
			GOING_ON.notifyAll();
		}
	}

	// -- Helper methods --

	private static void end() {
		synchronized (GOING_ON) {
			ending = true;
			GOING_ON.forEach(call -> call.interrupter.run());
			long last = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
			try {
				while (!GOING_ON.isEmpty() && last - System.nanoTime() > 0)
					TimeUnit.NANOSECONDS.timedWait(GOING_ON, last - System.nanoTime());
			}
			catch (InterruptedException e) {
				Thread.currentThread().interrupt();
			}
		}
	}
}
