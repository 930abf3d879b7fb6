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

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.geom.Line2D;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** One diagram of a plot: curves over the values of an axis. */
final class Panel {

	private static final Lettering LETTERS = Lettering.of(20);

	private static final Color LINES = new Color(0xe2, 0xe2, 0xe2);

	private static final int TICKS = 6;

	private static final int LABEL_LINES = 2;

	private final String title;

	private final Axis axis;

	private final boolean fromZero;

	private final List<Curve> curves = new ArrayList<>();

	private double low;

	private double step;

	private double high;

	/** @param fromZero whether the scale begins at 0 */
	Panel(String title, Axis axis, boolean fromZero) {
		this.title = title;
		this.axis = axis;
		this.fromZero = fromZero;
	}

	void add(Curve curve) {
		curves.add(curve);
	}

	/** Draws the diagram around a rectangle, which its curves fill. */
	void draw(Graphics2D graphics, Rectangle place) {
		chooseScale();
		double[] x = new double[axis.size()];
		for (int i = 0; i < x.length; i++)
			x[i] = x(i, place);
		drawValues(graphics, place);
		drawPlaces(graphics, place, x);
		for (Curve curve : curves) {
			double[] y = new double[x.length];
			for (int i = 0; i < y.length; i++)
				y[i] = y(curve.values[i], place);
			curve.draw(graphics, x, y);
		}
		LETTERS.bold().drawCentred(graphics, List.of(title), place.getCenterX(), place.y - 26);
		LETTERS.drawCentred(graphics, List.of(axis.title()), place.getCenterX(), place.getMaxY() + (axis.isNumeric() ? 56
			: 80));
	}

	// -- Helper methods --

	/** A scale of round numbers that holds all values. */
	private void chooseScale() {
		double least = fromZero ? 0 : Double.POSITIVE_INFINITY;
		double greatest = fromZero ? 0 : Double.NEGATIVE_INFINITY;
		for (Curve curve : curves)
			for (double value : curve.values) {
				if (Double.isNaN(value)) continue;
				least = Math.min(least, value);
				greatest = Math.max(greatest, value);
			}
		// NB: nothing known, or all the same.
		if (!(least <= greatest)) least = greatest = 0;
		if (greatest - least < 1e-6) greatest = least + 0.01;
		double raw = (greatest - least) / (TICKS - 1);
		double power = Math.pow(10, Math.floor(Math.log10(raw)));
		step = raw / power <= 1 ? power : raw / power <= 2 ? 2 * power : raw / power <= 5 ? 5 * power : 10 * power;
		low = Math.floor(least / step + 1e-9) * step;
		high = Math.ceil(greatest / step - 1e-9) * step;
	}

	/** Numbers lie to scale, names each in the middle of its part of the width. */
	private double x(int index, Rectangle place) {
		if (!axis.isNumeric()) return place.x + (index + 0.5) * place.width / axis.size();
		double inset = 0.06 * place.width;
		double first = axis.place(0);
		double last = first;
		for (int i = 0; i < axis.size(); i++) {
			first = Math.min(first, axis.place(i));
			last = Math.max(last, axis.place(i));
		}
		double share = first == last ? 0.5 : (axis.place(index) - first) / (last - first);
		return place.x + inset + share * (place.width - 2 * inset);
	}

	private double y(double value, Rectangle place) {
		return place.getMaxY() - (value - low) / (high - low) * place.height;
	}

	private void drawValues(Graphics2D graphics, Rectangle place) {
		int decimals = (int) Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
		for (int i = 0; low + i * step <= high + step / 2; i++) {
			double y = y(low + i * step, place);
			graphics.setColor(LINES);
			graphics.setStroke(new BasicStroke(1.2f));
			graphics.draw(new Line2D.Double(place.x, y, place.getMaxX(), y));
			LETTERS.drawRight(graphics, List.of(BigDecimal.valueOf(low + i * step).setScale(decimals, RoundingMode.HALF_EVEN)
				.toPlainString()), place.x - 10, y);
		}
	}

	private void drawPlaces(Graphics2D graphics, Rectangle place, double[] x) {
		graphics.setColor(Lettering.INK);
		graphics.setStroke(new BasicStroke(1.6f));
		graphics.draw(new Line2D.Double(place.x, place.getMaxY(), place.getMaxX(), place.getMaxY()));
		double room = axis.isNumeric() ? 0.5 * place.width : (double) place.width / axis.size() - 8;
		double free = Double.NEGATIVE_INFINITY;
		for (int i = 0; i < x.length; i++) {
			graphics.setColor(Lettering.INK);
			graphics.draw(new Line2D.Double(x[i], place.getMaxY(), x[i], place.getMaxY() + 6));
			List<String> lines = LETTERS.wrap(axis.aligned(i), Math.max(room, 48), LABEL_LINES);
			double half = lines.stream().mapToDouble(LETTERS::width).max().getAsDouble() / 2;
			// NB: where labels would touch, some are left out.
			if (x[i] - half < free) continue;
			LETTERS.drawCentred(graphics, lines, x[i], place.getMaxY() + 10 + lines.size() * LETTERS.lineHeight() / 2);
			free = x[i] + half + 6;
		}
	}
}
