package sc.fiji.img2img.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import sc.fiji.img2img.io.Excerpt;

/** What users of other programs should know about their prompt: which of its syntax is taken as words here. */
public final class PromptNotes {

	private static final Map<Pattern, String> SYNTAX = new LinkedHashMap<>();

	static {
		SYNTAX.put(Pattern.compile("\\[[^\\[\\]|]*:\\s*\\d*\\.?\\d+\\s*\\]"), "prompt editing");
		SYNTAX.put(Pattern.compile("\\[[^\\[\\]]*\\|[^\\[\\]]*\\]"), "words that alternate");
		SYNTAX.put(Pattern.compile("\\bAND\\b"), "several prompts in one");
		SYNTAX.put(Pattern.compile("\\{[^{}]*\\|[^{}]*\\}"), "a choice of words");
		SYNTAX.put(Pattern.compile("__\\w[\\w/*-]*__"), "a wildcard");
		SYNTAX.put(Pattern.compile("\\bembedding:[^\\s,()]+"), "an embedding");
		SYNTAX.put(Pattern.compile(":\\s*[+-]?\\d*,\\d+\\s*\\)"), "a weight with a comma");
	}

	private PromptNotes() {
		// NB: answers only.
	}

	/** A sentence for each kind of syntax that a prompt has and that means nothing here; mostly none. */
	public static List<String> of(String prompt) {
		List<String> notes = new ArrayList<>();
		SYNTAX.forEach((pattern, kind) -> {
			Matcher found = pattern.matcher(prompt);
			if (found.find()) notes.add("\"" + Excerpt.of(found.group()) + "\" in the prompt is taken as words: " + kind +
				" is not known here.");
		});
		return notes;
	}
}
