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
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;

/** A line of a plot: a value at each place of the axis, NaN where there is none. Immutable. */
final class Curve {

	private static final float[] DASHES = { 7, 5 };

	final String label;

	final double[] values;

	private final Color color;

	private final boolean dashed;

	/** @param dashed for what others are compared with */
	Curve(String label, Color color, boolean dashed, double[] values) {
		this.label = label;
		this.color = color;
		this.dashed = dashed;
		this.values = values;
	}

	/** Draws the line through points, which are left out where one is NaN. */
	void draw(Graphics2D graphics, double[] x, double[] y) {
		graphics.setColor(color);
		graphics.setStroke(dashed ? new BasicStroke(2.4f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, DASHES, 0)
			: new BasicStroke(2.8f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
		Path2D line = new Path2D.Double();
		boolean drawing = false;
		for (int i = 0; i < x.length; i++) {
			boolean known = !Double.isNaN(y[i]);
			if (known && drawing) line.lineTo(x[i], y[i]);
			else if (known) line.moveTo(x[i], y[i]);
			drawing = known;
		}
		graphics.draw(line);
		for (int i = 0; i < x.length; i++)
			if (!Double.isNaN(y[i])) graphics.fill(new Ellipse2D.Double(x[i] - 5, y[i] - 5, 10, 10));
	}
}
