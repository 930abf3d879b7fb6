"""A small judge of the modality: softmax regression on 20 statistics of colour and texture.

It is trained on the real training images alone and never sees a generated one.
"""

import numpy as np
import torch

from . import config

PULL = 1e-3


def statistics(image: np.ndarray) -> np.ndarray:
	"""[3, H, W] in -1..1 -> 20 numbers: levels, spread, hue, and how rough each scale is."""
	grey = image.mean(axis=0)
	red, green, blue = image
	hues = (red - green, blue - green, np.minimum(red, blue) - green)
	values = [*image.mean(axis=(1, 2)), *image.std(axis=(1, 2)), *np.percentile(grey, (5, 25, 50, 75, 95))]
	values += [hue.mean() for hue in hues] + [hue.std() for hue in hues]
	for step in (1, 2, 4):
		values.append(np.abs(grey[:, step:] - grey[:, :-step]).mean())
	return np.array(values, dtype=np.float32)


class Judge:
	"""Softmax regression with a small quadratic pull towards zero, fitted by L-BFGS: no randomness, no tuning."""

	def __init__(self, images: list[np.ndarray], modalities: list[str]):
		values = torch.from_numpy(np.stack([statistics(image) for image in images]))
		labels = torch.tensor([config.MODALITIES.index(modality) for modality in modalities])
		self.mean, self.spread = values.mean(dim=0), values.std(dim=0) + 1e-6
		count = len(config.MODALITIES)
		self.linear = torch.nn.Linear(values.shape[1], count)
		torch.nn.init.zeros_(self.linear.weight)
		torch.nn.init.zeros_(self.linear.bias)
		share = torch.bincount(labels, minlength=count).clamp(min=1)
		optimizer = torch.optim.LBFGS(self.linear.parameters(), max_iter=200, line_search_fn="strong_wolfe")

		def closure():
			optimizer.zero_grad()
			scores = self.linear((values - self.mean) / self.spread)
			loss = torch.nn.functional.cross_entropy(scores, labels, weight=1 / share)
			loss = loss + PULL * self.linear.weight.square().sum()
			loss.backward()
			return loss

		optimizer.step(closure)

	def modality(self, image: np.ndarray) -> str:
		with torch.no_grad():
			scores = self.linear((torch.from_numpy(statistics(image)) - self.mean) / self.spread)
		return config.MODALITIES[int(scores.argmax())]
