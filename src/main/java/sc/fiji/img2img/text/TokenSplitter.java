package sc.fiji.img2img.text;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds added tokens in a text: the first one from the left, and of several there the longest. Immutable. */
final class TokenSplitter {

	private final Map<String, Integer> ids = new HashMap<>();

	private final Pattern pattern;

	private TokenSplitter(List<AddedToken> tokens, Vocabulary vocabulary) {
		for (AddedToken token : tokens) {
			ids.put(token.sought(), vocabulary.id(token.content()));
		}
		pattern = Pattern.compile(tokens.stream()
			.sorted(Comparator.comparing((AddedToken token) -> -token.sought().length()))
			.map(AddedToken::regex).collect(Collectors.joining("|")), Pattern.UNICODE_CHARACTER_CLASS);
	}

	/**
	 * @param tokens what to find; tokens without an id in the vocabulary are left out
	 */
	static TokenSplitter of(List<AddedToken> tokens, Vocabulary vocabulary) {
		return new TokenSplitter(tokens.stream().filter(token -> vocabulary.id(token.content()) != null)
			.collect(Collectors.toList()), vocabulary);
	}

	/**
	 * Goes through a text from left to right.
	 *
	 * @param between is handed the pieces between the tokens
	 * @param found is handed the tokens' ids
	 */
	void split(String text, Consumer<String> between, IntConsumer found) {
		int from = 0;
		Matcher matcher = pattern.matcher(text);
		while (!ids.isEmpty() && matcher.find()) {
			if (matcher.start() > from) between.accept(text.substring(from, matcher.start()));
			found.accept(ids.get(matcher.group()));
			from = matcher.end();
		}
		if (from < text.length()) between.accept(text.substring(from));
	}
}
