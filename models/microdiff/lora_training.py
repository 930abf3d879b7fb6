"""Stage 6: the LoRA "stained tissue", beside a frozen UNet and text encoder."""

import random
from pathlib import Path

import torch

from . import captions, config, networks, trainer, unet_training
from .checkpoint import Checkpoint
from .latents import LatentSource
from .lora import Lora

SHARES = {config.LORA_MODALITY: 1.0}


def build(plan: config.Plan, work: Path) -> tuple[unet_training.TextToNoise, Lora]:
	model = unet_training.load(work).requires_grad_(False)
	torch.manual_seed(config.SEED)
	return model, Lora(model.unet, plan.lora_rank).to(trainer.device())


def load(plan: config.Plan, work: Path) -> tuple[unet_training.TextToNoise, Lora]:
	model, lora = build(plan, work)
	Checkpoint(work / "lora").load_mean(lora)
	return model, lora.requires_grad_(False)


def train(plan: config.Plan, work: Path, log) -> None:
	if Checkpoint(work / "lora").step() >= plan.lora.steps:
		return
	model, lora = build(plan, work)
	schedule = networks.scheduler()
	source = LatentSource(work, SHARES, lambda _, density, size, draw: captions.lora_caption(density, size, draw))

	def batch_of(step: int) -> tuple[torch.Tensor, list[str]]:
		draw = random.Random(config.SEED * 15485863 + step)
		latents, texts = source.batch(plan.lora.batch, 32, draw)
		return latents, ["" if draw.random() < plan.caption_dropout else text for text in texts]

	def loss_of(step: int, batch: tuple[torch.Tensor, list[str]]) -> torch.Tensor:
		latents = batch[0].to(trainer.device(), memory_format=trainer.layout())
		generator = trainer.seeded(config.SEED + 2, step)
		return unet_training.velocity_loss(model, schedule, latents, batch[1], generator)

	trainer.train(plan.lora, work / "lora", lora, batch_of, loss_of, plan.save_seconds, log)
