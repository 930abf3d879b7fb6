"""Stage 2: every training image is encoded once, in several turned and rescaled variants."""

import json
import random
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import torch
import torch.nn.functional as F
from safetensors.torch import load_file

from . import captions, config, trainer, vae_training
from .checkpoint import save_weights, write_atomically
from .dataset import Sample, grey_range, load, read_index, split, to_tensor


# How often each modality is encoded per variant: the few brightfield images are large and full of different places.
REPEATS = {"fluorescence": 1, "blood_smear": 1, "brightfield": 8, "stained_tissue": 2}
LARGEST = 384
# Sides are multiples of this, so that many variants have one size and are encoded together.
SIDES, BATCH = 16, 16
# The smallest and the largest scale. A smear's cells are some 100 pixels wide; shrunk, several fit whole into a crop.
SCALES = dict.fromkeys(config.MODALITIES, (1 / 1.3, 1.3)) | {"blood_smear": (0.4, 1.3)}


def variant(pixels, sample: Sample, draw: random.Random) -> tuple[torch.Tensor, str]:
	"""One turned, mirrored, rescaled image [1, 3, H, W] of at most LARGEST pixels a side, and the size word that fits
	its objects now."""
	black, white = grey_range(sample, pixels)
	if draw.random() < 0.2:
		white += (255 - white) * draw.random() ** 3
	smallest, largest = SCALES[sample.modality]
	scale = smallest * (largest / smallest) ** draw.random()
	height, width = (min(round(LARGEST / scale), side) for side in pixels.shape[:2])
	top, left = (draw.randint(0, whole - part) for whole, part in zip(pixels.shape, (height, width)))
	image = to_tensor(pixels[top : top + height, left : left + width], black, white)[None]
	shape = [max(128, round(side * scale / SIDES) * SIDES) for side in (height, width)]
	image = F.interpolate(image, shape, mode="bilinear", antialias=True)
	image = torch.rot90(image, draw.randrange(4), (2, 3))
	if draw.random() < 0.5:
		image = image.flip(3)
	return image, captions.size_word(sample.object_area * scale**2)


def encode_all(plan: config.Plan, data: Path, work: Path, log) -> None:
	"""Writes work/latents/N.safetensors (unscaled posterior means, 16 bits) and N.json for each variant N that is
	missing, and the channels' mean and whitening, by which they are normalised when they are used."""
	folder = work / "latents"
	missing = [number for number in range(plan.latent_variants) if not (folder / f"{number}.json").exists()]
	if not missing:
		return
	training, _ = split(read_index(data))
	vae = vae_training.load(work)
	with ThreadPoolExecutor(trainer.WORKERS) as workers:
		images = dict(zip(training, workers.map(lambda sample: load(data, sample), training)))
		for number in missing:
			names, pictures, words = [], [], {}
			for sample, made in zip(training, workers.map(lambda s: _variants(images[s], s, number), training)):
				for repeat, (image, size) in enumerate(made):
					names.append(f"{sample.file}/{repeat}")
					pictures.append(image)
					words[names[-1]] = [sample.modality, sample.density, size]
			tensors = dict(zip(names, encoded(vae, pictures)))
			save_weights(folder / f"{number}.safetensors", tensors)
			if not (folder / "channels.json").exists():
				moments = channel_moments(tensors, words)
				write_atomically(folder / "channels.json", lambda partial: partial.write_text(json.dumps(moments)))
			write_atomically(folder / f"{number}.json", lambda partial: partial.write_text(json.dumps(words)))
			log(f"latents: variant {number + 1} of {plan.latent_variants}")


def _variants(pixels, sample: Sample, number: int) -> list[tuple[torch.Tensor, str]]:
	draw = random.Random(f"{config.SEED}/{number}/{sample.file}")
	return [variant(pixels, sample, draw) for _ in range(REPEATS[sample.modality])]


