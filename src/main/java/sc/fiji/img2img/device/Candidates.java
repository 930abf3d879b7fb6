package sc.fiji.img2img.device;

import com.google.gson.Gson;
import com.google.gson.JsonObject;

/** Makes candidates from their descriptions. */
final class Candidates {

	private Candidates() {
		// NB: reads only.
	}

	/** The candidate that {@link Candidate#describe()} told of. */
	static Candidate read(JsonObject description) {
		if (description.has("builtin")) return BuiltIn.valueOf(description.get("builtin").getAsString());
		return new LibraryCandidate(new Gson().fromJson(description.get("library"), EpLibrary.class));
	}
}
