package sc.fiji.img2img.diffusion.scheduler;

/**
 * An ancestral step from one noise level to a lower one: down to a level below it, then up again with fresh noise.
 */
final class AncestralSplit {

	/** The level that is stepped down to. */
	final float down;
	/** The standard deviation of the fresh noise; with {@link #down} it makes up the lower level. */
	final float up;

	private AncestralSplit(float down, float up) {
		this.down = down;
		this.up = up;
	}

	static AncestralSplit of(float from, float to) {
		float up = FloatMath.sqrt(to * to * (from * from - to * to) / (from * from));
		return new AncestralSplit(FloatMath.sqrt(to * to - up * up), up);
	}
}
