package sc.fiji.img2img.lora;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A LoRA as users ask for it, by name or path, with its weights: {@code style}, {@code style.safetensors:0.8},
 * {@code style:0.5:0.8} or {@code style:te=0.5:unet=0.8}.
 * <p>
 * One weight is for all networks; of two the first is for the text encoders and the second for the UNet, as in
 * AUTOMATIC1111's prompts. Immutable.
 * </p>
 */
public final class LoraRequest {

	private static final double LIMIT = 100;

	private static final Pattern TAG = Pattern.compile("<lora:([^<>]*)>");

	private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)");

	private static final Pattern NAMED = Pattern.compile("(te|unet)=(.*)");

	private final String name;

	private final double unet;

	private final double text;

	private LoraRequest(String name, double unet, double text) {
		this.name = name;
		this.unet = unet;
		this.text = text;
	}

	/**
	 * Reads requests that are separated by semicolons.
	 *
	 * @param weight of those that have none of their own
	 * @throws IllegalArgumentException if a weight is not between -100 and 100
	 */
	public static List<LoraRequest> list(String requests, double weight) {
		List<LoraRequest> list = new ArrayList<>();
		for (String request : requests.split(";"))
			if (!request.isBlank()) list.add(of(request.trim(), weight));
		return list;
	}

	/** The requests in a prompt, in AUTOMATIC1111's syntax: {@code <lora:style:0.8>}. */
	public static List<LoraRequest> inPrompt(String prompt) {
		List<LoraRequest> list = new ArrayList<>();
		Matcher tags = TAG.matcher(prompt);
		while (tags.find())
			list.add(of(tags.group(1).trim(), 1));
		return list;
	}

	/** A prompt without the requests in it. */
	public static String withoutRequests(String prompt) {
		return TAG.matcher(prompt).replaceAll("");
	}

	/**
	 * Opens the file that is meant.
	 *
	 * @throws IOException if there is none, or it is no LoRA
	 */
	public Lora open(LoraFolders folders) throws IOException {
		return Lora.of(LoraFile.open(folders.find(name)), unet, text);
	}

	/** Whether a request for a name means a file of that name and no weight: "a;b" are two, and "a:2" has a weight. */
	static boolean isPlain(String name) {
		return name.equals(name.trim()) && name.indexOf(';') < 0 && of(name, 1).name.equals(name);
	}

	/** The request as prompts have it, the file by its name alone. */
	public String tag() {
		String file = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1).replaceFirst(
			"\\.safetensors$", "");
		return "<lora:" + file + ":" + (text == unet ? "" : text + ":") + unet + ">";
	}

	/** The name or path. */
	public String name() {
		return name;
	}

	/** The weight in the UNet. */
	public double unet() {
		return unet;
	}

	/** The weight in the text encoders. */
	public double text() {
		return text;
	}

	/** Weights are split off from the end, since paths may have colons, too: those of Windows do. */
	private static LoraRequest of(String request, double fallback) {
		String rest = request;
		List<String> weights = new ArrayList<>();
		int colon = rest.lastIndexOf(':');
		while (colon > 0 && isWeight(rest.substring(colon + 1))) {
			weights.add(0, rest.substring(colon + 1).trim());
			rest = rest.substring(0, colon).trim();
			colon = rest.lastIndexOf(':');
		}
		double unet = Double.NaN;
		double text = Double.NaN;
		int unnamed = 0;
		for (String weight : weights) {
			Matcher named = NAMED.matcher(weight);
			boolean isNamed = named.matches();
			double value = number(request, isNamed ? named.group(2) : weight);
			if (isNamed ? named.group(1).equals("te") : unnamed++ == 0) text = value;
			else unet = value;
		}
		// NB: a weight that is not given follows the other.
		if (Double.isNaN(text)) text = Double.isNaN(unet) ? fallback : unet;
		if (Double.isNaN(unet)) unet = text;
		return new LoraRequest(rest, unet, text);
	}

	private static boolean isWeight(String text) {
		return NUMBER.matcher(text.trim()).matches() || NAMED.matcher(text.trim()).matches();
	}

	private static double number(String request, String text) {
		double value = NUMBER.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
		if (!(Math.abs(value) <= LIMIT)) throw new IllegalArgumentException("The weight of the LoRA in \"" + request +
			"\" should be a number from -100 to 100, but is \"" + text + "\".");
		return value;
	}
}
