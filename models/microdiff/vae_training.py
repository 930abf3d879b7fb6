"""Stage 1, the autoencoder, on all modalities, so that the LoRA's concept can be painted with it; and stage 5, its
decoder alone."""

import random
from pathlib import Path

import torch
import torch.nn.functional as F

from . import config, networks, trainer
from .checkpoint import Checkpoint
from .dataset import CropSource, read_index, split

SHARES = {"fluorescence": 0.37, "blood_smear": 0.28, "brightfield": 0.12, "stained_tissue": 0.23}

# Small: more of it drowns the fine detail in the posterior's noise, and the spread is set right afterwards anyway
# (see normalised).
DIVERGENCE_WEIGHT = 1e-5


def reconstruction_loss(image: torch.Tensor, decoded: torch.Tensor) -> torch.Tensor:
	"""L1 of the pixels, of their differences (edges) and of means over 8 pixels (no drift of flat background), plus
	squares, since the round trip is judged by its peak signal-to-noise ratio.

	Hue has a term of its own: most images are grey, and without it all colours fall onto one line from grey to purple.
	"""
	error = decoded - image
	hue = F.avg_pool2d(error - error.mean(dim=1, keepdim=True), 4)
	edges = error.diff(dim=2).abs().mean() + error.diff(dim=3).abs().mean()
	flat = F.avg_pool2d(error, 8).abs().mean()
	return error.abs().mean() + 2 * error.square().mean() + 0.5 * edges + flat + 3 * hue.abs().mean()


def train(plan: config.Plan, data: Path, work: Path, log) -> None:
	# Once images are encoded, all that follows hangs on this encoder.
	if (work / "latents").exists():
		return
	torch.manual_seed(config.SEED)
	vae = networks.autoencoder()
	_run(plan.vae, plan, data, work / "vae", vae, log)


def train_decoder(plan: config.Plan, data: Path, work: Path, log) -> None:
	"""Goes on with the decoder alone. The encoder stays, so the latents and the UNet trained on them stay valid."""
	vae = networks.autoencoder()
	Checkpoint(work / "vae").load_mean(vae)
	vae.encoder.requires_grad_(False)
	vae.quant_conv.requires_grad_(False)
	_run(plan.decoder, plan, data, work / "decoder", vae, log)


def load(work: Path) -> "networks.AutoencoderKL":
	"""The trained autoencoder as it is, with the decoder of the later stage where that has run."""
	vae = networks.autoencoder().to(trainer.device())
	refined = Checkpoint(work / "decoder")
	(refined if refined.step() else Checkpoint(work / "vae")).load_mean(vae)
	return vae.eval().requires_grad_(False)


def normalised(vae, mean: list[float], spread: list[float]):
	"""Folds latent' = (latent - mean) / spread, per channel, into the two 1x1 convolutions around the latent.

	The round trip stays the same function. Without it one channel (brightness) is several times wider than those that
	hold the detail, and a diffusion model sees that detail only when almost no noise is left. The scaling factor is 1.
	"""
	device, channels = vae.quant_conv.weight.device, config.LATENT_CHANNELS
	mean, spread = torch.tensor(mean, device=device), torch.tensor(spread, device=device)
	with torch.no_grad():
		weight, bias = vae.quant_conv.weight, vae.quant_conv.bias
		weight[:channels] /= spread[:, None, None, None]
		bias[:channels] = (bias[:channels] - mean) / spread
		bias[channels:] -= 2 * spread.log()
		weight, bias = vae.post_quant_conv.weight, vae.post_quant_conv.bias
		bias += weight[:, :, 0, 0] @ mean
		weight *= spread[None, :, None, None]
	vae.register_to_config(scaling_factor=1.0)
	return vae


def _run(stage: config.Stage, plan: config.Plan, data: Path, folder: Path, vae, log) -> None:
	if Checkpoint(folder).step() >= stage.steps:
		return
	training, _ = split(read_index(data))
	source = CropSource(data, training, SHARES)
	device = trainer.device()
	vae.to(device, memory_format=trainer.layout())

	def batch_of(step: int) -> torch.Tensor:
		return source.batch(stage.batch, plan.vae_crop, random.Random(config.SEED * 7919 + step))

	def loss_of(step: int, image: torch.Tensor) -> torch.Tensor:
		image = image.to(device, memory_format=trainer.layout())
		posterior = vae.encode(image).latent_dist
		noise = torch.randn(posterior.mean.shape, generator=trainer.seeded(config.SEED, step)).to(device)
		decoded = vae.decode(posterior.mean + posterior.std * noise).sample
		divergence = posterior.kl().mean() / posterior.mean[0].numel()
		return reconstruction_loss(image, decoded.float()) + DIVERGENCE_WEIGHT * divergence

	trainer.train(stage, folder, vae, batch_of, loss_of, plan.save_seconds, log)
