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

	private static final Set<String> DIALOGS = Set.of("Img2Img", "Img2Img Grid", "Img2Img Devices");

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
