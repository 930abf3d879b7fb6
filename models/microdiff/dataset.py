"""The microscopy images: index, held-out split, grey stretch, random crops."""

import csv
import hashlib
import random
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from PIL import Image

from . import config


@dataclass(frozen=True)
class Sample:
	"""One row of index.csv."""

	file: str
	modality: str
	density: str
	object_area: float


def read_index(data: Path) -> list[Sample]:
	with open(data / "index.csv", newline="") as rows:
		return [
			Sample(row["file"], row["modality"], row["density"], float(row["median_object_area_px"]))
			for row in csv.DictReader(rows)
		]


def split(samples: list[Sample]) -> tuple[list[Sample], list[Sample]]:
	"""Returns (training, held out), the same for everyone: per modality those with the smallest keyed hash of their
	name are held out, so an image added later moves no other image across."""
	training, held_out = [], []
	for modality in config.MODALITIES:
		members = sorted((s for s in samples if s.modality == modality), key=lambda s: _draw(s.file))
		count = max(config.MIN_HELD_OUT, round(len(members) * config.HELD_OUT_FRACTION))
		held_out += members[:count]
		training += members[count:]
	return training, held_out


def _draw(name: str) -> str:
	return hashlib.sha256(f"{config.SEED}/{name}".encode()).hexdigest()


def load(data: Path, sample: Sample) -> np.ndarray:
	"""Returns the image as uint8 [H, W, 1 or 3], as stored."""
	pixels = np.asarray(Image.open(data / sample.file))
	return pixels[..., None] if pixels.ndim == 2 else pixels[..., :3]


def grey_range(sample: Sample, pixels: np.ndarray) -> tuple[float, float]:
	"""The grey values that become black and white: percentiles for fluorescence, whose cameras use a small part of
	their range, and the whole range otherwise."""
	if sample.modality != "fluorescence":
		return 0.0, 255.0
	low, high = np.percentile(pixels, (0.5, 99.8))
	return float(low), float(max(high, low + 8))


def to_tensor(pixels: np.ndarray, black: float, white: float) -> torch.Tensor:
	"""[H, W, C] grey values -> [3, H, W] in -1..1, clipped."""
	scaled = torch.from_numpy(pixels.copy()).permute(2, 0, 1).float()
	scaled = ((scaled - black) / (white - black)).clamp(0, 1) * 2 - 1
	return scaled.expand(3, -1, -1)


def square(data: Path, sample: Sample, size: int, stretched: bool = True) -> torch.Tensor:
	"""The central square [3, size, size] in -1..1; a smaller image is enlarged first."""
	pixels = load(data, sample)
	image = to_tensor(pixels, *(grey_range(sample, pixels) if stretched else (0.0, 255.0)))
	short = min(image.shape[1:])
	if short < size:
		image = torch.nn.functional.interpolate(image[None], scale_factor=size / short, mode="bicubic").clamp(-1, 1)[0]
	top, left = (image.shape[1] - size) // 2, (image.shape[2] - size) // 2
	return image[:, top : top + size, left : left + size].contiguous()


class CropSource:
	"""Random crops of the training images, held in memory.

	A crop is turned, mirrored, enlarged or shrunk by up to 1.4, and in a part of the cases less stretched than
	`grey_range` says, since images also arrive dim.
	"""

	def __init__(self, data: Path, samples: list[Sample], shares: dict[str, float]):
		self.shares = shares
		self.images = {modality: [] for modality in shares}
		for sample in samples:
			if sample.modality in shares:
				pixels = load(data, sample)
				self.images[sample.modality].append((pixels, grey_range(sample, pixels)))

	def batch(
		self, count: int, size: int, draw: random.Random, shares: dict[str, float] | None = None
	) -> torch.Tensor:
		"""`count` crops [3, size, size], of the modalities in `shares` where those are given."""
		shares = shares or self.shares
		modalities = draw.choices(list(shares), list(shares.values()), k=count)
		return torch.stack([self._crop(modality, size, draw) for modality in modalities])

	def _crop(self, modality: str, size: int, draw: random.Random) -> torch.Tensor:
		pixels, (black, white) = draw.choice(self.images[modality])
		if draw.random() < 0.25:
			shown = draw.random()
			black, white = black * shown, white + (255 - white) * (1 - shown) ** 2
		side = min(round(size * 1.4 ** draw.uniform(-1, 1)), *pixels.shape[:2])
		# Empty background is easy and common: of two places the busier one is taken.
		places = [place(pixels, side, draw) for _ in range(2)]
		image = to_tensor(max(places, key=lambda crop: crop.std()), black, white)
		image = torch.nn.functional.interpolate(image[None], (size, size), mode="bilinear", antialias=True)[0]
		image = torch.rot90(image, draw.randrange(4), (1, 2))
		return image.flip(2) if draw.random() < 0.5 else image


def place(pixels: np.ndarray, side: int, draw: random.Random) -> np.ndarray:
	top = draw.randint(0, pixels.shape[0] - side)
	left = draw.randint(0, pixels.shape[1] - side)
	return pixels[top : top + side, left : left + side]
