package sc.fiji.img2img;

import java.io.IOException;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One of {@link TestModels}, open for as long as a class of tests runs; a static field with RegisterExtension. */
public final class OpenedModel implements BeforeAllCallback, AfterAllCallback {

	private final String name;

	private Img2Img img2img;

	private OpenedModel(String name) {
		this.name = name;
	}

	public static OpenedModel of(String name) {
		return new OpenedModel(name);
	}

	public Img2Img get() {
		return img2img;
	}

	@Override
	public void beforeAll(ExtensionContext context) throws IOException {
		img2img = Img2Img.open(TestModels.get(name));
	}

	@Override
	public void afterAll(ExtensionContext context) {
		img2img.close();
	}
}
