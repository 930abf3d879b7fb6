package sc.fiji.img2img;

import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Names of things that are found when they are needed, such as devices; more may be known than are listed. Immutable. */
final class NameType extends ValueType<String> {

	private final Supplier<List<String>> names;

	private final UnaryOperator<String> reader;

	/** @param reader hands on a name that is known, and refuses others by an IllegalArgumentException */
	NameType(Supplier<List<String>> names, UnaryOperator<String> reader) {
		super(String.class);
		this.names = names;
		this.reader = reader;
	}

	@Override
	String read(String text) {
		return text;
	}

	@Override
	String allow(String value) {
		return reader.apply(value);
	}

	@Override
	String allowed() {
		return "one of " + String.join(", ", choices());
	}

	@Override
	List<String> choices() {
		return names.get();
	}
}
