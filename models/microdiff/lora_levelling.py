"""Stage 7: the stain that the LoRA brings rises evenly with its weight.

Stage 6 looks at one step at a time. In a whole run each step goes on from what the ones before it have made, so a little
more weight may decide whether noise becomes a tissue: at strength 0.95, six tenths of the stain of brightfield came
between the weights 0.25 and 0.5. Here whole runs are made at weights from 0 to 1, and what counts is the stain score of
the picture in the end. What is wanted lies between the score that a run has without the LoRA and the one that it had
with all of the LoRA of stage 6; on fluorescence, full stain is also to be deeper the more is redone (RISES).

The gradient of the score reaches a step by the slope of the last latent by that step's v alone, not through what later
steps make of it, as in DRTune (Wu et al. 2024): so a few steps of a run can be learnt from, each by itself. Texture is
held: where v differs from stage 6's by more than a local mean, that is an error, too, and the more where it is as fine
as a grid. Smears are held altogether: their stain rises evenly as it is, and where their score was to rise further, it
did so by bleaching red cells, which have a low one.
"""

import random
from functools import cache
from pathlib import Path

import torch
import torch.nn.functional as F

from . import captions, config, lora_training, networks, sampling, trainer
from .latents import LatentSource, load_vae
from .lora import Lora

MODALITY_SHARES = {"fluorescence": 0.4, "blood_smear": 0.2, "brightfield": 0.4}
HELD, HELD_FACTOR = ("blood_smear",), 10
STRENGTH_SHARES = {0.65: 0.34, 0.8: 0.28, 0.95: 0.38}
# Parts of stage 6's rise. It stained fluorescence at 0.65 as deeply as at 0.8, and strength was to no effect there.
RISES = {"fluorescence": {0.65: 0.75, 0.8: 1.05, 0.95: 1.0}}
# Between bright nuclei on black and dark ones on a stain, a grey comes in which there is little to see: pictures are to
# keep at least this part of the contrast that lies between those at the weights 0 and 1.
VISIBLE = {"fluorescence": 0.7}
# As many steps as people make.
STEPS, GUIDANCE = 20, 2.0
# The same crops and noise come again, since what is wanted of them takes two runs to know.
GROUPS = 6
# The part of the way at a weight is its power.
POWER = 1.25
# Where the LoRA of stage 6 did next to nothing, it is to do this much (grey levels of the stain score).
LEAST_RISE = 7.0
# How many steps of a run are learnt from.
LEARNT = 2
# Over how many latent pixels texture has no mean, and the same of the finest, where a grid would grow out of what is to
# change colours and contrast, and how much errors count there.
MEAN_SIDE, FINE_SIDE, FINE_FACTOR = 9, 3, 10
# Keeps the root of no contrast differentiable.
FAINTEST = 1e-6
# A little weight changes little, and would hardly be learnt at: errors count the more the smaller it is.
SMALLEST, EMPHASIS = 0.05, 1.5
# Spreads the weights of following steps evenly.
GOLDEN = 0.6180339887


