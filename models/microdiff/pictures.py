"""Contact sheets to look at: round trips, strengths, stain, pictures from captions, phantoms."""

from pathlib import Path

import numpy as np
import torch
from PIL import Image

from . import captions, config
from .evaluation import LORA_WEIGHTS, STRENGTHS, HeldOut
from .sampling import Painter, Settings

SHOWN = 2


def draw_all(painter: Painter, held_out: HeldOut, folder: Path) -> None:
	folder.mkdir(parents=True, exist_ok=True)
	for modality in config.BASE_MODALITIES:
		images, text = held_out.of(modality)[:SHOWN], captions.PLAIN[modality]
		texts = [text] * len(images)
		painted = [painter.image_to_image(images, texts, Settings(strength=s)) for s in STRENGTHS]
		save(folder / f"strength_{modality}.png", [images, painter.round_trip(images), *painted])
		made = painter.generate([text] * 12, 128, Settings(seed=1000))
		save(folder / f"caption_{modality}.png", list(made.view(6, 2, *made.shape[1:])))
		if painter.lora is not None:
			save(folder / f"stain_{modality}.png", stain_grid(painter, images[:1], texts[:1]))
	phantoms = torch.stack([phantom(seed) for seed in range(SHOWN)])
	texts = [captions.PLAIN["fluorescence"]] * SHOWN
	painted = [painter.image_to_image(phantoms, texts, Settings(strength=s)) for s in STRENGTHS]
	save(folder / "phantom.png", [phantoms, *painted])


def stain_grid(painter: Painter, image: torch.Tensor, texts: list[str]) -> list[torch.Tensor]:
	"""Columns of LoRA weights, rows of strengths."""
	rows = (0.65, 0.75, 0.85, 0.95)
	return [
		torch.cat([painter.image_to_image(image, texts, Settings(strength=s), weight) for s in rows])
		for weight in LORA_WEIGHTS
	]


def phantom(seed: int, side: int = 256, count: int = 18) -> torch.Tensor:
	"""Ellipses, blurred, with noise: what anyone can draw in ImageJ."""
	draw = np.random.default_rng(seed)
	rows, columns = np.mgrid[:side, :side]
	level = np.zeros((side, side))
	for _ in range(count):
		y, x = draw.uniform(0, side, 2)
		long, short, angle = draw.uniform(9, 16), draw.uniform(7, 12), draw.uniform(0, np.pi)
		along = (columns - x) * np.cos(angle) + (rows - y) * np.sin(angle)
		across = (rows - y) * np.cos(angle) - (columns - x) * np.sin(angle)
		inside = 1 - np.hypot(along / long, across / short)
		level = np.maximum(level, draw.uniform(0.5, 0.9) * np.clip(inside * 6 + 0.5, 0, 1))
	level = np.clip(level + draw.normal(0.03, 0.03, level.shape), 0, 1)
	return torch.from_numpy(level * 2 - 1).float().expand(3, -1, -1).contiguous()


def save(path: Path, columns: list[torch.Tensor]) -> None:
	"""Each column [N, 3, H, W] becomes a column of N pictures."""
	sheet = torch.cat([torch.cat(list(column), dim=1) for column in columns], dim=2)
	pixels = ((sheet.clamp(-1, 1) + 1) * 127.5).round().byte().permute(1, 2, 0).numpy()
	Image.fromarray(pixels).save(path)
