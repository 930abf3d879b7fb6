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
package sc.fiji.img2img.grid;

import ij.ImagePlus;
import ij.process.ColorProcessor;
import ij.process.ImageProcessor;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/**
 * Draws all cells on one sheet, as papers do: the input at the left, values at the top and the left of the cells, the
 * settings' names beyond them. Places of cells that are not done are grey.
 * <p>
 * Letters grow with the cells. Cells are shown pixel by pixel, unless the sheet would have more than 64 million pixels.
 * </p>
 */
final class Montage {

	private static final double MOST_PIXELS = 64e6;

	private static final int LABEL_LINES = 3;

	private static final Color EMPTY = new Color(0xf0, 0xf0, 0xf0);

	private final GridResult result;

	private final Grid grid;

	private final int width;

	private final int height;

	private final int gap;

	private final int margin;

	private final Lettering letters;

	private final List<List<String>> rowLabels = new ArrayList<>();

	private final List<List<String>> columnLabels = new ArrayList<>();

	/** Where the first cell is. */
	private final int left;

	private final int top;

	private Montage(GridResult result) {
		this.result = result;
		grid = result.grid();
		ImagePlus cell = result.cells().get(0).image();
		double scale = Math.min(1, Math.sqrt(MOST_PIXELS / ((double) grid.rows().size() * (grid.columns().size() + 1) * cell
			.getWidth() * cell.getHeight())));
		width = (int) Math.max(1, Math.round(scale * cell.getWidth()));
		height = (int) Math.max(1, Math.round(scale * cell.getHeight()));
		double size = Math.max(11, 4 + 0.045 * Math.min(width, height));
		letters = Lettering.of(size);
		gap = (int) Math.max(2, Math.round(Math.min(width, height) / 64.0));
		margin = (int) Math.round(size);
		double labelWidth = Math.max(width, 6 * size);
		int lines = 1;
		for (int column = 0; column < grid.columns().size(); column++) {
			columnLabels.add(letters.wrap(grid.columns().aligned(column), width, LABEL_LINES));
			lines = Math.max(lines, columnLabels.get(column).size());
		}
		double widest = 0;
		for (int row = 0; row < grid.rows().size(); row++) {
			rowLabels.add(letters.wrap(grid.rows().aligned(row), labelWidth, LABEL_LINES));
			for (String line : rowLabels.get(row))
				widest = Math.max(widest, letters.width(line));
		}
		top = (int) Math.ceil(margin + (1.2 + lines) * letters.lineHeight());
		left = (int) Math.ceil(margin + width + margin + 1.2 * letters.lineHeight() + widest + 0.6 * size);
	}

	/** The sheet of a grid of which at least one cell is done. */
	static Montage of(GridResult result) {
		return new Montage(result);
	}

	/** Where a cell is. */
	Rectangle cell(int row, int column) {
		return new Rectangle(left + column * (width + gap), top + row * (height + gap), width, height);
	}

	/** Where the input is. */
	Rectangle input() {
		return new Rectangle(margin, top, width, height);
	}

	ColorProcessor draw() {
		Rectangle last = cell(grid.rows().size() - 1, grid.columns().size() - 1);
		BufferedImage sheet = new BufferedImage(last.x + width + margin, last.y + height + margin, BufferedImage.TYPE_INT_RGB);
		Graphics2D graphics = sheet.createGraphics();
		Lettering.smooth(graphics);
		graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
		graphics.setColor(Color.WHITE);
		graphics.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
		drawLabels(graphics, last);
		graphics.setColor(EMPTY);
		for (int row = 0; row < grid.rows().size(); row++)
			for (int column = 0; column < grid.columns().size(); column++)
				graphics.fill(cell(row, column));
		draw(graphics, result.input(), input());
		for (GridCell cell : result.cells())
			draw(graphics, cell.image(), cell(cell.row(), cell.column()));
		graphics.dispose();
		return new ColorProcessor(sheet);
	}

	private void drawLabels(Graphics2D graphics, Rectangle last) {
		double line = letters.lineHeight();
		double labels = top - 0.1 * line;
		for (int column = 0; column < columnLabels.size(); column++) {
			List<String> lines = columnLabels.get(column);
			letters.drawCentred(graphics, lines, cell(0, column).getCenterX(), labels - lines.size() * line / 2);
		}
		letters.drawCentred(graphics, List.of("Input"), input().getCenterX(), labels - line / 2);
		double labelEnd = left - 0.4 * margin;
		for (int row = 0; row < rowLabels.size(); row++)
			letters.drawRight(graphics, rowLabels.get(row), labelEnd, cell(row, 0).getCenterY());
		double middle = (left + last.getMaxX()) / 2;
		letters.bold().drawCentred(graphics, letters.bold().wrap(grid.columns().title(), last.getMaxX() - left, 1), middle,
			margin + line / 2 - 0.2 * margin);
		String title = letters.bold().wrap(grid.rows().title(), last.getMaxY() - top, 1).get(0);
		letters.bold().drawUpwards(graphics, title, 2 * margin + width + line / 2, (top + last.getMaxY()) / 2);
	}

	/** Draws what is displayed of an image. */
	private static void draw(Graphics2D graphics, ImagePlus image, Rectangle place) {
		graphics.drawImage(displayed(image).getBufferedImage(), place.x, place.y, place.width, place.height, null);
	}

	private static ImageProcessor displayed(ImagePlus image) {
		if (!image.isComposite()) return image.getProcessor().convertToRGB();
		// NB: a composite image's colours are added up where its picture is made.
		return new ColorProcessor(image.getImage());
	}
}
