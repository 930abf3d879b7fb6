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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Dimension;
import java.awt.GridLayout;

import javax.swing.JPanel;
import javax.swing.JTextField;

import org.junit.jupiter.api.Test;

/** What a low screen has no room for is scrolled to when it is wanted. */
class ScreenPaneTest {

	private static final int ROW = 30;

	private static final int ROWS = 10;

	private final JPanel rows = new JPanel(new GridLayout(ROWS, 1));

	private final ScreenPane pane = pane();

	@Test
	void thePartThatTheKeyboardIsInIsSeen() {
		for (int row : new int[] { 0, 7, ROWS - 1, 3 }) {
			pane.follow(rows.getComponent(row));
			assertTrue(pane.getViewport().getViewRect().contains(rows.getComponent(row).getBounds()), "row " + row);
		}
		int before = top();
		pane.follow(new JTextField());
		assertEquals(before, top());
	}

	@Test
	void aPartBeginsAtTheTopIfTheEndIsNotBefore() {
		pane.begin(rows.getComponent(5));
		assertEquals(5 * ROW, top());
		pane.begin(rows.getComponent(ROWS - 1));
		assertEquals((ROWS - 3) * ROW, top());
		pane.begin(rows.getComponent(0));
		assertEquals(0, top());
	}

	private int top() {
		return pane.getViewport().getViewPosition().y;
	}

	/** Of three rows' height. */
	private ScreenPane pane() {
		for (int row = 0; row < ROWS; row++) {
			JTextField text = new JTextField();
			text.setPreferredSize(new Dimension(100, ROW));
			rows.add(text);
		}
		ScreenPane made = new ScreenPane(rows);
		made.setSize(200, 3 * ROW);
		made.doLayout();
		made.getViewport().doLayout();
		rows.setSize(rows.getPreferredSize());
		rows.doLayout();
		return made;
	}
}
