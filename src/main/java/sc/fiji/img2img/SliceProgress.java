package sc.fiji.img2img;

import java.util.function.Supplier;

import sc.fiji.img2img.run.RunListener;
import sc.fiji.img2img.tensor.Tensor;

/** Tells of one of several like runs as a part of the whole. Not thread-safe. */
final class SliceProgress implements RunListener {

	private final RunListener listener;

	private final int index;

	private final int count;

	private double perStep;

	private SliceProgress(RunListener listener, int index, int count) {
		this.listener = listener;
		this.index = index;
		this.count = count;
	}

	/** Hands on to a listener what happens in the run of an index, from 0, out of a number of runs. */
	static RunListener of(RunListener listener, int index, int count) {
		return count == 1 ? listener : new SliceProgress(listener, index, count);
	}

	@Override
	public void stage(String message) {
		listener.stage((index + 1) + " of " + count + ": " + message);
	}

	@Override
	public void note(String message) {
		listener.note(message);
	}

	@Override
	public void step(int done, int total, double secondsLeft, Supplier<Tensor> preview) {
		// NB: at its last step a run has no time left, from which that of the others could be told.
		if (done < total) perStep = secondsLeft / (total - done);
		listener.step(index * total + done, count * total, secondsLeft + perStep * total * (count - index - 1), preview);
	}
}
