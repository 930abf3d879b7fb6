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
package sc.fiji.img2img.image;

import java.util.List;
import java.util.stream.Collectors;

import net.imglib2.Interval;

import sc.fiji.img2img.tensor.ImageSink;
import sc.fiji.img2img.tensor.ImageSource;
import sc.fiji.img2img.tensor.Tensor;

/** A picture's pixels as models take them, read part by part, and the planes that are made of what models give. */
public final class PictureParts implements ImageSource, ImageSink {

	private final Picture picture;

	private final int width;

	private final int height;

	/** Null before the first part. */
	private List<Plane> planes;

	private PictureParts(Picture picture, Plane plane) {
		this.picture = picture;
		width = plane.width();
		height = plane.height();
	}

	/** The parts of a picture. */
	public static PictureParts of(Picture picture) {
		return new PictureParts(picture, picture.originals().get(0));
	}

	@Override
	public int width() {
		return width;
	}

	@Override
	public int height() {
		return height;
	}

	@Override
	public Tensor part(Interval part) {
		return isWhole(part) ? picture.encode() : picture.part(part).encode();
	}

	@Override
	public void accept(Tensor image, Interval part) {
		if (isWhole(part)) {
			planes = picture.decode(image);
			return;
		}
		if (planes == null) planes = picture.originals().stream().map(Plane::copy).collect(Collectors.toList());
		List<Plane> decoded = picture.part(part).decode(image);
		for (int i = 0; i < planes.size(); i++)
			planes.get(i).set(decoded.get(i), part);
	}

	/** New planes of the picture's type, one for each original, of all that was taken; null if nothing was. */
	public List<Plane> planes() {
		return planes;
	}

	private boolean isWhole(Interval part) {
		return part.dimension(0) == width && part.dimension(1) == height;
	}
}
