/*
 * What winograd.h declares, compiled for one set of instructions: VARIANT is its name, WIDTH the floats of one of its
 * vectors, ROWS the channels whose sums its registers hold beside two vectors of tiles.
 */
#include "winograd.h"

#include <string.h>

enum { PANEL = 2 * WIDTH, DEPTH = 512 };

typedef float vector __attribute__((vector_size(WIDTH * sizeof(float)), aligned(sizeof(float))));
typedef float group __attribute__((vector_size(GROUP * sizeof(float)), aligned(sizeof(float))));

#define INLINED static inline __attribute__((always_inline))
#define NAMED(variant) JOINED(variant)
#define JOINED(variant) winograd_##variant

/* Tiles of one row of tiles, from which on a panel is filled up. */
typedef struct {
	size_t image, row, column, count;
} run;

/* The run that a tile begins, of LEFT tiles at most; empty behind the last tile. */
INLINED run run_at(const convolution *it, size_t tile, size_t left) {
	size_t plane = it->down * it->across;
	run next = { tile / plane, tile % plane / it->across, tile % it->across, 0 };
	if (next.image < it->images) next.count = least(left, it->across - next.column);
	return next;
}

/* Puts the pixels that a run of tiles reads of one line into four rows: those that are first in a tile, second, and so on. */
INLINED void split(const convolution *it, const float *line, run tiles, float (*to)[PANEL + GROUP], size_t at) {
	size_t start = 2 * tiles.column, read = 2 * ((tiles.count + GROUP - 1) / GROUP * GROUP) + 2;
	float margin[2 * (PANEL + GROUP)];
	const float *pixels = margin;
	if (start > 0 && start - 1 + read <= it->width) pixels = line + start - 1;
	else {
		size_t count = least(2 * tiles.count + 1, it->width - start);
		margin[0] = start > 0 ? line[start - 1] : 0;
		memcpy(margin + 1, line + start, count * sizeof(float));
		memset(margin + 1 + count, 0, 2 * sizeof(float));
	}
	for (size_t i = 0; i < tiles.count; i += GROUP) {
		const float *from = pixels + 2 * i;
		group a = *(const group *) from, b = *(const group *) (from + GROUP);
		group c = *(const group *) (from + 2), d = *(const group *) (from + GROUP + 2);
		*(group *) (to[0] + at + i) = __builtin_shufflevector(a, b, 0, 2, 4, 6, 8, 10, 12, 14);
		*(group *) (to[1] + at + i) = __builtin_shufflevector(a, b, 1, 3, 5, 7, 9, 11, 13, 15);
		*(group *) (to[2] + at + i) = __builtin_shufflevector(c, d, 0, 2, 4, 6, 8, 10, 12, 14);
		*(group *) (to[3] + at + i) = __builtin_shufflevector(c, d, 1, 3, 5, 7, 9, 11, 13, 15);
	}
}

static void transform_panel(const convolution *it, size_t first, size_t channel, float *to) {
	float pixels[4][4][PANEL + GROUP];
	size_t step = it->channels * PANEL, at = 0;
	for (run tiles; at < PANEL && (tiles = run_at(it, first + at, PANEL - at)).count > 0; at += tiles.count) {
		const float *plane = it->image + (tiles.image * it->channels + channel) * it->height * it->width;
		for (size_t line = 0; line < 4; line++) {
			size_t y = 2 * tiles.row + line;
			if (y >= 1 && y <= it->height) split(it, plane + (y - 1) * it->width, tiles, pixels[line], at);
			else
				for (size_t x = 0; x < 4; x++)
					memset(pixels[line][x] + at, 0, tiles.count * sizeof(float));
		}
	}
	for (size_t line = 0; at < PANEL && line < 4; line++)
		for (size_t x = 0; x < 4; x++)
			memset(pixels[line][x] + at, 0, (PANEL - at) * sizeof(float));
	for (size_t i = 0; i < PANEL; i += WIDTH) {
		vector lines[4][4];
		for (size_t line = 0; line < 4; line++) {
			vector a = *(vector *) (pixels[line][0] + i), b = *(vector *) (pixels[line][1] + i);
			vector c = *(vector *) (pixels[line][2] + i), d = *(vector *) (pixels[line][3] + i);
			lines[line][0] = a - c;
			lines[line][1] = b + c;
			lines[line][2] = c - b;
			lines[line][3] = b - d;
		}
		float *place = to + i;
		for (size_t x = 0; x < 4; x++, place += step) {
			*(vector *) place = lines[0][x] - lines[2][x];
			*(vector *) (place + 4 * step) = lines[1][x] + lines[2][x];
			*(vector *) (place + 8 * step) = lines[2][x] - lines[1][x];
			*(vector *) (place + 12 * step) = lines[1][x] - lines[3][x];
		}
	}
}

