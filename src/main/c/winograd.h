/*
 * Convolutions of 3 x 3 with a margin of one pixel and a step of one, by Winograd's minimal filtering: each 2 x 2 pixels
 * of the result take 16 products per channel in the place of 36. Source of the formulas: Lavin and Gray, Fast Algorithms
 * for Convolutional Neural Networks, 2015, F(2 x 2, 3 x 3).
 */
#ifndef IMG2IMG_WINOGRAD_H
#define IMG2IMG_WINOGRAD_H

#include <stddef.h>

/* Places of a tile of 4 x 4 pixels, of which 2 x 2 come out. */
#define PLACES 16

/* Channels of the result that are computed together. */
#define GROUP 8

static inline size_t least(size_t a, size_t b) {
	return a < b ? a : b;
}

/* One convolution. All images are planes of rows; numbers of channels are multiples of GROUP. */
typedef struct {
	const float *image;   /* images x channels x height x width */
	const float *weights; /* results x channels x 3 x 3 */
	const float *bias;    /* results */
	float *result;        /* images x results x height x width */
	size_t images, channels, results, height, width;
	size_t down, across;  /* tiles of an image */
} convolution;

/* The functions for one set of instructions. Tiles are in the order of their images, rows and columns. */
typedef struct {
	/* How many tiles make a panel, which is computed at once. */
	size_t panel;

	/*
	 * Transforms one channel of PANELS panels, the first of which begins with the tile FIRST. TRANSFORMED has for each panel
	 * all places, for each of these all channels, and for each of these the panel's tiles.
	 */
	void (*transform)(const convolution *it, size_t first, size_t panels, size_t channel, float *transformed);

	/* Computes COUNT channels of the result, from FROM on, for such panels, in a SCRATCH of as many floats as scratch says. */
	void (*multiply)(const convolution *it, size_t first, size_t panels, const float *transformed, size_t from, size_t count,
		float *scratch);

	size_t (*scratch)(const convolution *it, size_t panels, size_t count);
} winograd;

extern const winograd winograd_baseline, winograd_avx2, winograd_avx512;

#endif
