package sc.fiji.img2img.command;

import java.awt.Color;

import javax.swing.JLabel;
import javax.swing.JTextArea;
import javax.swing.JTextField;

/** Some lines of text at the foot of a dialog, always of one size, so that it does not jump. */
final class MessageArea extends JTextArea {

	private static final int ROWS = 4;

	private static final Color WRONG = new Color(0xb00020);

	MessageArea() {
		super(ROWS, 10);
		setLineWrap(true);
		setWrapStyleWord(true);
		setEditable(false);
		setFocusable(false);
		setOpaque(false);
		setFont(new JTextField().getFont());
	}

	/** Says what is wrong. */
	void warn(String text) {
		say(text, WRONG);
	}

	/** Says something. */
	void tell(String text) {
		say(text, new JLabel().getForeground());
	}

	private void say(String text, Color color) {
		setForeground(color);
		setText(text);
		setToolTipText(text.isEmpty() ? null : "<html><body width=400>" + text.replace("&", "&amp;").replace("<", "&lt;"));
	}
}
