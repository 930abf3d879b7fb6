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
