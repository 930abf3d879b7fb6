package sc.fiji.img2img.diffusion;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The conditions under a prompt and, where guidance asks for them, those under the negative one. Immutable. */
public final class ConditionPair {

	private final Conditions positive;

	private final Conditions negative;

	private ConditionPair(Conditions positive, Conditions negative) {
		this.positive = positive;
		this.negative = negative;
	}

	/**
	 * A pair.
	 *
	 * @param negative of the same kinds and shapes as the positive; null where nothing is guided
	 */
	public static ConditionPair of(Conditions positive, Conditions negative) {
		return new ConditionPair(positive, negative);
	}

	/** The rows of several pairs, one after the other. */
	public static ConditionPair concatenate(List<ConditionPair> pairs) {
		return of(Conditions.concatenate(pairs.stream().map(ConditionPair::positive).collect(Collectors.toList())), pairs.get(
			0).negative == null ? null : Conditions.concatenate(pairs.stream().map(ConditionPair::negative).collect(Collectors
				.toList())));
	}

	/** Both of them changed. */
	public ConditionPair map(UnaryOperator<Conditions> change) {
		return of(change.apply(positive), negative == null ? null : change.apply(negative));
	}

	/** What the prompt asks for. */
	public Conditions positive() {
		return positive;
	}

	/** What the negative prompt asks for; null where nothing is guided. */
	public Conditions negative() {
		return negative;
	}
}
