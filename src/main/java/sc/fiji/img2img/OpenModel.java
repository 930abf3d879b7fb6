package sc.fiji.img2img;

import java.io.IOException;

import sc.fiji.img2img.device.DeviceChoice;
import sc.fiji.img2img.model.ModelDirectory;
import sc.fiji.img2img.model.ModelFiles;
import sc.fiji.img2img.run.RunControl;

/**
 * A model that is loaded, and all that is known of it, for as long as its files are as they were then.
 * <p>
 * Whoever opens one closes it. Not thread-safe.
 * </p>
 */
final class OpenModel implements AutoCloseable {

	private final ModelDirectory directory;

	private final ModelFiles files;

	private final PlacedModel placed;

	private final InfoHashes hashes;

	/** Nothing but what the model suggests. */
	private final Img2ImgSettings suggestions;

	private OpenModel(ModelDirectory directory, ModelFiles files, PlacedModel placed, Img2ImgSettings suggestions) {
		this.directory = directory;
		this.files = files;
		this.placed = placed;
		this.suggestions = suggestions;
		hashes = new InfoHashes(files);
	}

	/**
	 * Loads a model.
	 *
	 * @param asked as in {@link PlacedModel#open}
	 * @throws IOException if it cannot be loaded
	 */
	static OpenModel open(ModelDirectory directory, DeviceChoice device, boolean asked, RunControl control)
		throws IOException
	{
		ModelFiles files = ModelFiles.of(directory.path());
		Img2ImgSettings suggestions = Img2ImgSettings.defaults().forModel(directory);
		return new OpenModel(directory, files, PlacedModel.open(directory, device, asked, control), suggestions);
	}

	ModelDirectory directory() {
		return directory;
	}

	PlacedModel placed() {
		return placed;
	}

	InfoHashes hashes() {
		return hashes;
	}

	Img2ImgSettings suggestions() {
		return suggestions;
	}

	/** Whether files of the model are other ones than when it was loaded. */
	boolean isOutdated() {
		return files.haveChanged();
	}

	@Override
	public void close() {
		placed.close();
	}
}
