// Draws labels and lets Img2Img turn them into nuclei: pairs of an image and its mask, as segmentation networks learn from.
// The argument is a folder for the pairs; without one, you are asked for it.

folder = getArgument();
if (folder == "") folder = getDirectory("A folder for the pairs");
prompt = "fluorescence microscopy, nuclei";
setBatchMode(true);
for (pair = 1; pair <= 2; pair++) {
	random("seed", pair);
	newImage("labels", "16-bit black", 256, 256, 1);
	label = 0;
	for (i = 0; i < 60; i++) {
		x = 20 + 216 * random;
		y = 20 + 216 * random;
		angle = PI * random;
		radius = 10 + 8 * random;
		// Nuclei do not touch each other.
		makeOval(x - radius - 3, y - radius - 3, 2 * radius + 6, 2 * radius + 6);
		getStatistics(area, mean);
		if (mean > 0) continue;
		label++;
		makeEllipse(x - radius * cos(angle), y - radius * sin(angle), x + radius * cos(angle), y + radius * sin(angle), 0.6 + 0.4 * random);
		run("Set...", "value=" + label);
	}
	run("Select None");
	saveAs("tiff", folder + "labels-" + pair);

	// A plain drawing: each nucleus has a brightness of its own, and a soft border.
	run("Duplicate...", "title=drawing");
	run("32-bit");
	for (y = 0; y < 256; y++)
		for (x = 0; x < 256; x++) {
			label = getPixel(x, y);
			if (label == 0) setPixel(x, y, 14);
			else setPixel(x, y, 80 + (label * 53) % 100);
		}
	run("Gaussian Blur...", "sigma=1.5");
	setMinAndMax(0, 255);
	run("8-bit");
	saveAs("tiff", folder + "drawing-" + pair);

	run("Img2Img", "strength=0.6 guidance=2 seed=" + pair + " prompt=[" + prompt + "]");
	saveAs("tiff", folder + "nuclei-" + pair);
	close("*");
}
