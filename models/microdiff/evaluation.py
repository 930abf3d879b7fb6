"""The measurements (a) to (d) on held-out images; each returns rows of plain numbers."""

from collections import defaultdict
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch

from . import captions, config, metrics
from .classifier import Judge
from .dataset import read_index, split, square
from .sampling import Painter, Settings

STRENGTHS = (0.2, 0.4, 0.6, 0.8, 0.95)
LORA_STRENGTHS = (0.65, 0.75, 0.85, 0.95)
LORA_WEIGHTS = (0.0, 0.25, 0.5, 0.75, 1.0, 1.25)
MASK_STRENGTH = 0.3
SIDE = 256
# Most fluorescence images fill a small part of their 8 bits. Stretched, as the rest of the evaluation uses them, the
# camera's noise is stretched along, which four numbers for 16 pixels cannot keep.
AS_STORED = "fluorescence, not stretched"


class HeldOut:
	"""The central squares of the held-out images, by modality."""

	def __init__(self, data: Path, most: int):
		_, held_out = split(read_index(data))
		self.images = defaultdict(list)
		for sample in held_out:
			if len(self.images[sample.modality]) < most:
				self.images[sample.modality].append(square(data, sample, SIDE))
				if sample.modality == "fluorescence":
					self.images[AS_STORED].append(square(data, sample, SIDE, stretched=False))

	def of(self, modality: str) -> torch.Tensor:
		return torch.stack(self.images[modality])


def judge_of(data: Path) -> Judge:
	training, _ = split(read_index(data))
	images = [square(data, sample, SIDE).numpy() for sample in training]
	return Judge(images, [sample.modality for sample in training])


def mean_of(measure, images: torch.Tensor, others: torch.Tensor) -> float:
	return float(np.mean([measure(a, b) for a, b in zip(images.numpy(), others.numpy())]))


def round_trip(painter: Painter, held_out: HeldOut) -> list[dict]:
	"""(a) Mean PSNR per modality."""
	rows = []
	for modality in (*config.MODALITIES, AS_STORED):
		images = held_out.of(modality)
		decoded = painter.round_trip(images)
		rows.append({"modality": modality, "images": len(images), "psnr": mean_of(metrics.psnr, images, decoded)})
	return rows


def similarity(painter: Painter, held_out: HeldOut) -> list[dict]:
	"""(b) Similarity to the input by strength, and at the lowest the power of fine detail against the round trip's."""
	rows = []
	for modality in config.BASE_MODALITIES:
		images = held_out.of(modality)
		texts = [captions.PLAIN[modality]] * len(images)
		decoded = painter.round_trip(images)
		for strength in sorted((*STRENGTHS, MASK_STRENGTH)):
			painted = painter.image_to_image(images, texts, Settings(strength=strength))
			rows.append({
				"modality": modality,
				"images": len(images),
				"strength": strength,
				"ssim": mean_of(metrics.ssim, images, painted),
				"difference": mean_of(metrics.difference, images, painted),
				"overlap": mean_of(metrics.mask_overlap, images, painted),
				"detail": mean_of(detail_ratio, painted, decoded),
			})
	return rows


def detail_ratio(painted: np.ndarray, decoded: np.ndarray) -> float:
	return metrics.fine_power(painted) / metrics.fine_power(decoded)


def stain(painter: Painter, held_out: HeldOut, most: int) -> list[dict]:
	"""(c) The mean stain score by strength and LoRA weight; the caption names the input's own modality."""
	rows = []
	for modality in config.BASE_MODALITIES:
		images = held_out.of(modality)[:most]
		texts = [captions.PLAIN[modality]] * len(images)
		latents = painter.encode(images)
		for strength in LORA_STRENGTHS:
			for weight in LORA_WEIGHTS:
				painted = painter.decode(painter.repaint(latents, texts, Settings(strength=strength), weight))
				score = float(np.mean([metrics.stain_score(image) for image in painted.numpy()]))
				rows.append({"modality": modality, "strength": strength, "weight": weight, "score": score})
	return rows


def real_stain(held_out: HeldOut) -> list[dict]:
	"""The score on real held-out images: what 0 and what full looks like."""
	rows = []
	for modality in config.MODALITIES:
		scores = [metrics.stain_score(image.numpy()) for image in held_out.of(modality)]
		rows.append({"modality": modality, "lowest": min(scores), "mean": float(np.mean(scores)), "highest": max(scores)})
	return rows


def recognised(painter: Painter, held_out: HeldOut, judge: Judge, count: int) -> list[dict]:
	"""(d) How often a picture made from a caption alone is judged to be of its modality, beside the judge's own score
	on real held-out images."""
	rows = []
	for modality in config.BASE_MODALITIES:
		texts = [captions.PLAIN[modality]] * count
		made = painter.generate(texts, SIDE // 2, replace(Settings(), seed=1000))
		real = held_out.of(modality)
		rows.append({
			"modality": modality,
			"generated": count,
			"generated_right": share(judge, made, modality),
			"real_right": share(judge, real, modality),
		})
	return rows


def share(judge: Judge, images: torch.Tensor, modality: str) -> float:
	return float(np.mean([judge.modality(image) == modality for image in images.numpy()]))
