"""Stage 6: the LoRA "stained tissue", beside a frozen UNet.

Image to image shows it other modalities under noise, which stained tissue alone never teaches it to change: the mean of
a picture shines through nearly all the noise there is, and the LoRA goes along with it. So it learns from pairs, a
picture as it was and the same picture stained (see staining): real stained tissue, taken back to the colours of a base
image, which teaches texture; and a real base image, brought to the colours of a stained tissue, which teaches to keep
what is there. While noise is added, the stained picture fades into the other one, and the LoRA has to bring the stain
back: little of it where there is little noise, all of it where there is much.

The weight is a dose: most of the time it is a random one, and what is wanted then is that much of the way from one
picture to the other. Trained at weight 1 alone, half the weight would end as stained, since each step goes half of the
way that is left. Doses up to 1.25 are overdone in training, too, and therefore known.
"""

import random
from pathlib import Path

import torch

from . import captions, config, networks, staining, trainer, unet_training
from .checkpoint import Checkpoint
from .latents import LatentSource, load_vae
from .lora import Lora

STAINED_SHARES = {config.LORA_MODALITY: 1.0}
LIGHT_SHARES = {"blood_smear": 0.6, "brightfield": 0.4}
DARK_SHARES = {"fluorescence": 1.0}
# The folder of stage 7, which makes the stain rise evenly.
LEVELLED = "level"
# The part of a batch whose backgrounds are dark.
DARK_PART = 0.45
# The timesteps between which a stained picture may fade: not at all before, altogether after.
FADING = 100, 900
FULL_DOSES = 0.35


def build(plan: config.Plan, work: Path) -> tuple[unet_training.TextToNoise, Lora]:
	model = unet_training.load(work).requires_grad_(False)
	torch.manual_seed(config.SEED)
	return model, Lora(model.unet, plan.lora_rank).to(trainer.device())


def load(plan: config.Plan, work: Path, levelled: bool = True) -> tuple[unet_training.TextToNoise, Lora]:
	"""The UNet with the LoRA of the last stage that there is, or, if not `levelled`, with that of this stage."""
	model, lora = build(plan, work)
	last = Checkpoint(work / LEVELLED)
	(last if levelled and last.step() else Checkpoint(work / "lora")).load_mean(lora)
	return model, lora.requires_grad_(False)


def train(plan: config.Plan, work: Path, log) -> None:
	if trainer.is_done(plan.lora, work / "lora"):
		return
	model, lora = build(plan, work)
	vae = load_vae(work)
	schedule = networks.scheduler()
	tissues = LatentSource(work, STAINED_SHARES, lambda _, *said: captions.lora_caption(*said))
	light, dark = (LatentSource(work, shares, _maybe_neutral) for shares in (LIGHT_SHARES, DARK_SHARES))

	def batch_of(step: int):
		"""Latents of base images, the dark ones first, and of tissues, whether each tissue is what is painted, captions,
		doses."""
		draw = random.Random(config.SEED * 15485863 + step)
		size = unet_training.crop_size(plan, draw)
		count = unet_training.crops(plan, plan.lora, size)
		darks = round(count * DARK_PART)
		bases = [dark.batch(darks, size, draw), light.batch(count - darks, size, draw)]
		tissue, tissue_texts = tissues.batch(count, size, draw)
		real = [draw.random() < 0.5 for _ in range(count)]
		texts = [a if r else b for a, b, r in zip(tissue_texts, bases[0][1] + bases[1][1], real)]
		texts = ["" if draw.random() < plan.caption_dropout else text for text in texts]
		latents = torch.cat([bases[0][0], bases[1][0], tissue])
		return latents, darks, torch.tensor(real), texts, torch.tensor([dose(draw) for _ in range(count)])

	def loss_of(step: int, batch) -> torch.Tensor:
		latents, darks, real, texts, doses = batch
		doses, real = doses.to(latents.device), real.to(latents.device)
		with torch.no_grad():
			base, tissue = ((vae.decode(latents).sample.float() + 1) / 2).clamp(0, 1).chunk(2)
			is_dark = torch.arange(len(base), device=base.device) < darks
			before, after = staining.pairs(base, tissue, is_dark, real)
			pictures = torch.cat([before, staining.partly(before, after, doses, is_dark)])
			before, wanted = vae.encode(pictures * 2 - 1).latent_dist.mean.float().chunk(2)
		noise, times = unet_training.noise_and_times(wanted, step, config.SEED + 2)
		shares = torch.rand(len(times), generator=trainer.seeded(config.SEED + 3, step)).to(times.device)
		noise = noise + faded(schedule, times, shares) * (before - wanted)
		lora.weight = doses
		return unet_training.velocity_loss(model, schedule, wanted, texts, noise, times)

	trainer.train(plan.lora, work / "lora", lora, batch_of, loss_of, plan.save_seconds, log)


def _maybe_neutral(modality: str, density: str, size: str, draw: random.Random) -> str:
	"""The caption of a base image, which is to be stained whatever the prompt names."""
	return draw.choice(captions.NEUTRAL) if draw.random() < 0.3 else captions.caption(modality, density, size, draw)


def dose(draw: random.Random) -> float:
	return 1.0 if draw.random() < FULL_DOSES else draw.uniform(0, staining.HIGHEST_DOSE)


def faded(schedule, times: torch.Tensor, shares: torch.Tensor) -> torch.Tensor:
	"""How much of the difference to the picture as it was counts as noise, [N, 1, 1, 1]: the stain fades by `shares` (0 to
	1) of what its timestep allows."""
	first, last = FADING
	share = shares * ((times - first) / (last - first)).clamp(0, 1)
	kept = schedule.alphas_cumprod.to(times.device)[times]
	return (share * (kept / (1 - kept)).sqrt())[:, None, None, None]
