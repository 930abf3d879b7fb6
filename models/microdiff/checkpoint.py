"""Checkpoints that survive a kill at any moment and stay small enough to carry from machine to machine."""

import json
import os
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file


def write_atomically(path: Path, write) -> None:
	"""Lets `write` fill a neighbour of `path` and then renames it, so a reader never sees half a file."""
	path.parent.mkdir(parents=True, exist_ok=True)
	partial = path.with_name(path.name + ".partial")
	write(partial)
	partial.chmod(0o644)
	os.replace(partial, path)


def save_weights(path: Path, tensors: dict[str, torch.Tensor]) -> None:
	plain = {name: tensor.detach().cpu().contiguous() for name, tensor in tensors.items()}
	write_atomically(path, lambda partial: save_file(plain, str(partial)))


class Checkpoint:
	"""A folder a stage: the weights, their running mean, both moments of Adam, and state.json with the step.

	Weights and moments are rounded to 16 bits (the second moment as its root, in bfloat16, whose range is wide): that
	is far finer than a step changes them, and a quarter of the size. The running mean is what becomes the model; a
	finished stage keeps it alone. Going on from there starts with empty moments.
	"""

	def __init__(self, folder: Path):
		self.folder = folder

	def state(self) -> dict:
		path = self.folder / "state.json"
		return json.loads(path.read_text()) if path.exists() else {"step": 0, "seconds": 0.0}

	def step(self) -> int:
		return self.state()["step"]

	def save(self, modules: torch.nn.Module, mean: dict, optimizer: torch.optim.Optimizer, state: dict) -> None:
		named = dict(modules.named_parameters())
		moments = {name: optimizer.state[p] for name, p in named.items() if p in optimizer.state}
		self._write("weights", {name: p.half() for name, p in named.items()})
		self._write("mean", {name: p.half() for name, p in mean.items()})
		self._write("adam1", {name: m["exp_avg"].bfloat16() for name, m in moments.items()})
		self._write("adam2", {name: m["exp_avg_sq"].sqrt().bfloat16() for name, m in moments.items()})
		self._write_state(state)

	def finish(self, mean: dict, state: dict) -> None:
		self._write("mean", {name: p.half() for name, p in mean.items()})
		self._write_state(state)
		for name in ("weights", "adam1", "adam2"):
			self._path(name).unlink(missing_ok=True)

	def load(self, modules: torch.nn.Module, mean: dict, optimizer: torch.optim.Optimizer) -> dict:
		"""Fills everything that the folder holds and returns its state."""
		state = self.state()
		if not self._path("mean").exists():
			return state
		means = load_file(self._path("mean"))
		weights = load_file(self._path("weights")) if self._path("weights").exists() else means
		fused = optimizer.defaults.get("fused")
		first, second = ({}, {}) if weights is means else (load_file(self._path(name)) for name in ("adam1", "adam2"))
		with torch.no_grad():
			for name, parameter in modules.named_parameters():
				parameter.copy_(weights[name])
				mean[name].copy_(means[name])
				if name in first:
					optimizer.state[parameter] = {
						"step": torch.tensor(float(state["step"]), device=parameter.device if fused else "cpu"),
						"exp_avg": first[name].to(parameter),
						"exp_avg_sq": second[name].to(parameter).square(),
					}
		return state

	def load_mean(self, modules: torch.nn.Module) -> None:
		"""Gives `modules` the running mean: the weights to use, rather than to go on training."""
		means = load_file(self._path("mean"))
		with torch.no_grad():
			for name, parameter in modules.named_parameters():
				parameter.copy_(means[name])

	def _path(self, name: str) -> Path:
		return self.folder / f"{name}.safetensors"

	def _write(self, name: str, tensors: dict) -> None:
		save_weights(self._path(name), tensors)

	def _write_state(self, state: dict) -> None:
		write_atomically(self.folder / "state.json", lambda partial: partial.write_text(json.dumps(state)))
