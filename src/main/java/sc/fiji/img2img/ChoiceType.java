package sc.fiji.img2img;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The constants of an enum, which texts call as their toString says. Immutable. */
final class ChoiceType<E extends Enum<E>> extends ValueType<E> {

	ChoiceType(Class<E> type) {
		super(type);
	}

	@Override
	E read(String text) {
		return Arrays.stream(javaType().getEnumConstants()).filter(choice -> choice.toString().equalsIgnoreCase(text))
			.findFirst().orElse(null);
	}

	@Override
	String allowed() {
		return "one of " + String.join(", ", choices());
	}

	@Override
	List<String> choices() {
		return Arrays.stream(javaType().getEnumConstants()).map(E::toString).collect(Collectors.toList());
	}
}
