"""Stages 1 and 3, the autoencoder, on all modalities, so that the LoRA's concept can be painted with it: first the
encoder, towards the linear code of PatchCode; then the decoder, from what the encoder gives."""

import random
from pathlib import Path

import torch
import torch.nn.functional as F

from . import config, networks, staining, trainer
from .checkpoint import Checkpoint
from .dataset import CropSource, read_index, split
from .patches import PatchCode

DARK_SHARES = {"fluorescence": 1.0}
LIGHT_SHARES = {"blood_smear": 0.5, "brightfield": 0.5}
SHARES = {"fluorescence": 0.37, "blood_smear": 0.28, "brightfield": 0.12, "stained_tissue": 0.23}

# What the UNet paints is never quite what the encoder gives; the decoder learns to bear that much.
LATENT_NOISE = 0.005
NO_LOG_VARIANCE = -30.0


def reconstruction_loss(image: torch.Tensor, decoded: torch.Tensor) -> torch.Tensor:
	"""L1 of the pixels, of their differences (edges) and of means over 8 pixels (no drift of flat background), plus
	squares, which matter most: the round trip is judged by its peak signal-to-noise ratio.

	Hue has a term of its own: most images are grey, and without it all colours fall onto one line from grey to purple.
	"""
	error = decoded - image
	hue = F.avg_pool2d(error - error.mean(dim=1, keepdim=True), 4)
	edges = error.diff(dim=2).abs().mean() + error.diff(dim=3).abs().mean()
	flat = F.avg_pool2d(error, 8).abs().mean()
	return error.abs().mean() + 30 * error.square().mean() + 0.5 * edges + flat + 3 * hue.abs().mean()


def train_encoder(plan: config.Plan, data: Path, work: Path, log) -> None:
	# Once images are encoded, all that follows hangs on this encoder.
	if (work / "latents").exists() or trainer.is_done(plan.encoder, work / "encoder"):
		return
	torch.manual_seed(config.SEED)
	vae = networks.autoencoder()
	vae.decoder.requires_grad_(False)
	vae.post_quant_conv.requires_grad_(False)
	source = crops(data)
	code = PatchCode(source, plan.vae_crop)

	def loss_of(step: int, image: torch.Tensor) -> torch.Tensor:
		return F.mse_loss(vae.encode(image).latent_dist.mean, code.of(image))

	_run(plan.encoder, plan, source, work / "encoder", vae, loss_of, log)


def train_decoder(plan: config.Plan, data: Path, work: Path, log) -> None:
	"""The encoder stays, so this may go on at any time: the latents and the UNet trained on them stay valid."""
	if trainer.is_done(plan.decoder, work / "decoder"):
		return
	vae = networks.autoencoder()
	Checkpoint(work / "encoder").load_mean(vae)
	vae.encoder.requires_grad_(False)
	vae.quant_conv.requires_grad_(False)

	def loss_of(step: int, image: torch.Tensor) -> torch.Tensor:
		latent = vae.encode(image).latent_dist.mean
		noise = torch.randn(latent.shape, generator=trainer.seeded(config.SEED, step)).to(latent)
		return reconstruction_loss(image, vae.decode(latent + LATENT_NOISE * noise).sample.float())

	_run(plan.decoder, plan, HalfStained(data), work / "decoder", vae, loss_of, log)


class HalfStained:
	"""Crops as they are, and to every three of them one that is stained part of the way.

	One number says the hue, so the decoder guesses the colour from what is around it, and of what lies between black and
	stain it would make red.
	"""

	def __init__(self, data: Path):
		self.source = crops(data)

	def batch(self, count: int, size: int, draw: random.Random) -> torch.Tensor:
		stained = max(1, count // 4)
		darks = (2 * stained + 2) // 3
		kinds = ((DARK_SHARES, darks), (LIGHT_SHARES, stained - darks))
		base = torch.cat([self.source.batch(n, size, draw, shares) for shares, n in kinds if n])
		tissue = self.source.batch(stained, size, draw, {config.LORA_MODALITY: 1.0})
		base, tissue = (base + 1) / 2, (tissue + 1) / 2
		is_dark = torch.arange(stained) < darks
		real = torch.tensor([draw.random() < 0.5 for _ in range(stained)])
		doses = torch.tensor([draw.uniform(0, staining.HIGHEST_DOSE) for _ in range(stained)])
		before, after = staining.pairs(base, tissue, is_dark, real)
		partly = staining.partly(before, after, doses, is_dark) * 2 - 1
		return torch.cat([self.source.batch(count - stained, size, draw), partly])


def load(work: Path) -> "networks.AutoencoderKL":
	"""The autoencoder as it is, whose decoder is untrained before that stage has run."""
	vae = networks.autoencoder().to(trainer.device())
	decoder = Checkpoint(work / "decoder")
	(decoder if decoder.step() else Checkpoint(work / "encoder")).load_mean(vae)
	return vae.eval().requires_grad_(False)


def normalised(vae, mean: list[float], whitening: list[list[float]]):
	"""Folds latent' = whitening (latent - mean) into the two 1x1 convolutions around the latent.

	The round trip stays the same function. Without it most of every channel is brightness, and a diffusion model sees
	the little that is detail only when almost no noise is left. The scaling factor is 1. Encoding gives the
	posterior's mean, and next to no spread.
	"""
	device, channels = vae.quant_conv.weight.device, config.LATENT_CHANNELS
	mean, matrix = torch.tensor(mean, device=device), torch.tensor(whitening, device=device)
	back = torch.linalg.inv(matrix)
	with torch.no_grad():
		weight, bias = vae.quant_conv.weight, vae.quant_conv.bias
		weight[:channels] = torch.einsum("ij,jkhw->ikhw", matrix, weight[:channels])
		bias[:channels] = matrix @ (bias[:channels] - mean)
		weight[channels:] = 0
		bias[channels:] = NO_LOG_VARIANCE
		weight, bias = vae.post_quant_conv.weight, vae.post_quant_conv.bias
		bias += weight[:, :, 0, 0] @ mean
		weight.copy_(torch.einsum("ijhw,jk->ikhw", weight, back))
	vae.register_to_config(scaling_factor=1.0)
	return vae


def crops(data: Path) -> CropSource:
	training, _ = split(read_index(data))
	return CropSource(data, training, SHARES)


def _run(stage: config.Stage, plan: config.Plan, source: CropSource, folder: Path, vae, loss_of, log) -> None:
	vae.to(trainer.device(), memory_format=trainer.layout())

	def batch_of(step: int) -> torch.Tensor:
		return source.batch(stage.batch, plan.vae_crop, random.Random(config.SEED * 7919 + step))

	def loss_on_device(step: int, image: torch.Tensor) -> torch.Tensor:
		return loss_of(step, image.to(trainer.device(), memory_format=trainer.layout()))

	trainer.train(stage, folder, vae, batch_of, loss_on_device, plan.save_seconds, log)
