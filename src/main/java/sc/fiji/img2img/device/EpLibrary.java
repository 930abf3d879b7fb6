package sc.fiji.img2img.device;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A shared library that brings an execution provider of ONNX Runtime, and what is known of it.
 * <p>
 * Plain data, which is handed to the self-test's process as JSON. Immutable once it is built.
 * </p>
 */
final class EpLibrary {

	/** The name in settings. */
	String key;

	/** The name to show. */
	String title;

	String version;

	/** Where the library is. */
	String path;

	/** The name that ONNX Runtime gives its devices. */
	String provider;

	/** The oldest ONNX Runtime that can load it, as numbers with points; empty for any. */
	String minimumRuntime = "";

	/** The first ONNX Runtime that cannot load it any more; empty for none. */
	String limitRuntime = "";

	/** The provider's options in fp32. */
	Map<String, String> options = new LinkedHashMap<>();

	/** The provider's options with its fast type. */
	Map<String, String> fastOptions = new LinkedHashMap<>();

	/** The fast type, fp16 or bf16; empty where there is none. */
	String fast = "";

	/** The provider's own words for fast types, one of which a device must list among its capabilities; empty for none. */
	List<String> capabilities = new ArrayList<>();

	boolean gpuKernels;

	boolean fusesAttention;

	/** Its place where the user named none, the least being the best; negative if it is taken only when it is named. */
	int rank = -1;

	/** Whether only a graphics processor, and none in software, is worth being taken of itself. */
	boolean needsGpu;

	/** What may be missing where the library finds no device; a sentence. */
	String advice = "";

	Path file() {
		return Path.of(path);
	}

	/**
	 * Why ONNX Runtime cannot load it; null if it can be tried.
	 *
	 * @param runtime the version of ONNX Runtime
	 */
	String versionFault(String runtime) {
		if (!minimumRuntime.isEmpty() && compare(runtime, minimumRuntime) < 0) return this + " needs ONNX Runtime " +
			minimumRuntime + " or newer, but this is " + runtime + ": update Img2Img, or install an older version of " + title;
		if (!limitRuntime.isEmpty() && compare(runtime, limitRuntime) >= 0) return this + " needs an ONNX Runtime before " +
			limitRuntime + ", but this is " + runtime + ": install a newer version of " + title;
		return null;
	}

	@Override
	public String toString() {
		return title + " " + version;
	}

	/** Compares versions number by number; what is no number counts as 0. */
	static int compare(String first, String second) {
		String[] a = first.split("[.+-]");
		String[] b = second.split("[.+-]");
		for (int i = 0; i < Math.max(a.length, b.length); i++) {
			int difference = Integer.compare(number(a, i), number(b, i));
			if (difference != 0) return difference;
		}
		return 0;
	}

	private static int number(String[] parts, int index) {
		return index < parts.length && parts[index].matches("\\d{1,9}") ? Integer.parseInt(parts[index]) : 0;
	}
}
