package sc.fiji.img2img.run;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;

import org.junit.jupiter.api.Test;

import sc.fiji.img2img.tensor.Tensor;

/** A run's control hands on what it hears, and shares its cancellation or its listener with others. */
class RunControlTest {

	private final List<String> heard = new ArrayList<>();

	private final RunListener listener = new RunListener() {

		@Override
		public void stage(String message) {
			heard.add("stage " + message);
		}

		@Override
		public void note(String message) {
			heard.add("note " + message);
		}

		@Override
		public void step(int done, int total, double secondsLeft, Supplier<Tensor> preview) {
			heard.add(done + " of " + total + ", " + secondsLeft + " s, " + preview.get());
		}
	};

	@Test
	void itsListenerHearsEverything() {
		RunControl control = RunControl.of(listener);
		control.stage("a");
		control.note("b");
		control.step(1, 2, 0.5, () -> Tensor.of(new float[3], 1, 3));
		assertEquals(List.of("stage a", "note b", "1 of 2, 0.5 s, Tensor[1, 3]"), heard);
	}

	@Test
	void anotherListenerSharesTheCancellation() {
		RunControl control = RunControl.silent();
		RunControl other = control.withListener(listener);
		control.cancellation().cancel();
		assertThrows(CancellationException.class, other::check);
		control.stage("a");
		assertEquals(List.of(), heard);
		other.stage("b");
		assertEquals(List.of("stage b"), heard);
	}

	@Test
	void anotherCancellationLeavesTheFirstAlone() {
		RunControl control = RunControl.of(listener);
		RunControl own = control.withCancellation(new Cancellation());
		own.cancellation().cancel();
		assertThrows(CancellationException.class, own::check);
		assertDoesNotThrow(control::check);
		own.stage("a");
		assertEquals(List.of("stage a"), heard);
	}
}
