"""Image to image and pure generation with the trained networks, many images at once, in torch."""

from dataclasses import dataclass

import torch

from . import networks, trainer


@dataclass(frozen=True)
class Settings:
	"""The settings of the plugin that matter here, with the values that the model card recommends."""

	strength: float = 0.75
	steps: int = 20
	guidance: float = 2.0
	seed: int = 7
	negative: str = ""


class Painter:
	"""Autoencoder with normalised latents, UNet with text encoder, and perhaps a LoRA, ready to paint."""

	def __init__(self, model, vae, lora=None, batch: int = 8):
		self.model, self.vae, self.lora, self.batch = model, vae, lora, batch

	def encode(self, images: torch.Tensor) -> torch.Tensor:
		"""[N, 3, H, W] in -1..1 -> latents."""
		with torch.no_grad():
			parts = [self.vae.encode(part.to(trainer.device())).latent_dist.mean for part in images.split(self.batch)]
		return torch.cat(parts)

	def decode(self, latents: torch.Tensor) -> torch.Tensor:
		with torch.no_grad():
			parts = [self.vae.decode(part).sample for part in latents.split(self.batch)]
		return torch.cat(parts).float().clamp(-1, 1).cpu()

	def round_trip(self, images: torch.Tensor) -> torch.Tensor:
		return self.decode(self.encode(images))

	def image_to_image(
		self, images: torch.Tensor, captions: list[str], settings: Settings, lora_weight: float = 0.0
	) -> torch.Tensor:
		"""diffusers' image to image: noise for the first of the last int(steps * strength) timesteps, then those."""
		return self.decode(self.repaint(self.encode(images), captions, settings, lora_weight))

	def generate(
		self, captions: list[str], side: int, settings: Settings, lora_weight: float = 0.0
	) -> torch.Tensor:
		blank = torch.zeros(len(captions), 4, side // 4, side // 4, device=trainer.device())
		schedule = networks.scheduler()
		schedule.set_timesteps(settings.steps)
		latents = noise_like(blank, settings.seed)
		return self.decode(self._denoise(latents, captions, schedule, schedule.timesteps, settings, lora_weight))

	def repaint(
		self, latents: torch.Tensor, captions: list[str], settings: Settings, lora_weight: float
	) -> torch.Tensor:
		schedule = networks.scheduler()
		schedule.set_timesteps(settings.steps)
		times = redone(schedule.timesteps, settings.strength)
		if len(times) == 0:
			return latents
		noisy = schedule.add_noise(latents, noise_like(latents, settings.seed), times[:1])
		return self._denoise(noisy, captions, schedule, times, settings, lora_weight)

	def _denoise(self, latents, captions, schedule, times, settings: Settings, lora_weight: float) -> torch.Tensor:
		if self.lora is not None:
			self.lora.weight = lora_weight
		done = []
		for start in range(0, len(latents), self.batch):
			part, texts = latents[start : start + self.batch], captions[start : start + self.batch]
			with torch.no_grad():
				text = self.model.embed([settings.negative] * len(texts) + texts)
				for time in times:
					velocity = guided(self.model.unet, part, time, text, settings.guidance)
					part = schedule.step(velocity, time, part).prev_sample
			done.append(part)
		return torch.cat(done)


def redone(timesteps: torch.Tensor, strength: float) -> torch.Tensor:
	"""The last int(steps * strength) of a schedule's timesteps."""
	count = min(int(len(timesteps) * strength), len(timesteps))
	return timesteps[len(timesteps) - count :]


def guided(unet, latents: torch.Tensor, time, text: torch.Tensor, guidance: float) -> torch.Tensor:
	"""What the network predicts with classifier-free guidance; `text` has the rows without the prompt first."""
	if guidance <= 1:
		return unet(latents, time, text[len(latents) :]).sample
	without, along = unet(torch.cat([latents, latents]), time, text).sample.chunk(2)
	return without + guidance * (along - without)


def noise_like(latents: torch.Tensor, seed: int) -> torch.Tensor:
	"""Noise that differs from image to image but not from setting to setting."""
	rows = [torch.randn(latents.shape[1:], generator=torch.Generator().manual_seed(seed + i)) for i in range(len(latents))]
	return torch.stack(rows).to(latents)