static void transform(const convolution *it, size_t first, size_t panels, size_t channel, float *transformed) {
	for (size_t panel = 0; panel < panels; panel++)
		transform_panel(it, first + panel * PANEL, channel, transformed + (panel * PLACES * it->channels + channel) * PANEL);
}

/* Turns 8 rows of 8 floats, STEP apart, into columns. */
INLINED void turn(const float *rows, size_t step, group *columns) {
	group a[GROUP], b[GROUP];
	for (size_t i = 0; i < GROUP; i++)
		a[i] = *(const group *) (rows + i * step);
	for (size_t i = 0; i < GROUP; i += 2) {
		b[i] = __builtin_shufflevector(a[i], a[i + 1], 0, 8, 2, 10, 4, 12, 6, 14);
		b[i + 1] = __builtin_shufflevector(a[i], a[i + 1], 1, 9, 3, 11, 5, 13, 7, 15);
	}
	for (size_t i = 0; i < GROUP; i += 4)
		for (size_t j = i; j < i + 2; j++) {
			a[j] = __builtin_shufflevector(b[j], b[j + 2], 0, 1, 8, 9, 4, 5, 12, 13);
			a[j + 2] = __builtin_shufflevector(b[j], b[j + 2], 2, 3, 10, 11, 6, 7, 14, 15);
		}
	for (size_t i = 0; i < 4; i++) {
		columns[i] = __builtin_shufflevector(a[i], a[i + 4], 0, 1, 2, 3, 8, 9, 10, 11);
		columns[i + 4] = __builtin_shufflevector(a[i], a[i + 4], 4, 5, 6, 7, 12, 13, 14, 15);
	}
}

/* From the weights of one channel for one group, 3 x 3, to its places, STEP floats apart. */
INLINED void transform_weight(const group w[9], float *to, size_t step) {
	group lines[4][3];
	for (size_t x = 0; x < 3; x++) {
		group sum = (w[x] + w[6 + x]) * 0.5f, half = w[3 + x] * 0.5f;
		lines[0][x] = w[x];
		lines[1][x] = sum + half;
		lines[2][x] = sum - half;
		lines[3][x] = w[6 + x];
	}
	for (size_t y = 0; y < 4; y++, to += 4 * step) {
		group sum = (lines[y][0] + lines[y][2]) * 0.5f, half = lines[y][1] * 0.5f;
		*(group *) to = lines[y][0];
		*(group *) (to + step) = sum + half;
		*(group *) (to + 2 * step) = sum - half;
		*(group *) (to + 3 * step) = lines[y][2];
	}
}

/* To places x groups x DEPTH channels x GROUP. */
static void transform_weights(const convolution *it, size_t from, size_t groups, size_t channel, size_t depth, float *to) {
	for (size_t g = 0; g < groups; g++) {
		const float *rows = it->weights + ((from + g * GROUP) * it->channels + channel) * 9;
		for (size_t c = 0; c < depth; c += GROUP) {
			group columns[9 * GROUP];
			for (size_t part = 0; part < 9; part++)
				turn(rows + c * 9 + part * GROUP, it->channels * 9, columns + part * GROUP);
			for (size_t i = 0; i < GROUP; i++)
				transform_weight(columns + 9 * i, to + (g * depth + c + i) * GROUP, groups * depth * GROUP);
		}
	}
}

