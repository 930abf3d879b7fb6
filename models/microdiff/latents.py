"""Stage 2: every training image is encoded once, in several turned and rescaled variants."""

import json
import random
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
	shape = [max(128, round(side * scale / config.LATENT_FACTOR) * config.LATENT_FACTOR) for side in (height, width)]
	image = F.interpolate(image, shape, mode="bilinear", antialias=True)
	image = torch.rot90(image, draw.randrange(4), (2, 3))
	if draw.random() < 0.5:
		image = image.flip(3)
	return image, captions.size_word(sample.object_area * scale**2)


def encode_all(plan: config.Plan, data: Path, work: Path, log) -> None:
	"""Writes work/latents/N.safetensors (unscaled posterior means, 16 bits) and N.json for each variant N that is
	missing, and the channels' mean and whitening, by which they are normalised when they are used."""
	folder = work / "latents"
	training, _ = split(read_index(data))
	vae = vae_training.load(work)
	for number in range(plan.latent_variants):
		if (folder / f"{number}.json").exists():
			continue
		tensors, words = {}, {}
		for sample in training:
			draw = random.Random(f"{config.SEED}/{number}/{sample.file}")
			pixels = load(data, sample)
			for repeat in range(REPEATS[sample.modality]):
				image, size = variant(pixels, sample, draw)
				with torch.no_grad():
					latent = vae.encode(image.to(trainer.device())).latent_dist.mean[0]
				tensors[f"{sample.file}/{repeat}"] = latent.half()
				words[f"{sample.file}/{repeat}"] = [sample.modality, sample.density, size]
		save_weights(folder / f"{number}.safetensors", tensors)
		if not (folder / "channels.json").exists():
			moments = channel_moments(tensors, words)
			write_atomically(folder / "channels.json", lambda partial: partial.write_text(json.dumps(moments)))
		write_atomically(folder / f"{number}.json", lambda partial: partial.write_text(json.dumps(words)))
		log(f"latents: variant {number + 1} of {plan.latent_variants}")


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
	"""Random crops of the encoded images, whitened, with their captions."""

	def __init__(self, work: Path, shares: dict[str, float], caption_of):
		self.shares, self.caption_of = shares, caption_of
		moments = moments_of(work)
		self.mean = torch.tensor(moments["mean"])[:, None, None]
		self.whitening = torch.tensor(moments["whitening"])
		self.entries = {modality: [] for modality in shares}
		for words_file in sorted((work / "latents").glob("[0-9]*.json")):
			tensors = load_file(words_file.with_suffix(".safetensors"))
			for name, (modality, density, size) in json.loads(words_file.read_text()).items():
				if modality in shares:
					self.entries[modality].append((tensors[name], density, size))

	def batch(self, count: int, size: int, draw: random.Random) -> tuple[torch.Tensor, list[str]]:
		"""`count` crops [4, size, size] and their captions; images smaller than the crop are never drawn."""
		crops, texts = [], []
		while len(crops) < count:
			modality = draw.choices(list(self.shares), list(self.shares.values()))[0]
			latent, density, word = draw.choice(self.entries[modality])
			if min(latent.shape[1:]) < size:
				continue
			places = [place(latent, size, draw) for _ in range(2)]
			busier = max(places, key=lambda crop: crop.float().std()).float()
			crops.append(torch.einsum("ij,jhw->ihw", self.whitening, busier - self.mean))
			texts.append(self.caption_of(modality, density, word, draw))
		return torch.stack(crops), texts


def place(latent: torch.Tensor, size: int, draw: random.Random) -> torch.Tensor:
	top = draw.randint(0, latent.shape[1] - size)
	left = draw.randint(0, latent.shape[2] - size)
	return latent[:, top : top + size, left : left + size]
