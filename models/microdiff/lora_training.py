"""Stage 6: the LoRA "stained tissue", beside a frozen UNet and text encoder.

Image to image shows it other modalities under noise, which stained tissue alone never teaches it to change: the mean of
a picture shines through nearly all the noise there is, and the LoRA goes along with it. So in training the stained
tissue fades into the colours of a base image while noise is added, and the LoRA has to bring the stain back: little of
it where there is little noise, all of it where there is much. Nuclei are dark in stained tissue and bright in
fluorescence, so there it fades into its own negative.

The weight is a dose: half of the time it is a random one, and what is wanted then is that much of the way from the base
image's colours to the stain. Trained at weight 1 alone, half the weight would end as stained, since each step goes half
of the way that is left. What is dark has a longer way to go and takes a larger dose.
"""

import random
from pathlib import Path

import torch

from . import captions, config, networks, trainer, unet_training
from .checkpoint import Checkpoint
from .latents import LatentSource
from .lora import Lora

SHARES = {config.LORA_MODALITY: 1.0}
# The timesteps between which stained tissue may fade: not at all before, altogether after.
FADING = 100, 650
# The modality with a dark background, and the weight at which that is stained all the way.
DARK, DARK_WEIGHT = "fluorescence", 1.7
# How often the LoRA is trained at the full dose.
FULL_DOSES = 0.5


def build(plan: config.Plan, work: Path) -> tuple[unet_training.TextToNoise, Lora]:
	model = unet_training.load(work).requires_grad_(False)
	torch.manual_seed(config.SEED)
	return model, Lora(model.unet, plan.lora_rank).to(trainer.device())


def load(plan: config.Plan, work: Path) -> tuple[unet_training.TextToNoise, Lora]:
	model, lora = build(plan, work)
	Checkpoint(work / "lora").load_mean(lora)
	lora.alpha = plan.lora_alpha
	return model, lora.requires_grad_(False)


def train(plan: config.Plan, work: Path, log) -> None:
	if Checkpoint(work / "lora").step() >= plan.lora.steps:
		return
	model, lora = build(plan, work)
	schedule = networks.scheduler()
	source = LatentSource(work, SHARES, lambda _, density, size, draw: captions.lora_caption(density, size, draw))
	shares = dict(unet_training.SHARES)
	dark_share = shares.pop(DARK)
	light = LatentSource(work, shares, captions.caption)
	dark = LatentSource(work, {DARK: 1.0}, captions.caption)

	def batch_of(step: int) -> tuple[torch.Tensor, torch.Tensor, list[str], float, float]:
		"""Stained and unstained latents, captions, the dose (0 to 1) and the weight that stands for it."""
		draw = random.Random(config.SEED * 15485863 + step)
		is_dark = draw.random() < dark_share
		stained, texts = source.batch(plan.lora.batch, 32, draw)
		others, _ = (dark if is_dark else light).batch(plan.lora.batch, 32, draw)
		texts = ["" if draw.random() < plan.caption_dropout else text for text in texts]
		dose = 1.0 if draw.random() < FULL_DOSES else draw.random()
		unstained = in_colours_of(others, -stained if is_dark else stained)
		return stained, unstained, texts, dose, dose * (DARK_WEIGHT if is_dark else 1.0)

	def loss_of(step: int, batch: tuple[torch.Tensor, torch.Tensor, list[str], float, float]) -> torch.Tensor:
		stained, unstained = (part.to(trainer.device(), memory_format=trainer.layout()) for part in batch[:2])
		texts, dose, lora.weight = batch[2:]
		latents = torch.lerp(unstained, stained, dose)
		generator = trainer.seeded(config.SEED + 2, step)
		noise, times = unet_training.noise_and_times(latents, generator)
		noise = noise + faded(schedule, times, generator) * (unstained - latents)
		return unet_training.velocity_loss(model, schedule, latents, texts, noise, times)

	trainer.train(plan.lora, work / "lora", lora, batch_of, loss_of, plan.save_seconds, log)


def in_colours_of(others: torch.Tensor, latents: torch.Tensor) -> torch.Tensor:
	"""`latents` with the mean and spread that each channel has in `others` (Huang and Belongie 2017)."""
	spread, mean = torch.std_mean(latents, dim=(2, 3), keepdim=True)
	wanted_spread, wanted_mean = torch.std_mean(others, dim=(2, 3), keepdim=True)
	return (latents - mean) * (wanted_spread / spread.clamp(min=1e-3)) + wanted_mean


def faded(schedule, times: torch.Tensor, draw: torch.Generator) -> torch.Tensor:
	"""How much of the difference to the unstained picture counts as noise, [N, 1, 1, 1]: the picture fades by a random
	part of what its timestep allows."""
	first, last = FADING
	share = torch.rand(len(times), generator=draw).to(times.device) * ((times - first) / (last - first)).clamp(0, 1)
	kept = schedule.alphas_cumprod.to(times.device)[times]
	return (share * (kept / (1 - kept)).sqrt())[:, None, None, None]
