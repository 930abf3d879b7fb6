package sc.fiji.img2img.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.scijava.object.ObjectService;

import sc.fiji.img2img.Img2ImgSettings;

/**
 * Something that was found here and can be chosen in SciJava's dialog.
 * <p>
 * SciJava offers all objects that it knows of a parameter's type, which makes a list of choices that are not known before
 * the dialog opens; the choice itself is written into the text next to it. Immutable.
 * </p>
 */
abstract class Found {

	private final String label;

	private final String value;

	private Found(String label, String value) {
		this.label = label;
		this.value = value;
	}

	/** The text that means it. */
	String value() {
		return value;
	}

	@Override
	public String toString() {
		return label;
	}

	@Override
	public boolean equals(Object other) {
		return other != null && other.getClass() == getClass() && ((Found) other).label.equals(label) && ((Found) other).value
			.equals(value);
	}

	@Override
	public int hashCode() {
		return Objects.hash(label, value);
	}

	/** A model. */
	static final class Model extends Found {

		private Model(String label, String value) {
			super(label, value);
		}

		/** Offers the models that are found now, and returns the one of that name. */
		static Model offer(ObjectService objects, String name) {
			List<Model> models = new ArrayList<>(List.of(new Model("(default)", "")));
			ModelChoice.finder().names().forEach(model -> models.add(new Model(model, model)));
			return Found.offer(objects, Model.class, models, name);
		}
	}

	/** A LoRA. */
	static final class Lora extends Found {

		private Lora(String label, String value) {
			super(label, value);
		}

		/** Offers the LoRAs that are found now: for the settings' model by name, for others by path. */
		static Lora offer(ObjectService objects, Img2ImgSettings settings) {
			List<Lora> loras = new ArrayList<>(List.of(new Lora("(none)", "")));
			LoraChoice.names(settings).forEach(name -> loras.add(new Lora(name, name)));
			for (Path model : ModelChoice.finder().models())
				for (Path file : LoraChoice.within(model))
					if (!LoraChoice.isNamed(file, settings)) loras.add(new Lora(file.getFileName() + " (" + model.getFileName() + ")", file.toString()));
			return Found.offer(objects, Lora.class, loras, settings.get(Img2ImgSettings.LORA));
		}
	}

	private static <F extends Found> F offer(ObjectService objects, Class<F> type, List<F> found, String value) {
		objects.getObjects(type).forEach(objects::removeObject);
		found.forEach(objects::addObject);
		return found.stream().filter(each -> each.value().equals(value)).findFirst().orElse(found.get(0));
	}
}
