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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * How much memory programs can still take: of the machine, and of the control group that they may be confined to, as in
 * containers and jobs of a cluster. Immutable.
 * <p>
 * What the system keeps of files, and would give away, counts as free.
 * </p>
 */
public final class MachineMemory {

	private static final long KIB = 1024;

	private final Path machine;

	private final Path group;

	private MachineMemory(Path machine, Path group) {
		this.machine = machine;
		this.group = group;
	}

	/** That of this machine. */
	public static MachineMemory here() {
		return of(Path.of("/proc/meminfo"), Path.of("/sys/fs/cgroup"));
	}

	/**
	 * That which files state, in the form of Linux.
	 *
	 * @param machine meminfo
	 * @param group the folder of the control group, version 2, or of all of version 1
	 */
	static MachineMemory of(Path machine, Path group) {
		return new MachineMemory(machine, group);
	}

	/** In bytes; empty where the system does not say. */
	public OptionalLong free() {
		long free = Math.min(line(machine, "MemAvailable:", KIB), ofGroup());
		return free == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(Math.max(0, free));
	}

	// -- Helper methods --

	private long ofGroup() {
		long limit = number(group.resolve("memory.max"));
		if (limit != Long.MAX_VALUE) return left(limit, group, "memory.current", "inactive_file ", "active_file ");
		Path old = group.resolve("memory");
		long oldLimit = number(old.resolve("memory.limit_in_bytes"));
		return oldLimit == Long.MAX_VALUE ? oldLimit : left(oldLimit, old, "memory.usage_in_bytes", "total_inactive_file ",
			"total_active_file ");
	}

	private static long left(long limit, Path folder, String taken, String... kept) {
		long used = number(folder.resolve(taken));
		if (used == Long.MAX_VALUE) return used;
		for (String files : kept) {
			long bytes = line(folder.resolve("memory.stat"), files, 1);
			if (bytes != Long.MAX_VALUE) used -= bytes;
		}
		return limit - used;
	}

	/** The number behind a word that a line begins with; as large as can be where there is none. */
	private static long line(Path file, String word, long unit) {
		try {
			for (String line : Files.readAllLines(file))
				if (line.startsWith(word)) return Long.parseLong(line.substring(word.length()).trim().split(" ")[0]) * unit;
		}
		catch (IOException | RuntimeException e) {
			// NB: another system, which does not say.
		}
		return Long.MAX_VALUE;
	}

	/** The number that a file consists of; as large as can be where it is none, which stands for no limit. */
	private static long number(Path file) {
		try {
			return Long.parseLong(Files.readString(file).trim());
		}
		catch (IOException | RuntimeException e) {
			return Long.MAX_VALUE;
		}
	}
}
