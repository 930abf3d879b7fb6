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

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.scijava.Identifiable;
import org.scijava.command.Command;
import org.scijava.command.CommandService;
import org.scijava.event.EventHandler;
import org.scijava.module.ModuleInfo;
import org.scijava.module.ModuleService;
import org.scijava.module.event.ModulesAddedEvent;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.service.AbstractService;
import org.scijava.service.SciJavaService;
import org.scijava.service.Service;

/**
 * Leaves Fiji one entry for each thing to do: plain ImageJ's entries, which plugins.config makes, go where commands have
 * the same place in the menu. The search bar would offer both.
 */
@Plugin(type = Service.class)
public final class MenuEntries extends AbstractService implements SciJavaService {

	/** What imagej-legacy calls the entries of a class by. */
	private static final String PLAIN = "legacy:" + Img2Img_.class.getName();

	private static final List<Class<? extends Command>> COMMANDS = List.of(Img2ImgCommand.class, Img2ImgGridCommand.class,
		Img2ImgBatchCommand.class);

	@Parameter
	private ModuleService moduleService;

	@Parameter
	private CommandService commandService;

	@Override
	public void initialize() {
		clear(moduleService.getModules());
	}

	@EventHandler
	private void onEvent(ModulesAddedEvent event) {
		clear(event.getItems());
	}

	private void clear(List<? extends ModuleInfo> modules) {
		Set<String> taken = COMMANDS.stream().map(commandService::getCommand).map(MenuEntries::path).collect(Collectors.toSet());
		List<ModuleInfo> plain = modules.stream().filter(info -> info instanceof Identifiable && PLAIN.equals(
			((Identifiable) info).getIdentifier())).collect(Collectors.toList());
		plain.removeIf(info -> !taken.contains(path(info)));
		moduleService.removeModules(plain);
	}

	private static String path(ModuleInfo info) {
		return info.getMenuPath() == null ? "" : info.getMenuPath().getMenuString();
	}
}
