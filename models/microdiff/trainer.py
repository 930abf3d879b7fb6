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
SHOWN_SECONDS = 30


def device() -> torch.device:
	return torch.device("cuda" if torch.cuda.is_available() else "cpu")


def layout() -> torch.memory_format:
	"""Channels last on a GPU. A CPU computes the gradients of few channels half as fast again in the usual order."""
	return torch.channels_last if torch.cuda.is_available() else torch.contiguous_format


def autocast(cache: bool = True):
	"""bfloat16 where it is fast: on a GPU, and on a CPU with AVX512-BF16 or AMX. Else plain 32 bits. Without `cache`
	weights are rounded anew at each use."""
	fast = device().type == "cuda" or torch.cpu._is_avx512_bf16_supported() or torch.cpu._is_amx_tile_supported()
	return torch.autocast(device().type, torch.bfloat16, cache_enabled=cache) if fast else nullcontext()


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
	if is_done(stage, folder):
		return
	checkpoint = Checkpoint(folder)
	parameters = [p for p in modules.parameters() if p.requires_grad]
	fused = device().type == "cuda"
	optimizer = torch.optim.AdamW(parameters, lr=stage.rate, betas=(0.9, 0.99), weight_decay=0.01, fused=fused)
	mean = {name: p.detach().clone().float() for name, p in modules.named_parameters()}
	state = checkpoint.load(modules, mean, optimizer)
	step, seconds = state["step"], state["seconds"]
	saved = shown = time.monotonic()
	began = saved - seconds
	losses = []
	with StopSignal() as stop:
		for batch in ahead(batch_of, step, stage.steps):
			for group in optimizer.param_groups:
				group["lr"] = stage.rate_at(step, stage.done(step, seconds))
			with autocast():
				loss = loss_of(step, batch)
			loss.backward()
			torch.nn.utils.clip_grad_norm_(parameters, 1.0)
			optimizer.step()
			optimizer.zero_grad(set_to_none=True)
			step += 1
			_follow(mean, modules, min(stage.ema, (step + 1) / (step + 10)))
			losses.append(loss.detach())
			seconds = time.monotonic() - began
			finished = stage.done(step, seconds) >= 1
			if time.monotonic() - shown > SHOWN_SECONDS or finished:
				average = torch.stack(losses).mean().item()
				progress = f"{folder.name} step {step} loss {average:.4f}"
				log(f"{progress}, {seconds / step:.2f} s a step, {seconds / 60:.0f} min")
				shown, losses = time.monotonic(), []
			if time.monotonic() - saved > save_seconds or stop.asked:
				checkpoint.save(modules, mean, optimizer, {"step": step, "seconds": seconds})
				saved = time.monotonic()
			if stop.asked:
				sys.exit(f"stopped at {folder.name} step {step}; the same command goes on from here")
			if finished:
				break
	checkpoint.finish(mean, {"step": step, "seconds": seconds})


def is_done(stage: Stage, folder: Path) -> bool:
	state = Checkpoint(folder).state()
	return stage.steps == 0 or stage.done(state["step"], state["seconds"]) >= 1


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


def seed_of(seed: int, step: int) -> int:
	return seed * 1_000_003 + step


def seeded(seed: int, step: int) -> torch.Generator:
	"""A CPU generator that depends on the step only."""
	return torch.Generator().manual_seed(seed_of(seed, step))
