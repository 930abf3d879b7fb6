package sc.fiji.img2img.command;

import java.awt.EventQueue;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;

import sc.fiji.img2img.Img2ImgSettings;

/**
 * Looks, beside the event thread, for the LoRAs of the model that is chosen in a dialog, and for what the chosen ones say
 * of themselves. Belongs to the event thread.
 */
final class LoraWatch {

	private final ExecutorService reader = Executors.newSingleThreadExecutor(task -> {
		Thread thread = new Thread(task, "Img2Img LoRAs");
		thread.setDaemon(true);
		return thread;
	});

	private final BiConsumer<List<String>, String> listener;

	/** NB: only the last question is answered. */
	private volatile List<String> asked = List.of();

	/**
	 * A watch.
	 *
	 * @param listener hears, on the event thread, the names that were found and what is said of the chosen ones
	 */
	LoraWatch(BiConsumer<List<String>, String> listener) {
		this.listener = listener;
	}

	/** Looks again if the settings have another model, folder or LoRA than before. */
	void ask(Img2ImgSettings settings) {
		List<String> question = List.of(settings.get(CommandSettings.MODEL), settings.get(Img2ImgSettings.LORAFOLDER), settings
			.get(Img2ImgSettings.LORA));
		if (question.equals(asked)) return;
		asked = question;
		reader.execute(() -> {
			if (!question.equals(asked)) return;
			List<String> names = LoraChoice.names(settings);
			String words = LoraChoice.words(settings);
			EventQueue.invokeLater(() -> {
				if (question.equals(asked)) listener.accept(names, words);
			});
		});
	}

	/** Looks no more. */
	void end() {
		asked = List.of();
		reader.shutdownNow();
	}
}
