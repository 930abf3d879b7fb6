"""Stage 5: the UNet, on the base modalities."""

import random
from pathlib import Path

import torch

from . import captions, config, networks, text_training, tokenizer, trainer
from .checkpoint import Checkpoint
from .latents import LatentSource

SHARES = {"fluorescence": 0.3, "blood_smear": 0.45, "brightfield": 0.25}
# Detail is made where little noise is left, so a part of the timesteps is drawn from there alone.
LOW_NOISE_SHARE, LOW_NOISE_LIMIT = 0.1, 350
# Where noise hides nearly all, captions and the shapes of cells are learned, too seldom without a share of its own.
HIGH_NOISE_SHARE, HIGH_NOISE_LIMIT = 0.3, 850


class TextToNoise(torch.nn.Module):
	"""UNet and text encoder as one thing, of which the UNet is trained."""

	def __init__(self, folder: Path):
		super().__init__()
		self.tokenizer = tokenizer.read(folder)
		self.unet = networks.unet()
		self.text = networks.text_encoder(self.tokenizer).requires_grad_(False)

	def embed(self, texts: list[str]) -> torch.Tensor:
		return self.text(tokenizer.ids(self.tokenizer, texts).to(self.text.device)).last_hidden_state

	def forward(self, noisy: torch.Tensor, timesteps: torch.Tensor, texts: list[str]) -> torch.Tensor:
		return self.unet(noisy, timesteps, self.embed(texts)).sample


def build(work: Path) -> TextToNoise:
	torch.manual_seed(config.SEED)
	folder = work / "tokenizer"
	tokenizer.write(folder)
	return TextToNoise(folder).to(trainer.device(), memory_format=trainer.layout())


def load(work: Path) -> TextToNoise:
	model = build(work)
	Checkpoint(work / "unet").load_mean(model)
	return model.eval()


def timesteps(count: int, draw: torch.Generator) -> torch.Tensor:
	"""Spread evenly over the batch rather than drawn one by one, which makes the loss less noisy."""
	places = (torch.arange(count) + torch.rand(count, generator=draw)) / count
	places = places[torch.randperm(count, generator=draw)]
	kind = torch.rand(count, generator=draw)
	first = torch.where(kind > 1 - HIGH_NOISE_SHARE, HIGH_NOISE_LIMIT, 0)
	last = torch.where(kind < LOW_NOISE_SHARE, LOW_NOISE_LIMIT, 1000)
	return (first + places * (last - first)).long()


def noise_and_times(latents: torch.Tensor, draw: torch.Generator) -> tuple[torch.Tensor, torch.Tensor]:
	noise = torch.randn(latents.shape, generator=draw).to(latents)
	return noise, timesteps(len(latents), draw).to(latents.device)


def velocity_loss(
	model, schedule, latents: torch.Tensor, texts: list[str], noise: torch.Tensor, times: torch.Tensor
) -> torch.Tensor:
	"""Plain squared error of v, without a weight: weights that are bounded in the signal-to-noise ratio starve the
	steps with little noise, and pictures come out smooth."""
	noisy = schedule.add_noise(latents, noise, times)
	predicted = model(noisy, times, texts)
	return (predicted.float() - schedule.get_velocity(latents, noise, times)).square().mean()


def crop_size(plan: config.Plan, draw: random.Random) -> int:
	sizes, shares = zip(*plan.latent_crops)
	return draw.choices(sizes, shares)[0]


def train(plan: config.Plan, work: Path, log) -> None:
	if Checkpoint(work / "unet").step() >= plan.unet.steps:
		return
	source = LatentSource(work, SHARES, captions.caption)
	schedule = networks.scheduler()
	model = build(work)
	if not Checkpoint(work / "unet").step():
		model.text.load_state_dict(text_training.load(work).state_dict())
	smallest = min(size for size, _ in plan.latent_crops)

	def batch_of(step: int) -> tuple[torch.Tensor, list[str]]:
		draw = random.Random(config.SEED * 104729 + step)
		size = crop_size(plan, draw)
		# A larger crop costs more: fewer of them keep a step's time the same.
		count = max(4, plan.unet.batch * smallest**2 // size**2)
		latents, texts = source.batch(count, size, draw)
		return latents, ["" if draw.random() < plan.caption_dropout else text for text in texts]

	def loss_of(step: int, batch: tuple[torch.Tensor, list[str]]) -> torch.Tensor:
		latents = batch[0].to(trainer.device(), memory_format=trainer.layout())
		noise, times = noise_and_times(latents, trainer.seeded(config.SEED + 1, step))
		return velocity_loss(model, schedule, latents, batch[1], noise, times)

	trainer.train(plan.unet, work / "unet", model, batch_of, loss_of, plan.save_seconds, log)
