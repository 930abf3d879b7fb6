package sc.fiji.img2img.command;

import ij.IJ;

import java.awt.Dimension;

import javax.swing.BorderFactory;
import javax.swing.JComponent;
import javax.swing.JScrollPane;

/** Shows all of a component where the screen is high enough, and has it be scrolled otherwise. */
final class ScreenPane extends JScrollPane {

	/** The pixels that the rest of a dialog and the desktop's bars need. */
	private static final int REST = 280;

	private static final int LEAST = 200;

	ScreenPane(JComponent content) {
		super(content, VERTICAL_SCROLLBAR_AS_NEEDED, HORIZONTAL_SCROLLBAR_NEVER);
		setBorder(BorderFactory.createEmptyBorder());
		getVerticalScrollBar().setUnitIncrement(16);
	}

	@Override
	public Dimension getPreferredSize() {
		Dimension size = getViewport().getView().getPreferredSize();
		int screen = IJ.getScreenSize().height;
		if (screen == 0 || size.height <= screen - REST) return size;
		return new Dimension(size.width + getVerticalScrollBar().getPreferredSize().width, Math.max(LEAST, screen - REST));
	}
}
