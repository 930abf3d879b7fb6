package sc.fiji.img2img;

/** Switches. Immutable. */
final class FlagType extends ValueType<Boolean> {

	FlagType() {
		super(Boolean.class);
	}

	@Override
	Boolean read(String text) {
		if (text.trim().equalsIgnoreCase("true")) return true;
		return text.trim().equalsIgnoreCase("false") ? false : null;
	}

	@Override
	String allowed() {
		return "true or false";
	}
}
