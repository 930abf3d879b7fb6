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

import ij.process.ColorProcessor;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Draws a grid's figures as curves: similarity to the input and mean absolute difference from it over one axis, a line for
 * each value of the other; and, where LoRA weights are an axis, the distance from weight 0 over the weight.
 */
final class GridPlot {

	private static final int WIDTH = 500;
	private static final int HEIGHT = 420;
	private static final int LEFT = 90;
	private static final int TOP = 70;
	private static final int BOTTOM = 110;
	private static final int GAP = 30;

	private static final Color ZERO = new Color(0x77, 0x77, 0x77);

	private static final Lettering LETTERS = Lettering.of(20);

	private final GridResult result;

	private final Grid grid;

	private GridPlot(GridResult result) {
		this.result = result;
		grid = result.grid();
	}

	/** The plot of a grid of which at least one cell is done. */
	static GridPlot of(GridResult result) {
		return new GridPlot(result);
	}

	ColorProcessor draw() {
		Axis course = grid.course();
		Axis lines = course == grid.rows() ? grid.columns() : grid.rows();
		Panel similarity = new Panel("Similarity to the input (SSIM)", course, false);
		Panel difference = new Panel("Mean abs. difference from the input", course, false);
		List<Curve> first = new ArrayList<>();
		Map<Integer, GridCell> zero = result.baselines();
		if (!zero.isEmpty()) {
			similarity.add(zeroCurve(zero, GridCell::ssim));
			difference.add(zeroCurve(zero, GridCell::difference));
			first.add(zeroCurve(zero, GridCell::ssim));
		}
		for (int i = 0; i < lines.size(); i++) {
			similarity.add(curve(lines, i, GridCell::ssim));
			difference.add(curve(lines, i, GridCell::difference));
			first.add(curve(lines, i, GridCell::ssim));
		}
		boolean distances = result.cells().stream().anyMatch(cell -> !Double.isNaN(result.distance(cell)));
		List<Curve> second = new ArrayList<>();
		Panel distance = new Panel("Mean abs. difference from weight 0", lines, true);
		for (int i = 0; distances && i < course.size(); i++) {
			second.add(curve(course, i, result::distance));
			distance.add(second.get(i));
		}
		return draw(similarity, difference, new Legend(lines.title(), first), distances ? distance : null, new Legend(course
			.title(), second));
	}

	private ColorProcessor draw(Panel similarity, Panel difference, Legend lines, Panel distance, Legend courses) {
		int firstLegend = 2 * (LEFT + WIDTH + GAP);
		int third = firstLegend + lines.width() + LEFT + GAP;
		int width = distance == null ? firstLegend + lines.width() + GAP : third + WIDTH + GAP + courses.width() + GAP;
		int height = TOP + Math.max(HEIGHT + BOTTOM, Math.max(lines.height(), courses.height()) + GAP);
		BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
		Graphics2D graphics = image.createGraphics();
		Lettering.smooth(graphics);
		graphics.setColor(Color.WHITE);
		graphics.fillRect(0, 0, width, height);
		similarity.draw(graphics, new Rectangle(LEFT, TOP, WIDTH, HEIGHT));
		difference.draw(graphics, new Rectangle(2 * LEFT + WIDTH + GAP, TOP, WIDTH, HEIGHT));
		lines.draw(graphics, firstLegend, TOP);
		if (distance != null) {
			distance.draw(graphics, new Rectangle(third, TOP, WIDTH, HEIGHT));
			courses.draw(graphics, third + WIDTH + GAP, TOP);
		}
		graphics.dispose();
		return new ColorProcessor(image);
	}

	/** What the cells with one value of an axis are measured to be, along the other axis. */
	private Curve curve(Axis axis, int index, ToDoubleFunction<GridCell> measure) {
		boolean rows = axis == grid.rows();
		double[] values = new double[(rows ? grid.columns() : grid.rows()).size()];
		Arrays.fill(values, Double.NaN);
		for (GridCell cell : result.cells())
			if ((rows ? cell.row() : cell.column()) == index) values[rows ? cell.column() : cell.row()] = measure.applyAsDouble(
				cell);
		return new Curve(axis.aligned(index), Palette.of(axis, index), false, values);
	}

	private Curve zeroCurve(Map<Integer, GridCell> zero, ToDoubleFunction<GridCell> measure) {
		double[] values = new double[grid.course().size()];
		Arrays.fill(values, Double.NaN);
		zero.forEach((place, cell) -> values[place] = measure.applyAsDouble(cell));
		return new Curve("0", ZERO, true, values);
	}

	/** The names of curves. */
	private static final class Legend {

		private static final int SAMPLE = 44;

		private static final double WIDEST = 260;

		private final String title;

		private final List<Curve> curves;

		private Legend(String title, List<Curve> curves) {
			this.title = title;
			this.curves = curves;
		}

		private int width() {
			double widest = Math.min(WIDEST, LETTERS.bold().width(title));
			for (Curve curve : curves)
				widest = Math.max(widest, SAMPLE + 10 + Math.min(WIDEST, LETTERS.width(curve.label)));
			return (int) Math.ceil(widest);
		}

		private int height() {
			return (int) Math.ceil((curves.size() + 1.5) * LETTERS.lineHeight());
		}

		private void draw(Graphics2D graphics, double x, double y) {
			LETTERS.bold().draw(graphics, LETTERS.bold().wrap(title, WIDEST, 1).get(0), x, y + LETTERS.lineHeight() / 2);
			for (int i = 0; i < curves.size(); i++) {
				double middle = y + (i + 1.8) * LETTERS.lineHeight();
				curves.get(i).draw(graphics, new double[] { x, x + SAMPLE / 2, x + SAMPLE }, new double[] { middle, middle, middle });
				LETTERS.draw(graphics, LETTERS.wrap(curves.get(i).label, WIDEST, 1).get(0), x + SAMPLE + 10, middle);
			}
		}
	}
}
