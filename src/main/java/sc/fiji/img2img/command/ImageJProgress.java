package sc.fiji.img2img.command;

import ij.IJ;

/** ImageJ's status bar and progress bar, and the Esc key. */
final class ImageJProgress implements Progress {

	ImageJProgress() {
		IJ.resetEscape();
	}

	@Override
	public void say(String message) {
		IJ.showStatus("Img2Img: " + message);
	}

	@Override
	public void show(int done, int total) {
		// NB: a full bar is one that vanishes.
		IJ.showProgress(Math.min(done, total - 1), total);
	}

	@Override
	public boolean wantsStop() {
		return IJ.escapePressed();
	}

	@Override
	public void end() {
		IJ.showProgress(1.0);
	}
}
