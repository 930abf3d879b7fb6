package sc.fiji.img2img.random;

/**
 * A stream of standard normal noise, reproducible from its seed.
 * <p>
 * One call stands for one {@code torch.randn} call: the values depend on how many are asked for at once, so that a
 * caller must draw in the order and in the sizes in which the reference program draws.
 * </p>
 * <p>
 * Not thread-safe: a stream belongs to one run.
 * </p>
 */
@FunctionalInterface
public interface NoiseSource {

	/**
	 * Draws the next {@code count} values.
	 *
	 * @param count how many values, at least 1
	 * @return a new array of {@code count} independent values of mean 0 and variance 1
	 */
	float[] next(int count);
}