def encoded(vae, images: list[torch.Tensor]) -> list[torch.Tensor]:
	"""The latents [4, h, w] of images [1, 3, H, W] in 16 bits, those of one size together."""
	places = defaultdict(list)
	for place, image in enumerate(images):
		places[image.shape].append(place)
	latents = [None] * len(images)
	with torch.no_grad():
		for same in places.values():
			for some in (same[start : start + BATCH] for start in range(0, len(same), BATCH)):
				batch = torch.cat([images[place] for place in some]).to(trainer.device())
				for place, latent in zip(some, vae.encode(batch).latent_dist.mean.half()):
					latents[place] = latent
	return latents


def channel_moments(tensors: dict, words: dict) -> dict[str, list]:
	"""The mean of each channel and the matrix that makes the channels uncorrelated with variance 1, over the base
	modalities, each with the same say. The first channel then is the strongest: brightness."""
	means, squares = [], []
	for modality in config.BASE_MODALITIES:
		values = [t.double().flatten(1) for name, t in tensors.items() if words[name][0] == modality]
		means.append(torch.stack([v.mean(dim=1) for v in values]).mean(dim=0))
		squares.append(torch.stack([v @ v.T / v.shape[1] for v in values]).mean(dim=0))
	mean = torch.stack(means).mean(dim=0)
	variances, directions = torch.linalg.eigh(torch.stack(squares).mean(dim=0) - torch.outer(mean, mean))
	whitening = directions.T / variances.sqrt()[:, None]
	return {"mean": mean.tolist(), "whitening": whitening.flip(0).tolist()}


def moments_of(work: Path) -> dict[str, list]:
	return json.loads((work / "latents" / "channels.json").read_text())


def load_vae(work: Path):
	"""The trained autoencoder with normalised latents: what the UNet sees and what is exported."""
	return vae_training.normalised(vae_training.load(work), **moments_of(work))


class LatentSource:
	"""Random crops of the encoded images, whitened, with their captions; all of them lie on the device that trains."""

	def __init__(self, work: Path, shares: dict[str, float], caption_of):
		self.shares, self.caption_of = shares, caption_of
		moments = moments_of(work)
		mean, whitening = torch.tensor(moments["mean"])[:, None, None], torch.tensor(moments["whitening"])
		self.entries = {modality: [] for modality in shares}
		pixels, start = [], 0
		for words_file in sorted((work / "latents").glob("[0-9]*.json")):
			tensors = load_file(words_file.with_suffix(".safetensors"))
			for name, (modality, density, size) in json.loads(words_file.read_text()).items():
				if modality in shares:
					white = torch.einsum("ij,jhw->hwi", whitening, tensors[name].float() - mean)
					pixels.append(white.flatten(0, 1).half())
					self.entries[modality].append((start, *white.shape[:2], density, size))
					start += len(pixels[-1])
		self.pixels = torch.cat(pixels).to(trainer.device())

	def batch(self, count: int, size: int, draw: random.Random) -> tuple[torch.Tensor, list[str]]:
		"""`count` crops [4, size, size] and their captions; images smaller than the crop are never drawn."""
		corners, widths, texts = [], [], []
		while len(texts) < count:
			modality = draw.choices(list(self.shares), list(self.shares.values()))[0]
			start, height, width, density, word = draw.choice(self.entries[modality])
			if min(height, width) < size:
				continue
			# Empty background is easy and common: of two places the busier one is taken.
			rows, columns = ([draw.randint(0, side - size) for _ in range(2)] for side in (height, width))
			corners.append([start + row * width + column for row, column in zip(rows, columns)])
			widths.append(width)
			texts.append(self.caption_of(modality, density, word, draw))
		return self._busier(torch.tensor(corners), torch.tensor(widths), size), texts

	def _busier(self, corners: torch.Tensor, widths: torch.Tensor, size: int) -> torch.Tensor:
		corners, widths = corners.to(self.pixels.device), widths.to(self.pixels.device)
		side = torch.arange(size, device=self.pixels.device)
		places = widths[:, None, None] * side[:, None] + side
		crops = self.pixels[corners[:, :, None, None] + places[:, None]].float()
		busier = crops.std(dim=(2, 3, 4)).argmax(dim=1)
		chosen = crops[torch.arange(len(crops), device=crops.device), busier]
		return chosen.permute(0, 3, 1, 2).contiguous(memory_format=trainer.layout())
