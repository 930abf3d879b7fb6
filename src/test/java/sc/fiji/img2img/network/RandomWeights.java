package sc.fiji.img2img.network;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

import sc.fiji.img2img.onnx.graph.ElementType;
import sc.fiji.img2img.onnx.graph.Weight;

/** As many random weights as a network asks for, of a size that lets numbers through; the same ones for the same names. */
public final class RandomWeights implements Weights {

	private final Map<String, long[]> shapes = new LinkedHashMap<>();

	/** What was asked for. */
	public Map<String, long[]> shapes() {
		return shapes;
	}

	@Override
	public boolean has(String name) {
		return name.endsWith(".weight");
	}

	@Override
	public Weight get(String name, long... shape) {
		shapes.put(name, shape);
		return Weight.supplied(name, ElementType.FLOAT, shape, values(name, shape));
	}

	/** A tensor's elements. */
	public static double[] values(String name, long... shape) {
		Random random = new Random(name.hashCode());
		int count = (int) Arrays.stream(shape).reduce(1, (a, b) -> a * b);
		double fan = Math.max(1, shape.length > 1 ? count / (double) shape[0] : 4);
		double[] values = new double[count];
		for (int i = 0; i < count; i++)
			values[i] = (float) (random.nextGaussian() / Math.sqrt(fan)) + (name.matches(".*norm.*weight") ? 1 : 0);
		return values;
	}
}
