"""Pictures as they were and the same pictures stained, and every dose between the two. Pictures are [N, 3, H, W] in 0..1.

Nuclei are dark in stained tissue and bright in fluorescence, so where the background is dark one is the other's
negative.
"""

import torch

# Doses up to here are learnt; above 1 they are overdone.
HIGHEST_DOSE = 1.25
# How much stronger than before contrast may get.
MOST_CONTRAST = 2.5
# What a little stain does to bright nuclei on a dark background: they turn purple before the background lights up, so
# that colour tells them apart where brightness no longer does.
TINT, TINTED = (0.88, 0.68, 1.0), 0.75
# Stains paler than this (the mean of min(R, B) - G, of 1) are deepened, by MOST_DEEPENED at most, so that full stain is
# more purple than any base image.
DEEP, MOST_DEEPENED = 0.1, 2.5


def pairs(
	base: torch.Tensor, tissue: torch.Tensor, is_dark: torch.Tensor, real: torch.Tensor
) -> tuple[torch.Tensor, torch.Tensor]:
	"""Pictures before and after: where `real`, the tissue and what it was; elsewhere the base image and what it becomes."""
	tissue = deepened(tissue)
	sign = torch.where(is_dark, -1.0, 1.0)
	real = real[:, None, None, None]
	before = torch.where(real, in_palette_of(base, tissue, sign), base)
	return before, torch.where(real, tissue, in_palette_of(tissue, base, sign))


def deepened(tissue: torch.Tensor) -> torch.Tensor:
	grey = tissue.mean(dim=1, keepdim=True)
	red, green, blue = tissue.unbind(1)
	stain = (torch.minimum(red, blue) - green).mean(dim=(1, 2))[:, None, None, None]
	return (grey + (DEEP / stain.clamp(min=1e-3)).clamp(1, MOST_DEEPENED) * (tissue - grey)).clamp(0, 1)


def in_palette_of(palette: torch.Tensor, pictures: torch.Tensor, sign: torch.Tensor) -> torch.Tensor:
	"""`pictures` in the colours of `palette`: the mean and spread of its brightness, and at each brightness the colour
	that it has there (a line fitted to each channel). `sign` [N] is -1 for a negative."""
	levels, wanted = pictures.mean(dim=1, keepdim=True), palette.mean(dim=1, keepdim=True)
	spread, mean = torch.std_mean(levels, dim=(2, 3), keepdim=True)
	wanted_spread, wanted_mean = torch.std_mean(wanted, dim=(2, 3), keepdim=True)
	contrast = (wanted_spread / spread.clamp(min=1e-3)).clamp(max=MOST_CONTRAST) * sign[:, None, None, None]
	colour = palette.mean(dim=(2, 3), keepdim=True)
	covariance = ((palette - colour) * (wanted - wanted_mean)).mean(dim=(2, 3), keepdim=True)
	slope = covariance / wanted_spread.square().clamp(min=1e-5)
	return (colour + slope * contrast * (levels - mean)).clamp(0, 1)


def partly(before: torch.Tensor, after: torch.Tensor, doses: torch.Tensor, is_dark: torch.Tensor) -> torch.Tensor:
	"""The picture that each dose [N] stands for, on the way from `before` (0) to `after` (1) and a little beyond."""
	doses = doses[:, None, None, None]
	tint = torch.tensor(TINT, device=before.device)[:, None, None]
	tinted = torch.lerp(before, before * tint, (doses / TINTED).clamp(0, 1))
	start = torch.where(is_dark[:, None, None, None], tinted, before)
	return torch.lerp(start, after, doses).clamp(0, 1)
