package sc.fiji.img2img;

/** Texts of any kind. Immutable. */
final class TextType extends ValueType<String> {

	TextType() {
		super(String.class);
	}

	@Override
	String read(String text) {
		return text;
	}

	@Override
	String allowed() {
		return "a text";
	}
}
