package sc.fiji.img2img.diffusion;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The last few results of something that takes long, by what they were made from.
 * <p>
 * A result that is found is the one that was made, so that whoever asks gets the same bits either way; it is shared and
 * must not be changed. Not thread-safe.
 * </p>
 */
public final class Memo<K, V> {

	private final Map<K, V> results;

	private Memo(int capacity) {
		results = new LinkedHashMap<>(16, 0.75f, true) {

			@Override
			protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
				return size() > capacity;
			}
		};
	}

	/** An empty one, which forgets the result that was not asked for the longest once it has more than so many. */
	public static <K, V> Memo<K, V> ofLast(int capacity) {
		return new Memo<>(capacity);
	}

	/**
	 * The result for a key, made now if it is not known.
	 *
	 * @param key equal for what gives equal results, and for nothing else
	 * @param maker makes it; nothing is remembered if that fails
	 */
	public V get(K key, Supplier<V> maker) {
		V known = results.get(key);
		if (known != null) return known;
		V made = maker.get();
		results.put(key, made);
		return made;
	}
}
