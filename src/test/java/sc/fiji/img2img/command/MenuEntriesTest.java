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

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.scijava.Context;
import org.scijava.MenuPath;
import org.scijava.command.Command;
import org.scijava.command.CommandInfo;
import org.scijava.module.ModuleInfo;
import org.scijava.module.ModuleService;

/** Fiji offers each thing to do once. */
class MenuEntriesTest {

	private final Context context = new Context(MenuEntries.class);

	private final ModuleService modules = context.service(ModuleService.class);

	@AfterEach
	void end() {
		context.dispose();
	}

	@Test
	void plainEntriesGoWhereThereAreCommands() {
		modules.addModules(List.of(plain("Img2Img"), plain("Img2Img Grid"), plain("Img2Img Batch"), plain("Img2Img Again"), new Plain("Img2Img",
			"legacy:another.Plugin_")));
		assertEquals(List.of("command:" + Img2ImgCommand.class.getName(), "legacy:another.Plugin_"), offered("Img2Img"));
		assertEquals(List.of("command:" + Img2ImgGridCommand.class.getName()), offered("Img2Img Grid"));
		assertEquals(List.of("command:" + Img2ImgBatchCommand.class.getName()), offered("Img2Img Batch"));
		assertEquals(List.of("legacy:" + Img2Img_.class.getName()), offered("Img2Img Again"));
	}

	@Test
	void theDialogsOwnersAreFoundFirst() {
		modules.addModule(plain("Img2Img Again"));
		List<String> names = modules.getModules().stream().filter(info -> info.isVisible() && info.getMenuPath() != null && info
			.getMenuPath().getMenuString().contains("Img2Img")).map(ModuleInfo::getTitle).collect(Collectors.toList());
		assertEquals(List.of("Img2Img", "Img2Img Grid", "Img2Img Batch", "Img2Img Again"), names);
	}

	private List<String> offered(String label) {
		return modules.getModules().stream().filter(info -> info.getMenuPath() != null && info.getMenuPath().getMenuString()
			.equals("Plugins > " + label)).map(ModuleInfo::getIdentifier).sorted().collect(Collectors.toList());
	}

	private static Plain plain(String label) {
		return new Plain(label, "legacy:" + Img2Img_.class.getName());
	}

	/** What imagej-legacy makes of an entry of plain ImageJ. */
	private static final class Plain extends CommandInfo {

		private final String identifier;

		Plain(String label, String identifier) {
			super(Nothing.class);
			this.identifier = identifier;
			setMenuPath(new MenuPath("Plugins > " + label));
		}

		@Override
		public String getIdentifier() {
			return identifier;
		}
	}

	/** Does nothing. */
	public static final class Nothing implements Command {

		@Override
		public void run() {}
	}
}
