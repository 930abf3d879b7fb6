"""The way back from exported files to checkpoints, so that training goes on from the weights that are kept."""

import json
from pathlib import Path

import onnx
import torch
from onnx import numpy_helper

from . import config, lora_training, networks, text_training, tokenizer, unet_training
from .checkpoint import Checkpoint, write_atomically

STEP = {"step": 1, "seconds": 0.0}
SCALE_AND_SHIFT = {"Mul": "weight", "Add": "bias"}


def restore(plan: config.Plan, work: Path, output: Path, log) -> None:
	"""Writes the checkpoints that the model in `output` stands for. Their counters start at 1: the next training gives
	each stage as many steps as it is told to.

	The exported autoencoder has normalised latents, so there is nothing left to whiten.
	"""
	folder = output / config.MODEL_FOLDER
	tokenizer.write(work / "tokenizer")
	vae = networks.autoencoder()
	encoder, decoder = (weights_of(folder / part / "model.onnx") for part in ("vae_encoder", "vae_decoder"))
	fill(vae, {**encoder, **decoder})
	for stage in ("encoder", "decoder"):
		Checkpoint(work / stage).finish(dict(vae.named_parameters()), STEP)
	moments = {"mean": [0.0] * config.LATENT_CHANNELS, "whitening": torch.eye(config.LATENT_CHANNELS).tolist()}
	write_atomically(work / "latents" / "channels.json", lambda partial: partial.write_text(json.dumps(moments)))
	reader = text_training.build(work)
	fill(reader.text, weights_of(folder / "text_encoder" / "model.onnx"))
	Checkpoint(work / "text").finish(dict(torch.nn.ModuleDict({"text": reader.text}).named_parameters()), STEP)
	text_training.embed(work)
	model = unet_training.build(work)
	try:
		fill(model.unet, weights_of(folder / "unet" / "model.onnx"))
	except ValueError as otherwise:
		log(f"restore: UNet and LoRA are left out, since their shape is not that of config: {otherwise}")
		return
	Checkpoint(work / "unet").finish(dict(model.named_parameters()), STEP)
	if (output / config.LORA_FILE).exists():
		_, lora = lora_training.build(plan, work)
		lora.load(output / config.LORA_FILE)
		Checkpoint(work / "lora").finish(dict(lora.named_parameters()), STEP)
	log(f"restore: {work} holds the weights of {folder}")


def weights_of(path: Path) -> dict[str, torch.Tensor]:
	"""The weights of an exported graph under the names of their modules.

	The exporter keeps those names, but for the matrices of linear layers, which it transposes and numbers, and the
	scales and shifts of group norms, which it numbers and reshapes: these are found by the name of the node that
	multiplies by them or adds them.
	"""
	graph = onnx.load(path).graph
	values = {tensor.name: torch.from_numpy(numpy_helper.to_array(tensor).copy()).float() for tensor in graph.initializer}
	behind = {node.output[0]: node.input[0] for node in graph.node if node.op_type == "Cast"}
	for name, source in behind.items():
		if source in values:
			values[name] = values.pop(source)
	for node in graph.node:
		if len(node.input) < 2 or node.input[1] not in values:
			continue
		module, _, operation = node.name.strip("/").replace("/", ".").rpartition(".")
		value = values[node.input[1]]
		if operation == "MatMul":
			values[f"{module}.weight"] = value.T.contiguous()
		elif operation in SCALE_AND_SHIFT:
			values.setdefault(f"{module}.{SCALE_AND_SHIFT[operation]}", value.flatten())
	return values


def fill(module: torch.nn.Module, values: dict[str, torch.Tensor]) -> None:
	"""Copies every parameter's values into it; one that is missing or of another shape is an error."""
	with torch.no_grad():
		for name, parameter in module.named_parameters():
			found = values.get(name)
			if found is None or found.shape != parameter.shape:
				raise ValueError(f"the exported graph has no {name} of shape {tuple(parameter.shape)}")
			parameter.copy_(found)
