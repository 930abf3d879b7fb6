package sc.fiji.img2img.device.provider;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

import com.google.gson.Gson;
import com.google.gson.JsonObject;

import sc.fiji.img2img.device.install.InstalledPlugin;
import sc.fiji.img2img.device.install.InstalledPlugins;
import sc.fiji.img2img.onnx.OnnxSession;

/** Finds candidates, and makes them from their descriptions. */
public final class Candidates {

	private Candidates() {
		// NB: finds and reads only.
	}

	/** All that is installed, in the order that decides between equals. */
	public static List<Candidate> installed() {
		List<Candidate> candidates = new ArrayList<>(List.of(BuiltIn.values()));
		List<InstalledPlugin> plugins = InstalledPlugins.here().list();
		String runtime = plugins.isEmpty() ? "" : OnnxSession.environment().getVersion();
		plugins.forEach(plugin -> candidates.add(new LibraryCandidate(EpLibrary.of(plugin, runtime))));
		// NB: those that are taken only when they are named come last.
		return candidates.stream().sorted(Comparator.comparing((Candidate candidate) -> candidate.rank() < 0)
			.thenComparing(Candidate::rank)).collect(Collectors.toList());
	}

	/** The candidate that {@link Candidate#describe()} told of. */
	public static Candidate read(JsonObject description) {
		if (description.has("builtin")) return BuiltIn.valueOf(description.get("builtin").getAsString());
		return new LibraryCandidate(new Gson().fromJson(description.get("library"), EpLibrary.class));
	}
}