/* Adds to sums of GROUP x PANEL what DEPTH channels of weights and tiles give, or begins them with it. */
INLINED void accumulate(const float *weights, const float *tiles, size_t depth, int begins, float *sums) {
	for (size_t row = 0; row < GROUP; row += ROWS, weights += ROWS, sums += ROWS * PANEL) {
		vector a[ROWS], b[ROWS];
		for (size_t r = 0; r < ROWS; r++) {
			a[r] = begins ? (vector) { 0 } : *(vector *) (sums + r * PANEL);
			b[r] = begins ? (vector) { 0 } : *(vector *) (sums + r * PANEL + WIDTH);
		}
		for (size_t c = 0; c < depth; c++) {
			vector left = *(const vector *) (tiles + c * PANEL), right = *(const vector *) (tiles + c * PANEL + WIDTH);
			for (size_t r = 0; r < ROWS; r++) {
				float weight = weights[c * GROUP + r];
				a[r] += weight * left;
				b[r] += weight * right;
			}
		}
		for (size_t r = 0; r < ROWS; r++) {
			*(vector *) (sums + r * PANEL) = a[r];
			*(vector *) (sums + r * PANEL + WIDTH) = b[r];
		}
	}
}

/* Writes one channel of a panel, whose places are GROUP * PANEL floats apart. */
static void write(const convolution *it, size_t first, size_t channel, const float *sums) {
	enum { STEP = GROUP * PANEL };
	float bias = it->bias[channel], pixels[2][2][PANEL];
	for (size_t i = 0; i < PANEL; i++) {
		float lines[2][4];
		for (size_t x = 0; x < 4; x++) {
			const float *place = sums + x * STEP + i;
			lines[0][x] = place[0] + place[4 * STEP] + place[8 * STEP];
			lines[1][x] = place[4 * STEP] - place[8 * STEP] - place[12 * STEP];
		}
		for (size_t y = 0; y < 2; y++) {
			pixels[y][0][i] = lines[y][0] + lines[y][1] + lines[y][2] + bias;
			pixels[y][1][i] = lines[y][1] - lines[y][2] - lines[y][3] + bias;
		}
	}
	size_t at = 0;
	for (run tiles; at < PANEL && (tiles = run_at(it, first + at, PANEL - at)).count > 0; at += tiles.count)
		for (size_t y = 0; y < 2 && 2 * tiles.row + y < it->height; y++) {
			float *line = it->result + ((tiles.image * it->results + channel) * it->height + 2 * tiles.row + y) * it->width +
				2 * tiles.column;
			size_t whole = least((it->width - 2 * tiles.column) / 2, tiles.count);
			for (size_t i = 0; i < whole; i++) {
				line[2 * i] = pixels[y][0][at + i];
				line[2 * i + 1] = pixels[y][1][at + i];
			}
			if (whole < tiles.count) line[2 * whole] = pixels[y][0][at + whole];
		}
}

static size_t scratch(const convolution *it, size_t panels, size_t count) {
	return PLACES * count * (least(DEPTH, it->channels) + panels * PANEL);
}

static void multiply(const convolution *it, size_t first, size_t panels, const float *transformed, size_t from, size_t count,
	float *memory)
{
	float *weights = memory;
	size_t groups = count / GROUP;
	float *all = weights + PLACES * count * least(DEPTH, it->channels);
	for (size_t channel = 0; channel < it->channels; channel += DEPTH) {
		size_t depth = least(DEPTH, it->channels - channel);
		transform_weights(it, from, groups, channel, depth, weights);
		for (size_t panel = 0; panel < panels; panel++)
			for (size_t place = 0; place < PLACES; place++) {
				const float *tiles = transformed + ((panel * PLACES + place) * it->channels + channel) * PANEL;
				for (size_t g = 0; g < groups; g++)
					accumulate(weights + (place * groups + g) * depth * GROUP, tiles, depth, channel == 0,
						all + ((panel * groups + g) * PLACES + place) * GROUP * PANEL);
			}
	}
	for (size_t panel = 0; panel < panels; panel++)
		for (size_t g = 0; g < groups; g++)
			for (size_t k = 0; k < GROUP; k++)
				write(it, first + panel * PANEL, from + g * GROUP + k,
					all + ((panel * groups + g) * PLACES * GROUP + k) * PANEL);
}

const winograd NAMED(VARIANT) = { PANEL, transform, multiply, scratch };
