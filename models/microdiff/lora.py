"""Low-rank branches beside the UNet's layers, and the file that other programs read them from."""

import math
from contextlib import contextmanager
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file

from . import trainer
from .checkpoint import write_atomically

# The layers that kohya's trainer adapts: everything inside attention blocks, residual blocks and resamplers.
INSIDE = ("attentions", "resnets", "downsamplers", "upsamplers")


class Branch(torch.nn.Module):
	"""y + weight * alpha / rank * up(down(x)); `up` starts at zero, so an untrained branch changes nothing."""

	def __init__(self, layer: torch.nn.Module, rank: int):
		super().__init__()
		if isinstance(layer, torch.nn.Conv2d):
			self.down = torch.nn.Conv2d(
				layer.in_channels, rank, layer.kernel_size, layer.stride, layer.padding, bias=False
			)
			self.up = torch.nn.Conv2d(rank, layer.out_channels, 1, bias=False)
		else:
			self.down = torch.nn.Linear(layer.in_features, rank, bias=False)
			self.up = torch.nn.Linear(rank, layer.out_features, bias=False)
		torch.nn.init.kaiming_uniform_(self.down.weight, a=math.sqrt(5))
		torch.nn.init.zeros_(self.up.weight)

	def forward(self, x: torch.Tensor) -> torch.Tensor:
		return self.up(self.down(x))

	def product(self) -> torch.Tensor:
		"""Both layers as one, of the shape of the layer beside them."""
		return (self.up.weight.flatten(1) @ self.down.weight.flatten(1)).view(-1, *self.down.weight.shape[1:])


class Lora(torch.nn.Module):
	"""The branches of one concept, hooked to a UNet. `weight` may be changed at any time: a number, or a tensor with one
	for each picture of the batch."""

	def __init__(self, unet: torch.nn.Module, rank: int, alpha: float | None = None):
		super().__init__()
		self.rank, self.alpha, self.weight = rank, alpha or float(rank), 1.0
		self.layers = {}
		self.branches = torch.nn.ModuleDict()
		for name, layer in unet.named_modules():
			if isinstance(layer, (torch.nn.Linear, torch.nn.Conv2d)) and any(part in name for part in INSIDE):
				key = "lora_unet_" + name.replace(".", "_")
				self.branches[key] = Branch(layer, rank)
				self.layers[key] = layer
				layer.register_forward_hook(self._hook(key))

	def _hook(self, key: str):
		def add(_, inputs, output):
			weight = self.weight
			if isinstance(weight, torch.Tensor):
				weight = weight.view(-1, *[1] * (output.dim() - 1))
			elif weight == 0:
				return output
			return output + weight * (self.alpha / self.rank) * self.branches[key](inputs[0])

		return add

	@contextmanager
	def merged(self, weight: float):
		"""While it is entered, the layers' own weights hold the branches, which is faster where no gradient is wanted."""
		former, self.weight = self.weight, 0.0
		own = {key: layer.weight.detach().clone() for key, layer in self.layers.items()}
		# NB: autocast would round the products, and may keep branches that it rounded here, without gradients.
		with torch.no_grad(), torch.autocast(trainer.device().type, enabled=False):
			for key, layer in self.layers.items():
				layer.weight += weight * (self.alpha / self.rank) * self.branches[key].product()
		try:
			yield
		finally:
			with torch.no_grad():
				for key, layer in self.layers.items():
					layer.weight.copy_(own[key])
			self.weight = former

	def save(self, path: Path) -> None:
		"""Writes kohya's keys: NAME.lora_down.weight, NAME.lora_up.weight and NAME.alpha, in 16 bits."""
		tensors = {}
		for key, branch in self.branches.items():
			tensors[f"{key}.lora_down.weight"] = branch.down.weight.detach().cpu().half().contiguous()
			tensors[f"{key}.lora_up.weight"] = branch.up.weight.detach().cpu().half().contiguous()
			tensors[f"{key}.alpha"] = torch.tensor(self.alpha, dtype=torch.float16)
		metadata = {"ss_network_dim": str(self.rank), "ss_network_alpha": str(self.alpha), "format": "pt"}
		write_atomically(path, lambda partial: save_file(tensors, str(partial), metadata))

	def load(self, path: Path) -> None:
		tensors = load_file(path)
		with torch.no_grad():
			for key, branch in self.branches.items():
				branch.down.weight.copy_(tensors[f"{key}.lora_down.weight"])
				branch.up.weight.copy_(tensors[f"{key}.lora_up.weight"])
				self.alpha = tensors[f"{key}.alpha"].item()
