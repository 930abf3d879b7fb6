package sc.fiji.img2img.command;

import java.awt.Color;
import java.awt.Dimension;
import java.awt.FontMetrics;
import java.awt.Graphics;

import javax.swing.JComponent;

import sc.fiji.img2img.grid.Axis;
import sc.fiji.img2img.grid.Grid;

/** Draws a grid as it will be: the values of its columns above, those of its rows at the left, a box for each cell. */
final class GridSketch extends JComponent {

	private static final Dimension SIZE = new Dimension(380, 132);

	private static final int GAP = 3;

	/** Null while the axes say nothing. */
	private transient Grid grid;

	GridSketch() {
		setPreferredSize(SIZE);
		setMinimumSize(SIZE);
	}

	/** Shows a grid; null for none. */
	void show(Grid shown) {
		grid = shown;
		repaint();
	}

	@Override
	protected void paintComponent(Graphics graphics) {
		if (grid == null) return;
		FontMetrics font = graphics.getFontMetrics();
		int left = GAP + font.stringWidth(grid.rows().title() + " ");
		for (int row = 0; row < grid.rows().size(); row++)
			left = Math.max(left, Math.min(getWidth() / 3, font.stringWidth(grid.rows().aligned(row)) + 2 * GAP));
		int top = 2 * font.getHeight() + GAP;
		graphics.setColor(getForeground());
		graphics.drawString(grid.columns().title(), left, font.getAscent());
		graphics.drawString(grid.rows().title(), 0, top - GAP - font.getDescent());
		int width = (getWidth() - left) / grid.columns().size();
		int height = (getHeight() - top) / grid.rows().size();
		for (int column = 0; column < grid.columns().size(); column++)
			write(graphics, grid.columns(), column, left + column * width, top - GAP - font.getDescent(), width);
		for (int row = 0; row < grid.rows().size(); row++) {
			int y = top + row * height;
			if (height >= font.getAscent() || row == 0) write(graphics, grid.rows(), row, 0, y + (height + font.getAscent()) / 2 -
				GAP, left);
			for (int column = 0; column < grid.columns().size(); column++)
				cell(graphics, left + column * width, y, width, height);
		}
	}

	private static void write(Graphics graphics, Axis axis, int index, int x, int y, int width) {
		Graphics part = graphics.create(x, 0, Math.max(1, width - GAP), y + GAP);
		part.drawString(axis.aligned(index), 0, y);
		part.dispose();
	}

	private void cell(Graphics graphics, int x, int y, int width, int height) {
		Color color = getForeground();
		graphics.setColor(new Color(color.getRed(), color.getGreen(), color.getBlue(), 40));
		graphics.fillRect(x, y, Math.max(1, width - GAP), Math.max(1, height - GAP));
		graphics.setColor(color);
	}
}
