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
package sc.fiji.img2img.tensor;

import java.util.function.Function;

import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import net.imglib2.view.Views;

/** An image that is read part by part, so that it need not lie in memory as floats. Not thread-safe. */
public interface ImageSource {

	/** The width in pixels. */
	int width();

	/** The height in pixels. */
	int height();

	/**
	 * A part of it.
	 *
	 * @param part of x and y, within the image
	 * @return [1, channels, height, width] of the part; not to be changed
	 */
	Tensor part(Interval part);

	/** All of it, [1, channels, height, width]; not to be changed. */
	default Tensor whole() {
		return part(new FinalInterval(width(), height()));
	}

	/** An image that lies in a tensor, [1, channels, height, width]; not copied. */
	static ImageSource of(Tensor image) {
		return of(image.dim(3), image.dim(2), part -> part.dimension(0) == image.dim(3) && part.dimension(1) == image.dim(2)
			? image : Tensor.of(Views.interval(image.image(), FinalInterval.createMinSize(part.min(0), part.min(1), 0, 0, part
				.dimension(0), part.dimension(1), image.dim(1), 1))));
	}

	/**
	 * An image of a size.
	 *
	 * @param parts gives its parts, as {@link #part}
	 */
	static ImageSource of(int width, int height, Function<Interval, Tensor> parts) {
		return new ImageSource() {

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
				return parts.apply(part);
			}
		};
	}
}
