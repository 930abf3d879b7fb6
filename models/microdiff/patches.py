"""The best linear code of small patches: where the encoder begins."""

import random

import torch
import torch.nn.functional as F

from . import config
from .dataset import CropSource

# Hue has less say than brightness, so that both slopes of brightness, which make edges sharp, come before the second
# hue.
HUE_WEIGHT = 0.5
BATCHES, BATCH = 40, 16


class PatchCode:
	"""The strongest principal components of patches of as many pixels as one latent stands for, each with variance 1:
	brightness, hue, and the slopes of brightness in two directions.

	An encoder that begins at random finds brightness first and then puts it into every channel; detail and hue are
	never worth as much to it.
	"""

	def __init__(self, source: CropSource, side: int):
		crops = [source.batch(BATCH, side, random.Random(config.SEED * 6007 + i)) for i in range(BATCHES)]
		patches = torch.cat([_patches(crop).flatten(2).transpose(1, 2).flatten(0, 1) for crop in crops])
		self.mean = patches.mean(dim=0)
		variances, directions = torch.linalg.eigh(torch.cov((patches - self.mean).T))
		strongest = torch.arange(len(variances) - 1, len(variances) - 1 - config.LATENT_CHANNELS, -1)
		directions = directions[:, strongest]
		# A principal component has no sign of its own.
		directions = directions * directions.gather(0, directions.abs().argmax(dim=0)[None]).sign()
		self.code = directions / variances[strongest].sqrt()

	def of(self, images: torch.Tensor) -> torch.Tensor:
		"""[N, 3, H, W] -> [N, 4, H / 4, W / 4]"""
		centred = _patches(images) - self.mean.to(images)[:, None, None]
		return torch.einsum("nphw,pc->nchw", centred, self.code.to(images))


def _patches(images: torch.Tensor) -> torch.Tensor:
	grey = images.mean(dim=1, keepdim=True)
	return F.pixel_unshuffle(grey + HUE_WEIGHT * (images - grey), config.LATENT_FACTOR)
