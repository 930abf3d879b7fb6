"""Stage 5: the UNet, on the base modalities."""

import random
from pathlib import Path

import torch

from . import captions, config, networks, trainer
from .checkpoint import Checkpoint
from .embeddings import CaptionTable
from .latents import LatentSource

SHARES = {"fluorescence": 0.3, "blood_smear": 0.45, "brightfield": 0.25}
# Detail is made where little noise is left, so a part of the timesteps is drawn from there alone.
LOW_NOISE_SHARE, LOW_NOISE_LIMIT = 0.1, 350
# Where noise hides nearly all, captions and the shapes of cells are learned, too seldom without a share of its own.
HIGH_NOISE_SHARE, HIGH_NOISE_LIMIT = 0.2, 850


class TextToNoise(torch.nn.Module):
	"""The UNet, and what the frozen text encoder says of every caption."""

	def __init__(self, table: CaptionTable):
		super().__init__()
		self.unet = networks.unet()
		self.embed = table

	def forward(self, noisy: torch.Tensor, timesteps: torch.Tensor, texts: list[str]) -> torch.Tensor:
		return self.unet(noisy, timesteps, self.embed(texts)).sample


class Recorded(torch.nn.Module):
	"""As TextToNoise, whose parameters it shares, for batches of one shape, recorded as a CUDA graph."""

	def __init__(self, model: TextToNoise, count: int, size: int):
		super().__init__()
		self.embed, self.unet = model.embed, model.unet
		noisy = torch.zeros(count, config.LATENT_CHANNELS, size, size, device=trainer.device())
		noisy = noisy.contiguous(memory_format=trainer.layout())
		times = torch.zeros(count, dtype=torch.long, device=trainer.device())
		with trainer.autocast(cache=False):
			self.step = torch.cuda.make_graphed_callables(Plain(model.unet), (noisy, times, self.embed([""] * count)))

	def forward(self, noisy: torch.Tensor, timesteps: torch.Tensor, texts: list[str]) -> torch.Tensor:
		return self.step(noisy, timesteps, self.embed(texts))


class Plain(torch.nn.Module):
	"""A UNet that takes and gives tensors alone, as recording wants it."""

	def __init__(self, unet: torch.nn.Module):
		super().__init__()
		self.unet = unet

	def forward(self, noisy: torch.Tensor, timesteps: torch.Tensor, text: torch.Tensor) -> torch.Tensor:
		return self.unet(noisy, timesteps, text).sample


def build(work: Path) -> TextToNoise:
	torch.manual_seed(config.SEED)
	# Batches have few shapes: a GPU finds the fastest convolutions for each once.
	torch.backends.cudnn.benchmark = True
	table = CaptionTable.load(work / "text")
	return TextToNoise(table).to(trainer.device(), memory_format=trainer.layout())


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


def noise_and_times(latents: torch.Tensor, step: int, seed: int) -> tuple[torch.Tensor, torch.Tensor]:
	"""Noise and timesteps of a step: the same again for the same step, on one kind of device."""
	draw = torch.Generator(latents.device).manual_seed(trainer.seed_of(seed, step))
	noise = torch.randn(latents.shape, generator=draw, device=latents.device)
	return noise, timesteps(len(latents), trainer.seeded(seed, step)).to(latents.device)


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


def crops(plan: config.Plan, stage: config.Stage, size: int) -> int:
	"""How many crops of a size make a batch. A larger one costs more: fewer of them keep a step's time the same."""
	smallest = min(size for size, _ in plan.latent_crops)
	return max(4, stage.batch * smallest**2 // size**2)


def train(plan: config.Plan, work: Path, log) -> None:
	if trainer.is_done(plan.unet, work / "unet"):
		return
	source = LatentSource(work, SHARES, captions.caption)
	schedule = networks.scheduler()
	model = build(work)
	recorded = {}
	if plan.graphs and trainer.device().type == "cuda":
		for size, _ in plan.latent_crops:
			recorded[size] = Recorded(model, crops(plan, plan.unet, size), size)

	def batch_of(step: int) -> tuple[torch.Tensor, list[str]]:
		draw = random.Random(config.SEED * 104729 + step)
		size = crop_size(plan, draw)
		latents, texts = source.batch(crops(plan, plan.unet, size), size, draw)
		return latents, ["" if draw.random() < plan.caption_dropout else text for text in texts]

	def loss_of(step: int, batch: tuple[torch.Tensor, list[str]]) -> torch.Tensor:
		latents, texts = batch
		noise, times = noise_and_times(latents, step, config.SEED + 1)
		return velocity_loss(recorded.get(latents.shape[-1], model), schedule, latents, texts, noise, times)

	trainer.train(plan.unet, work / "unet", model, batch_of, loss_of, plan.save_seconds, log)
