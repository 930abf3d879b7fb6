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
package sc.fiji.img2img.fuzz;

import ij.ImagePlus;
import ij.io.FileSaver;
import ij.process.ByteProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import javax.imageio.ImageIO;

import sc.fiji.img2img.TestImages;
import sc.fiji.img2img.image.ij.ImageFiles;
import sc.fiji.img2img.image.ij.Processors;

/** Image files, and what the first step of a run makes of them. */
final class ImageTarget implements Target {

	private Path folder;

	private ChangedFiles files;

	private final List<String> names = new ArrayList<>();

	@Override
	public String name() {
		return "image";
	}

	@Override
	public void prepare(Path folder) throws Exception {
		this.folder = folder;
		files = new ChangedFiles(folder);
		ImageProcessor rgb = TestImages.rgb(9, 7);
		for (ImageProcessor pixels : List.of(rgb, new ByteProcessor(9, 7), new ShortProcessor(9, 7), new FloatProcessor(9, 7))) {
			add(names.size() + ".tif", new FileSaver(new ImagePlus("x", pixels)).serialize());
			ij.ImageStack stack = new ij.ImageStack(9, 7);
			stack.addSlice(pixels);
			stack.addSlice(pixels.duplicate());
			add(names.size() + ".tif", new FileSaver(new ImagePlus("x", stack)).serialize());
		}
		for (String format : List.of("png", "jpg", "gif", "bmp")) {
			add("rgb." + format, written(rgb.getBufferedImage(), format));
			add("grey." + format, written(new ByteProcessor(9, 7).getBufferedImage(), format));
		}
		add("deep.png", written(((ShortProcessor) new ShortProcessor(9, 7)).get16BitBufferedImage(), "png"));
		add("plain.pgm", "P2\n3 2\n255\n0 1 2\n3 4 5\n".getBytes(StandardCharsets.US_ASCII));
	}

	@Override
	public void read(Random random, Kept kept) throws Exception {
		String file = names.get(random.nextInt(names.size()));
		byte[] bytes = Damage.bytes(files.read(file), random);
		kept.keep(file, bytes);
		ImagePlus image = ImageFiles.read(files.write("damaged-" + file, bytes));
		if ((long) image.getWidth() * image.getHeight() < 1 << 20) Processors.codec(image.getProcessor()).encode();
	}

	@Override
	public void restore() throws IOException {
		files.restore();
	}

	private void add(String name, byte[] bytes) throws IOException {
		names.add(name);
		Files.write(folder.resolve(name), bytes);
	}

	private static byte[] written(BufferedImage image, String format) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		ImageIO.write(image, format, bytes);
		return bytes.toByteArray();
	}
}
