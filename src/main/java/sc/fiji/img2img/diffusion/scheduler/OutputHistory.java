package sc.fiji.img2img.diffusion.scheduler;

import java.util.Arrays;

/** The last few results of the model, for multistep samplers. */
final class OutputHistory {

	private final float[][] entries;
	private int size;

	private OutputHistory(int capacity) {
		entries = new float[capacity][];
	}

	static OutputHistory of(int capacity) {
		return new OutputHistory(capacity);
	}

	/** Adds the newest entry; the oldest falls out when all places are taken. */
	void push(float[] entry) {
		System.arraycopy(entries, 0, entries, 1, entries.length - 1);
		entries[0] = entry;
		size = Math.min(size + 1, entries.length);
	}

	/** @param back 0 for the newest entry, less than {@link #size()} */
	float[] get(int back) {
		return entries[back];
	}

	int size() {
		return size;
	}

	void clear() {
		Arrays.fill(entries, null);
		size = 0;
	}
}
