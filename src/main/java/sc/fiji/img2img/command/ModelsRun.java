/*-
 * #%L
 * Image to image with latent diffusion models, for ImageJ and Fiji.
 * %%
 * Copyright (C) 2026 Img2Img developers.
 * %%
 * Redistribution and use in source and binary forms, with or without
 * modification, are permitted provided that the following conditions are met:
 *
 * 1. Redistributions of source code must retain the above copyright notice,
 *    this list of conditions and the following disclaimer.
 * 2. Redistributions in binary form must reproduce the above copyright notice,
 *    this list of conditions and the following disclaimer in the documentation
 *    and/or other materials provided with the distribution.
 *
 * THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS"
 * AND ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE
 * IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE
 * ARE DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDERS OR CONTRIBUTORS BE
 * LIABLE FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR
 * CONSEQUENTIAL DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF
 * SUBSTITUTE GOODS OR SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS
 * INTERRUPTION) HOWEVER CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN
 * CONTRACT, STRICT LIABILITY, OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE)
 * ARISING IN ANY WAY OUT OF THE USE OF THIS SOFTWARE, EVEN IF ADVISED OF THE
 * POSSIBILITY OF SUCH DAMAGE.
 * #L%
 */
package sc.fiji.img2img.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Consumer;

import sc.fiji.img2img.io.ByteCount;
import sc.fiji.img2img.model.ModelFolders;
import sc.fiji.img2img.model.download.Hub;
import sc.fiji.img2img.model.download.Patience;
import sc.fiji.img2img.model.download.TransferListener;
import sc.fiji.img2img.model.library.KnownModels;
import sc.fiji.img2img.model.library.LibraryEntry;
import sc.fiji.img2img.model.library.ModelCheckup;
import sc.fiji.img2img.model.library.ModelFinding;
import sc.fiji.img2img.model.library.ModelInstaller;
import sc.fiji.img2img.model.library.ModelLibrary;
import sc.fiji.img2img.model.library.ModelOffer;

/** What can be done with models, from a dialog, from macros and from scripts. Belongs to one run. */
final class ModelsRun {

	/** A thousand parts of a whole are enough for any bar. */
	private static final int PARTS = 1000;

	private final ModelFolders folders = ModelChoice.folders();

	private final RunMonitor monitor;

	private final Consumer<String> log;

	private final BiPredicate<String, String> consent;

	/**
	 * Prepares to do something.
	 *
	 * @param monitor shows how far it is, and ends it
	 * @param log is told what came of it
	 * @param consent tells whether the user agrees to something, a title, and its terms; nothing happens otherwise
	 */
	ModelsRun(RunMonitor monitor, Consumer<String> log, BiPredicate<String, String> consent) {
		this.monitor = monitor;
		this.log = log;
		this.consent = consent;
	}

	/**
	 * Does all that some options ask for; lists the models if they ask for nothing.
	 *
	 * @param values by the keys of {@link ModelsOptions}
	 * @throws IOException if it cannot be done; the message says why
	 * @throws java.util.concurrent.CancellationException if the user wants no more
	 */
	void run(Map<String, String> values) throws IOException {
		boolean done = false;
		for (Map.Entry<String, String> value : values.entrySet())
			done |= run(value.getKey(), value.getValue(), values);
		if (!done) log.accept(ModelLibrary.of(folders).toString());
	}

	// -- Helper methods --

	private boolean run(String action, String value, Map<String, String> values) throws IOException {
		switch (action) {
			case ModelsOptions.ADD:
				add(value, values.getOrDefault(ModelsOptions.NAME, ""), hub(values));
				return true;
			case ModelsOptions.SHOW:
				log.accept(ModelLibrary.of(folders).card(value).toString());
				return true;
			case ModelsOptions.KNOWN:
				log.accept(KnownModels.get().toString());
				return true;
			case ModelsOptions.VERIFY:
				verify(value, values);
				return true;
			case ModelsOptions.REMOVE:
				remove(value, hub(values));
				return true;
			default:
				return false;
		}
	}

	private void add(String what, String name, Hub hub) throws IOException {
		ModelOffer offer = ModelInstaller.of(folders, hub).offer(what, name, monitor.cancellation());
		if (offer.present().isPresent()) {
			log.accept("It is here already, at " + offer.present().get() + ".");
			return;
		}
		if (!consent.test("Add " + what, String.join("\n", offer.terms()))) return;
		Path place = offer.accept(listener(), monitor.cancellation());
		log.accept("Added " + place + ".\n" + ModelLibrary.of(folders).card(place.toString()));
	}

	private void verify(String name, Map<String, String> values) throws IOException {
		for (ModelFinding finding : ModelCheckup.of(folders).check(name, listener(), monitor.cancellation())) {
			log.accept(finding.toString());
			if (!finding.canBeMended() || !consent.test("Mend " + finding.entry().name(), finding + ".")) continue;
			finding.mend(hub(values), listener(), monitor.cancellation());
			log.accept("Mended " + finding.entry().name() + ".");
		}
	}

	private void remove(String name, Hub hub) throws IOException {
		LibraryEntry entry = ModelLibrary.of(folders).find(name);
		if (!entry.isEmbedded() && !consent.test("Remove " + entry.name(), "This deletes " + entry.path() + " (" + entry.card()
			.summary() + ").")) return;
		ModelInstaller.of(folders, hub).remove(entry);
		log.accept("Removed " + entry.path() + ".");
	}

	private static Hub hub(Map<String, String> values) {
		return Hub.of(values.getOrDefault(ModelsOptions.MIRROR, ""), System.getenv(), Patience.usual());
	}

	private TransferListener listener() {
		return new TransferListener() {

			@Override
			public void stage(String message) {
				monitor.stage(message);
			}

			@Override
			public void bytes(long done, long total) {
				String words = ByteCount.text(done, total) + " (Esc stops)";
				monitor.show(words, total > 0 ? (int) (done * PARTS / total) : 0, PARTS, () -> null);
			}
		};
	}
}
