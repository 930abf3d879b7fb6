package sc.fiji.img2img.random;

import java.util.Locale;
import java.util.function.LongFunction;

/** Whose {@code torch.randn} the noise shall equal: a program's seeds mean nothing without it. */
public enum NoiseDevice {

	/** torch's generator on the CPU, as diffusers' examples use it; the default. */
	CPU("torch CPU", TorchCpuGenerator::of),

	/** torch's generator on a CUDA device. */
	CUDA("torch CUDA", PhiloxGenerator::of);

	private final String label;

	private final LongFunction<NoiseSource> generators;

	NoiseDevice(String label, LongFunction<NoiseSource> generators) {
		this.label = label;
		this.generators = generators;
	}

	/**
	 * Starts a stream.
	 *
	 * @param seed where it starts; 0 to 2<sup>63</sup>-1 as in diffusers
	 * @return a new stream, independent of every other
	 */
	public NoiseSource seeded(long seed) {
		return generators.apply(seed);
	}

	/** The name for users. */
	public String label() {
		return label;
	}

	/** The name in settings. */
	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}
}
