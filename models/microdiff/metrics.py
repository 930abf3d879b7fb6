"""What is measured on pictures. Images are float arrays [3, H, W] in -1..1 unless said otherwise."""

import numpy as np
from skimage.filters import threshold_otsu
from skimage.metrics import structural_similarity


def psnr(image: np.ndarray, other: np.ndarray) -> float:
	"""Peak signal-to-noise ratio in dB; the peak is the whole range, 2."""
	return float(10 * np.log10(4 / np.mean((image - other) ** 2)))


def difference(image: np.ndarray, other: np.ndarray) -> float:
	"""Mean absolute difference as a part of the whole range."""
	return float(np.abs(image - other).mean() / 2)


def ssim(image: np.ndarray, other: np.ndarray) -> float:
	return float(structural_similarity(image, other, channel_axis=0, data_range=2.0))


def fine_power(image: np.ndarray) -> float:
	"""Power of the grey image between a quarter and a half of the sampling rate. A Hann window keeps the seam between
	opposite borders from counting as detail."""
	grey = image.mean(axis=0)
	window = np.hanning(grey.shape[0])[:, None] * np.hanning(grey.shape[1])[None]
	spectrum = np.abs(np.fft.fft2((grey - grey.mean()) * window)) ** 2
	frequency = np.hypot(np.fft.fftfreq(grey.shape[0])[:, None], np.fft.fftfreq(grey.shape[1])[None])
	return float(spectrum[(frequency >= 0.25) & (frequency < 0.5)].sum())


def mask_overlap(image: np.ndarray, other: np.ndarray) -> float:
	"""Intersection over union of what Otsu's threshold calls bright in each image."""
	masks = [grey > threshold_otsu(grey) for grey in (image.mean(axis=0), other.mean(axis=0))]
	union = np.logical_or(*masks).sum()
	return float(np.logical_and(*masks).sum() / union)


def stain_score(image: np.ndarray) -> float:
	"""The fixed stain score: mean of min(R, B) - G in grey levels of 255. Haematoxylin and eosin absorb green, so it is
	about zero on grey images, negative on red blood cells, and 20 to 60 on stained tissue."""
	red, green, blue = (image + 1) * 127.5
	return float((np.minimum(red, blue) - green).mean())
