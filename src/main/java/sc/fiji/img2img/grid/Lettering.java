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

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.font.FontRenderContext;
import java.awt.font.LineMetrics;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Text in pictures: measures it, breaks it, draws it. Immutable. */
final class Lettering {

	static final Color INK = new Color(0x22, 0x22, 0x22);

	private static final FontRenderContext CONTEXT = new FontRenderContext(null, true, true);

	private final Font font;

	private Lettering(Font font) {
		this.font = font;
	}

	/** Letters of a size in pixels. */
	static Lettering of(double size) {
		return new Lettering(new Font(Font.SANS_SERIF, Font.PLAIN, 1).deriveFont((float) size));
	}

	/**
	 * Returns if text can be drawn here: before work is done for it.
	 *
	 * @throws IOException if this Java has no fonts
	 */
	static void check() throws IOException {
		try {
			of(12).width("0");
		}
		catch (RuntimeException | Error e) {
			// NB: where there are none, Java fails in one way or another, and even with an InternalError.
			throw new IOException("There are no fonts here to label pictures with; install fontconfig and a font such as DejaVu.",
				e);
		}
	}

	/** Lets everything be drawn smoothly. */
	static void smooth(Graphics2D graphics) {
		graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
		graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
		graphics.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
		graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
	}

	/** The same letters in bold. */
	Lettering bold() {
		return new Lettering(font.deriveFont(Font.BOLD));
	}

	double width(String text) {
		Rectangle2D bounds = font.getStringBounds(text, CONTEXT);
		return bounds.getWidth();
	}

	/** The distance between two lines. */
	double lineHeight() {
		return font.getSize2D() * 1.25;
	}

	/** Text in lines that are no wider than a width; what does not fit is cut off and ends in dots. */
	List<String> wrap(String text, double width, int most) {
		List<String> lines = new ArrayList<>();
		String line = "";
		for (String word : text.trim().split("\\s+")) {
			String longer = line.isEmpty() ? word : line + " " + word;
			if (line.isEmpty() || width(longer) <= width) line = longer;
			else {
				lines.add(line);
				line = word;
			}
		}
		lines.add(line);
		if (lines.size() > most) {
			String rest = String.join(" ", lines.subList(most - 1, lines.size()));
			lines = new ArrayList<>(lines.subList(0, most - 1));
			lines.add(rest);
		}
		lines.replaceAll(each -> cut(each, width));
		return lines;
	}

	/** Draws lines whose middle is at a point. */
	void drawCentred(Graphics2D graphics, List<String> lines, double x, double y) {
		double top = y - lines.size() * lineHeight() / 2;
		for (int i = 0; i < lines.size(); i++)
			draw(graphics, lines.get(i), x - width(lines.get(i)) / 2, top + (i + 0.5) * lineHeight());
	}

	/** Draws lines that end at x and whose middle is at y. */
	void drawRight(Graphics2D graphics, List<String> lines, double x, double y) {
		double top = y - lines.size() * lineHeight() / 2;
		for (int i = 0; i < lines.size(); i++)
			draw(graphics, lines.get(i), x - width(lines.get(i)), top + (i + 0.5) * lineHeight());
	}

	/** Draws text that begins at x, and the middle of whose letters is at y. */
	void draw(Graphics2D graphics, String text, double x, double y) {
		LineMetrics metrics = font.getLineMetrics(text, CONTEXT);
		graphics.setFont(font);
		graphics.setColor(INK);
		// NB: capitals and figures are about 0.72 of the ascent high.
		graphics.drawString(text, (float) x, (float) (y + 0.36 * metrics.getAscent()));
	}

	/** Draws text upwards whose middle is at a point. */
	void drawUpwards(Graphics2D graphics, String text, double x, double y) {
		AffineTransform before = graphics.getTransform();
		graphics.translate(x, y);
		graphics.rotate(-Math.PI / 2);
		draw(graphics, text, -width(text) / 2, 0);
		graphics.setTransform(before);
	}

	private String cut(String text, double width) {
		if (width(text) <= width) return text;
		int length = text.length();
		while (length > 1 && width(text.substring(0, length) + "\u2026") > width)
			length--;
		return text.substring(0, length).trim() + "\u2026";
	}
}
