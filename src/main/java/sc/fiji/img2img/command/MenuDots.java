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

import ij.Menus;

import java.awt.EventQueue;
import java.awt.Menu;
import java.awt.MenuBar;
import java.awt.MenuItem;
import java.util.Set;

import org.scijava.event.EventHandler;
import org.scijava.plugin.Plugin;
import org.scijava.service.AbstractService;
import org.scijava.service.SciJavaService;
import org.scijava.service.Service;
import org.scijava.ui.event.UIShownEvent;

/**
 * Shows in Fiji's menu which entries open a dialog; macros go on calling them by their names, which have no dots.
 */
@Plugin(type = Service.class)
public final class MenuDots extends AbstractService implements SciJavaService {

	private static final Set<String> DIALOGS = Set.of("Img2Img", "Img2Img Grid", "Img2Img Batch", "Img2Img Models",
		"Img2Img Devices");

	private static final String DOTS = "...";

	@EventHandler
	private void onEvent(UIShownEvent event) {
		EventQueue.invokeLater(() -> {
			if (Menus.getMenuBar() != null) add(Menus.getMenuBar());
		});
	}

	/** Adds the dots. */
	static void add(MenuBar menus) {
		for (int i = 0; i < menus.getMenuCount(); i++)
			add(menus.getMenu(i));
	}

	private static void add(Menu menu) {
		for (int i = 0; i < menu.getItemCount(); i++) {
			MenuItem item = menu.getItem(i);
			if (!DIALOGS.contains(item.getLabel())) continue;
			// NB: otherwise the command is what is shown.
			item.setActionCommand(item.getLabel());
			item.setLabel(item.getLabel() + DOTS);
		}
	}
}
