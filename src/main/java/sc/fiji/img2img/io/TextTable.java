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
package sc.fiji.img2img.io;

import java.util.ArrayList;
import java.util.List;

/** Lines of text in columns, with what there is to say of a line wrapped below it. Not thread-safe. */
public final class TextTable {

	/** The columns that lines below a row have. */
	private static final int WIDTH = 110;

	private static final String INDENT = "    ";

	private final List<String[]> rows = new ArrayList<>();

	private final List<String> details = new ArrayList<>();

	private TextTable(String... titles) {
		add("", titles);
	}

	public static TextTable of(String... titles) {
		return new TextTable(titles);
	}

	/**
	 * Adds a row of as many cells as there are titles.
	 *
	 * @param detail what follows below it; empty for nothing
	 */
	public void add(String detail, String... cells) {
		rows.add(cells.clone());
		details.add(detail);
	}

	/** All lines, each with its end. */
	@Override
	public String toString() {
		int[] widths = new int[rows.get(0).length];
		for (String[] row : rows)
			for (int i = 0; i < row.length; i++)
				widths[i] = Math.max(widths[i], row[i].length());
		StringBuilder text = new StringBuilder();
		for (int i = 0; i < rows.size(); i++) {
			append(text, rows.get(i), widths);
			if (!details.get(i).isEmpty()) appendWrapped(text, details.get(i));
		}
		return text.toString();
	}

	// -- Helper methods --

	private static void append(StringBuilder text, String[] row, int[] widths) {
		StringBuilder columns = new StringBuilder();
		for (int i = 0; i < row.length; i++)
			columns.append(row[i]).append(" ".repeat(widths[i] - row[i].length() + 2));
		text.append(columns.toString().stripTrailing()).append('\n');
	}

	private static void appendWrapped(StringBuilder text, String detail) {
		int column = WIDTH;
		for (String word : detail.split("\\s+")) {
			boolean isNew = column + 1 + word.length() > WIDTH;
			if (isNew && text.charAt(text.length() - 1) != '\n') text.append('\n');
			text.append(isNew ? INDENT : " ").append(word);
			column = isNew ? INDENT.length() + word.length() : column + 1 + word.length();
		}
		text.append('\n');
	}
}
