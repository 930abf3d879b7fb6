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

import ij.IJ;
import ij.gui.GUI;

import java.awt.Component;
import java.awt.Dimension;
import java.awt.KeyboardFocusManager;
import java.awt.Point;
import java.beans.PropertyChangeListener;

import javax.swing.BorderFactory;
import javax.swing.JComponent;
import javax.swing.JScrollPane;
import javax.swing.SwingUtilities;

/**
 * Shows all of a component where the screen is high enough, and has it be scrolled otherwise, to where the keyboard is.
 */
final class ScreenPane extends JScrollPane {

	private static final String FOCUS = "permanentFocusOwner";

	/** The pixels that the rest of a dialog needs, with the window's frame. */
	private static final int REST = 200;

	private static final int LEAST = 200;

	private final transient PropertyChangeListener keyboard = event -> {
		if (event.getNewValue() instanceof Component) follow((Component) event.getNewValue());
	};

	ScreenPane(JComponent content) {
		super(content, VERTICAL_SCROLLBAR_AS_NEEDED, HORIZONTAL_SCROLLBAR_NEVER);
		setBorder(BorderFactory.createEmptyBorder());
		getVerticalScrollBar().setUnitIncrement(16);
	}

	@Override
	public Dimension getPreferredSize() {
		Dimension size = getViewport().getView().getPreferredSize();
		int screen = GUI.getMaxWindowBounds(IJ.getInstance()).height;
		if (screen == 0 || size.height <= screen - REST) return size;
		return new Dimension(size.width + getVerticalScrollBar().getPreferredSize().width, Math.max(LEAST, screen - REST));
	}

	@Override
	public void addNotify() {
		super.addNotify();
		KeyboardFocusManager.getCurrentKeyboardFocusManager().addPropertyChangeListener(FOCUS, keyboard);
	}

	@Override
	public void removeNotify() {
		KeyboardFocusManager.getCurrentKeyboardFocusManager().removePropertyChangeListener(FOCUS, keyboard);
		super.removeNotify();
	}

	/** Scrolls down until a part of the content is at the top, or the end is reached. */
	void begin(Component part) {
		Component content = getViewport().getView();
		int top = SwingUtilities.convertPoint(part.getParent(), part.getLocation(), content).y;
		int last = Math.max(0, content.getHeight() - getViewport().getExtentSize().height);
		getViewport().setViewPosition(new Point(0, Math.min(top, last)));
	}

	/** Scrolls to a part of the content; other components are none of its business. */
	void follow(Component part) {
		JComponent content = (JComponent) getViewport().getView();
		// NB: texts keep it for themselves when they are asked to be scrolled to.
		if (SwingUtilities.isDescendingFrom(part, content)) content.scrollRectToVisible(SwingUtilities.convertRectangle(part
			.getParent(), part.getBounds(), content));
	}
}