def train(plan: config.Plan, work: Path, log) -> None:
	if trainer.is_done(plan.level, work / lora_training.LEVELLED):
		return
	model, former = lora_training.load(plan, work, levelled=False)
	lora = Lora(model.unet, plan.lora_rank).to(trainer.device())
	lora.load_state_dict(former.state_dict())
	lora.weight = former.weight = 0.0
	vae = load_vae(work).requires_grad_(False)
	schedule = networks.scheduler()
	schedule.set_timesteps(STEPS)
	sources = {modality: LatentSource(work, {modality: 1.0}, captions.caption) for modality in MODALITY_SHARES}

	def batch_of(step: int) -> tuple[str, int, float, float]:
		"""A modality, a group of its crops, a strength and a weight."""
		draw = random.Random(config.SEED * 32452843 + step)
		modality, strength = (
			draw.choices(list(shares), list(shares.values()))[0] for shares in (MODALITY_SHARES, STRENGTH_SHARES)
		)
		return modality, draw.randrange(GROUPS), strength, weight_of(step)

	def judged(latents: torch.Tensor) -> torch.Tensor:
		"""The scores and the contrasts, [2, N]."""
		pictures = vae.decode(latents).sample.float()
		return torch.stack([stain_scores(pictures), contrasts(pictures)])

	def run(adapter: Lora, weight: float, group: tuple, strength: float) -> tuple[torch.Tensor, list]:
		"""The last latents, and the latents and timestep of each step before."""
		latents, text, noise = group
		seen = []
		times = sampling.redone(schedule.timesteps, strength)
		latents = schedule.add_noise(latents, noise, times[:1])
		with torch.no_grad(), adapter.merged(weight):
			# The UNet would wait for the device at each step to move a timestep there; the schedule reads it here.
			for time, there in zip(times, times.to(latents.device)):
				seen.append((latents, there))
				velocity = sampling.guided(model.unet, latents, there, text, GUIDANCE).float()
				latents = schedule.step(velocity, time, latents).prev_sample
		return latents, seen

	@cache
	def group_of(modality: str, number: int) -> tuple:
		draw = random.Random(f"{config.SEED}/{modality}/{number}")
		latents, texts = sources[modality].batch(plan.level.batch, plan.level_crop, draw)
		texts = ["" if draw.random() < plan.caption_dropout else text for text in texts]
		return latents, model.embed([""] * len(texts) + texts), sampling.noise_like(latents, draw.randrange(10**6))

	@cache
	def ends(modality: str, number: int, strength: float) -> torch.Tensor:
		"""What is judged without the LoRA and with all of the former one, [2, 2, N]."""
		group = group_of(modality, number)
		with torch.no_grad():
			return torch.stack([judged(run(former, weight, group, strength)[0]) for weight in (0.0, 1.0)])

	def changes(weight: float, group: tuple, steps: list) -> tuple[torch.Tensor, torch.Tensor]:
		"""What the LoRA says of v at some steps of a run, one after the other, and how far that is from what the former
		one said."""
		noisy = torch.cat([latents for latents, _ in steps])
		times = torch.stack([time for _, time in steps]).repeat_interleave(len(noisy) // len(steps)).repeat(2)
		text = torch.cat([rows for rows in group[1].chunk(2) for _ in steps])

		def velocity_with(adapter: Lora) -> torch.Tensor:
			adapter.weight = weight
			velocity = sampling.guided(model.unet, noisy, times, text, GUIDANCE).float()
			adapter.weight = 0.0
			return velocity

		with torch.no_grad():
			before = velocity_with(former)
		velocity = velocity_with(lora)
		return velocity, velocity - before

	def held(weight: float, group: tuple, strength: float, draw: random.Random) -> torch.Tensor:
		_, seen = run(former, weight, group, strength)
		_, change = changes(weight, group, draw.sample(seen, min(LEARNT, len(seen))))
		return HELD_FACTOR * change.square().mean()

	def loss_of(step: int, batch: tuple) -> torch.Tensor:
		modality, number, strength, weight = batch
		group = group_of(modality, number)
		draw = random.Random(config.SEED * 49979687 + step)
		if modality in HELD:
			return held(weight, group, strength, draw)
		(none, all_of_it), visible = ends(modality, number, strength).unbind(1)
		rise = (all_of_it - none).clamp(min=LEAST_RISE) * RISES.get(modality, {}).get(strength, 1.0)
		latents, seen = run(lora, weight, group, strength)
		latents.requires_grad_(True)
		scores, contrast = judged(latents)
		error = (scores - none - rise * weight**POWER) / rise.mean()
		loss = error.square().mean() / (weight + SMALLEST) ** EMPHASIS
		least = VISIBLE.get(modality, 0.0) * torch.lerp(*visible, weight)
		loss = loss + ((least - contrast).clamp(min=0) / visible.mean()).square().mean()
		(gradient,) = torch.autograd.grad(loss, latents)
		chosen = draw.sample(range(len(seen)), min(LEARNT, len(seen)))
		velocity, change = changes(weight, group, [seen[place] for place in chosen])
		slopes = last_latents_slopes(schedule, list(sampling.redone(schedule.timesteps, strength)))
		wanted = torch.cat([gradient * slopes[place] for place in chosen])
		reached = (velocity * wanted).sum() * len(seen) / len(chosen)
		# The number that is shown is the loss; what is learnt from is its slope.
		fine = FINE_FACTOR * texture(change, FINE_SIDE).square().mean()
		return loss.detach() + reached - reached.detach() + texture(change).square().mean() + fine

	trainer.train(plan.level, work / lora_training.LEVELLED, lora, batch_of, loss_of, plan.save_seconds, log)


def weight_of(step: int) -> float:
	"""Spread evenly over 0 to 1: never 0, where there is nothing to learn, and 1 itself now and then."""
	return min(1.0, 1.1 * ((step + 0.5) * GOLDEN % 1))


def stain_scores(pictures: torch.Tensor) -> torch.Tensor:
	"""The stain score of each picture [N, 3, H, W] in -1..1, as metrics has it."""
	red, green, blue = ((pictures.clamp(-1, 1) + 1) * 127.5).unbind(1)
	return (torch.minimum(red, blue) - green).mean(dim=(1, 2))


def contrasts(pictures: torch.Tensor) -> torch.Tensor:
	"""How far each picture's colours are from those around: what is as fine as latent pixels is no nucleus, but a grid."""
	coarse = F.avg_pool2d(pictures.clamp(-1, 1), 2 * config.LATENT_FACTOR)
	return (texture(coarse).square().mean(dim=(1, 2, 3)) + FAINTEST).sqrt()


def texture(latents: torch.Tensor, side: int = MEAN_SIDE) -> torch.Tensor:
	return latents - F.avg_pool2d(latents, side, 1, side // 2, count_include_pad=False)


def last_latents_slopes(schedule, times: list) -> list[torch.Tensor]:
	"""What the last latent gains by a little of each step's v, as long as the other steps' stay as they are.

	A step of DDIM turns latent and v by the angle between its timestep and the next: x' = cos(angle) x - sin(angle) v.
	"""
	following = [*times[1:], times[-1] - schedule.config.num_train_timesteps // schedule.num_inference_steps]
	angles = [_angle(schedule, time) - _angle(schedule, later) for time, later in zip(times, following)]
	slopes = []
	for place, angle in enumerate(angles):
		slope = -torch.sin(angle)
		for later in angles[place + 1 :]:
			slope = slope * torch.cos(later)
		slopes.append(slope)
	return slopes


def _angle(schedule, time) -> torch.Tensor:
	kept = schedule.alphas_cumprod[time] if time >= 0 else schedule.final_alpha_cumprod
	return torch.acos(kept.sqrt())
