"""The loop that all stages share: rate, gradient clip, running mean, log line, checkpoint."""

import signal
import sys
import time
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from pathlib import Path
from typing import Any, Callable, Iterator

import torch

from .checkpoint import Checkpoint
from .config import Stage

WORKERS = 8


def device() -> torch.device:
	return torch.device("cuda" if torch.cuda.is_available() else "cpu")


def layout() -> torch.memory_format:
	"""Channels last on a GPU. A CPU computes the gradients of few channels half as fast again in the usual order."""
	return torch.channels_last if torch.cuda.is_available() else torch.contiguous_format


def autocast():
	"""bfloat16 where it is fast: on a GPU, and on a CPU with matrix tiles (AMX). Else plain 32 bits."""
	fast = device().type == "cuda" or torch.cpu._is_amx_tile_supported()
	return torch.autocast(device().type, torch.bfloat16) if fast else nullcontext()


def train(
	stage: Stage,
	folder: Path,
	modules: torch.nn.Module,
	batch_of: Callable[[int], Any],
	loss_of: Callable[[int, Any], torch.Tensor],
	save_seconds: int,
	log: Callable[[str], None],
) -> None:
	"""Runs `stage` from where its checkpoint stands to its last step; returns at once when it is done.

	`batch_of(step)` must depend on the step alone (see `seeded`), so a run that was cut off sees the batches that it
	would have seen anyway, and batches can be made ahead on other threads. SIGTERM saves and ends it.
	"""
	checkpoint = Checkpoint(folder)
	if checkpoint.step() >= stage.steps:
		return
	parameters = [p for p in modules.parameters() if p.requires_grad]
	optimizer = torch.optim.AdamW(parameters, lr=stage.rate, betas=(0.9, 0.99), weight_decay=0.01)
	mean = {name: p.detach().clone().float() for name, p in modules.named_parameters()}
	state = checkpoint.load(modules, mean, optimizer)
	step, seconds = state["step"], state["seconds"]
	saved = shown = time.monotonic()
	losses = []
	with StopSignal() as stop:
		for batch in ahead(batch_of, step, stage.steps):
			started = time.monotonic()
			for group in optimizer.param_groups:
				group["lr"] = stage.rate_at(step)
			with autocast():
				loss = loss_of(step, batch)
			loss.backward()
			torch.nn.utils.clip_grad_norm_(parameters, 1.0)
			optimizer.step()
			optimizer.zero_grad(set_to_none=True)
			step += 1
			_follow(mean, modules, min(stage.ema, (step + 1) / (step + 10)))
			losses.append(loss.detach())
			seconds += time.monotonic() - started
			if time.monotonic() - shown > 60 or step == stage.steps:
				average = torch.stack(losses).mean().item()
				progress = f"{folder.name} step {step}/{stage.steps} loss {average:.4f}"
				log(f"{progress}, {seconds / step:.2f} s a step, {seconds / 60:.0f} min")
				shown, losses = time.monotonic(), []
			if time.monotonic() - saved > save_seconds or stop.asked:
				checkpoint.save(modules, mean, optimizer, {"step": step, "seconds": seconds})
				saved = time.monotonic()
			if stop.asked:
				sys.exit(f"stopped at {folder.name} step {step}; the same command goes on from here")
	checkpoint.finish(mean, {"step": step, "seconds": seconds})


class StopSignal:
	"""While it is entered, SIGTERM is a wish, so that the step in progress is finished and saved."""

	def __enter__(self):
		self.asked = False
		self.former = signal.signal(signal.SIGTERM, self._ask)
		return self

	def __exit__(self, *_):
		signal.signal(signal.SIGTERM, self.former)

	def _ask(self, *_):
		self.asked = True


def ahead(batch_of: Callable[[int], Any], first: int, end: int) -> Iterator[Any]:
	"""The batches of steps first to end - 1. A GPU would wait for them, so there they are made ahead on other threads;
	a CPU has nothing to spare."""
	if device().type == "cpu":
		yield from map(batch_of, range(first, end))
		return
	with ThreadPoolExecutor(WORKERS) as workers:
		waiting = deque(workers.submit(batch_of, step) for step in range(first, min(first + 2 * WORKERS, end)))
		for step in range(first, end):
			batch = waiting.popleft().result()
			if step + 2 * WORKERS < end:
				waiting.append(workers.submit(batch_of, step + 2 * WORKERS))
			yield batch


def _follow(mean: dict, modules: torch.nn.Module, keep: float) -> None:
	with torch.no_grad():
		torch._foreach_lerp_(list(mean.values()), [p.float() for p in modules.parameters()], 1 - keep)


def seeded(seed: int, step: int) -> torch.Generator:
	"""A CPU generator that depends on the step only."""
	return torch.Generator().manual_seed(seed * 1_000_003 + step)
