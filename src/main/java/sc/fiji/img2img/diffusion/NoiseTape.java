package sc.fiji.img2img.diffusion;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import sc.fiji.img2img.random.NoiseSource;

/**
 * What was drawn from the beginning of a stream of noise, so that other runs with the same seed need not draw it again.
 * <p>
 * Not thread-safe.
 * </p>
 */
final class NoiseTape {

	/** As many values as are kept; what samplers draw in each step may come to gigabytes. */
	private static final int KEPT = 1 << 22;

	private final Supplier<NoiseSource> streams;

	private final List<float[]> draws = new ArrayList<>();

	private int kept;

	/** @param streams begin the same stream each time */
	NoiseTape(Supplier<NoiseSource> streams) {
		this.streams = streams;
	}

	/** The stream from its beginning, with the values that it has without a tape. */
	NoiseSource play() {
		return new Player();
	}

	private final class Player implements NoiseSource {

		private final List<Integer> counts = new ArrayList<>();

		/** Null as long as all comes from the tape. */
		private NoiseSource live;

		/** Whether all draws so far are those of the tape. */
		private boolean taped = true;

		@Override
		public float[] next(int count) {
			int index = counts.size();
			boolean known = live == null && index < draws.size() && draws.get(index).length == count;
			float[] values = known ? draws.get(index) : draw(index, count);
			counts.add(count);
			return values.clone();
		}

		private float[] draw(int index, int count) {
			if (live == null) {
				live = streams.get();
				counts.forEach(live::next);
			}
			float[] values = live.next(count);
			taped &= index == draws.size() && kept + count <= KEPT;
			if (taped) {
				draws.add(values);
				kept += count;
			}
			return values;
		}
	}
}
