"""(e) How long the exported model takes, on the CPU provider of ONNX Runtime."""

import time
from pathlib import Path

import numpy as np
import onnxruntime

from . import networks

SIDE, STEPS, STRENGTH = 256, 20, 0.75


def seconds(folder: Path, threads: int) -> dict:
	"""Times encoder, each UNet step with its guidance pair, and decoder on a 256x256 image, without loading; the
	numbers that flow are noise, which costs what pictures cost."""
	options = onnxruntime.SessionOptions()
	options.intra_op_num_threads = threads
	parts = ("text_encoder", "unet", "vae_encoder", "vae_decoder")
	sessions = {
		part: onnxruntime.InferenceSession(str(folder / part / "model.onnx"), options, ["CPUExecutionProvider"])
		for part in parts
	}
	run = lambda part, *inputs: feed(sessions[part], inputs)
	draw = np.random.default_rng(0)
	image = draw.uniform(-1, 1, (1, 3, SIDE, SIDE)).astype(np.float32)
	text = run("text_encoder", np.ones((2, 77), np.int64))
	schedule = networks.scheduler()
	schedule.set_timesteps(STEPS)
	latents = draw.standard_normal((2, 4, SIDE // 4, SIDE // 4)).astype(np.float32)
	run("unet", latents, np.array(schedule.timesteps[0]), text)
	started = time.perf_counter()
	run("vae_encoder", image)
	encoded = time.perf_counter()
	for timestep in schedule.timesteps[STEPS - int(STEPS * STRENGTH) :]:
		run("unet", latents, np.array(timestep), text)
	stepped = time.perf_counter()
	run("vae_decoder", latents[:1])
	decoded = time.perf_counter()
	return {
		"encode": encoded - started,
		"step": (stepped - encoded) / int(STEPS * STRENGTH),
		"decode": decoded - stepped,
		"total": decoded - started,
	}


def feed(session: onnxruntime.InferenceSession, inputs) -> np.ndarray:
	"""Runs a graph on inputs in its own order, as its own types, and returns its first output."""
	types = {"tensor(int64)": np.int64, "tensor(int32)": np.int32, "tensor(float)": np.float32}
	named = {slot.name: np.asarray(value, types[slot.type]) for slot, value in zip(session.get_inputs(), inputs)}
	return session.run(None, named)[0]
