package sc.fiji.img2img.grid;

import ij.ImagePlus;

import sc.fiji.img2img.Img2ImgSettings;

/** A finished cell. Immutable, but for its image, which belongs to the grid's result. */
public final class GridCell {

	private final int row;

	private final int column;

	private final String label;

	private final Img2ImgSettings settings;

	private final ImagePlus image;

	private final double ssim;

	private final double difference;

	GridCell(int row, int column, String label, Img2ImgSettings settings, ImagePlus image, ImageComparison shown) {
		this.row = row;
		this.column = column;
		this.label = label;
		this.settings = settings;
		this.image = image;
		ssim = shown.ssim(image);
		difference = shown.difference(image);
	}

	/** From 0. */
	public int row() {
		return row;
	}

	/** From 0. */
	public int column() {
		return column;
	}

	/** What tells it from the other cells: {@code strength=0.65 lora=0.5}. */
	public String label() {
		return label;
	}

	/** All its settings, with which it can be run alone. */
	public Img2ImgSettings settings() {
		return settings;
	}

	/** What its run gave. */
	public ImagePlus image() {
		return image;
	}

	/** How similar it is to the input: the structural similarity of Wang et al. 2004, 1 for the same. */
	public double ssim() {
		return ssim;
	}

	/** The mean absolute difference from the input, as a share of the range from black to white. */
	public double difference() {
		return difference;
	}
}
