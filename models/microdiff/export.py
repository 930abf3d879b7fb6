"""Writes the trained networks as a diffusers model of ONNX files, and the LoRA beside it."""

import hashlib
import json
import tempfile
from pathlib import Path

import onnx
import torch
from diffusers import StableDiffusionPipeline
from onnx import TensorProto, helper, numpy_helper
from optimum.exporters.onnx import main_export

from . import captions, config, latents, lora_training, networks, text_training, unet_training
from .checkpoint import Checkpoint

OPSET = 17
# Smaller tensors (biases, norms, constants of shapes) stay in 32 bits: they weigh nothing.
SMALLEST_HALVED = 1024


def export(plan: config.Plan, work: Path, output: Path, log) -> None:
	"""Fills output/microscopy, with the LoRA in its folder lora when that was trained, and the list of its files."""
	with tempfile.TemporaryDirectory() as scratch:
		pipeline(work).save_pretrained(scratch)
		main_export(scratch, output=output / config.MODEL_FOLDER, task="text-to-image", opset=OPSET, do_validation=False)
	for path in sorted((output / config.MODEL_FOLDER).glob("*/model.onnx")):
		onnx.save(halved(onnx.load(path)), path)
		log(f"export: {path.parent.name} {path.stat().st_size / 1e6:.1f} MB")
	tidy(output / config.MODEL_FOLDER)
	if Checkpoint(work / "lora").step():
		_, lora = lora_training.load(plan, work)
		(output / config.LORA_FILE).parent.mkdir(exist_ok=True)
		lora.save(output / config.LORA_FILE)
		log(f"export: {config.LORA_FILE} {(output / config.LORA_FILE).stat().st_size / 1e6:.1f} MB")
	suggest(output / config.MODEL_FOLDER)
	list_files(output / config.MODEL_FOLDER)


def pipeline(work: Path) -> StableDiffusionPipeline:
	"""The networks as a pipeline of diffusers, in 32 bits."""
	model = unet_training.load(work).float().cpu().to(memory_format=torch.contiguous_format)
	vae = latents.load_vae(work).float().cpu().to(memory_format=torch.contiguous_format)
	text, words = text_training.load(work)
	return StableDiffusionPipeline(
		vae=vae,
		text_encoder=text.float().cpu(),
		tokenizer=words,
		unet=model.unet,
		scheduler=networks.scheduler(),
		safety_checker=None,
		feature_extractor=None,
		requires_safety_checker=False,
	)


def halved(model: onnx.ModelProto) -> onnx.ModelProto:
	"""Stores the weights in 16 bits, each followed by a Cast to 32 under its old name.

	Nothing else in the graph changes and all arithmetic stays in 32 bits: ONNX Runtime folds the casts when it loads
	the file. So the files are half as large and the results are those of rounded weights, the same everywhere.
	"""
	kept, casts = [], []
	for tensor in model.graph.initializer:
		values = numpy_helper.to_array(tensor)
		if tensor.data_type != TensorProto.FLOAT or values.size < SMALLEST_HALVED:
			kept.append(tensor)
			continue
		half = tensor.name + ".half"
		kept.append(numpy_helper.from_array(values.astype("float16"), half))
		casts.append(helper.make_node("Cast", [half], [tensor.name], name=tensor.name + ".cast", to=TensorProto.FLOAT))
	nodes = casts + list(model.graph.node)
	del model.graph.initializer[:], model.graph.node[:]
	model.graph.initializer.extend(kept)
	model.graph.node.extend(nodes)
	onnx.checker.check_model(model)
	return model


def tidy(folder: Path) -> None:
	"""Takes the name of the scratch folder out of the configurations."""
	for path in (*folder.rglob("*config.json"), folder / "model_index.json"):
		settings = json.loads(path.read_text())
		if settings.pop("_name_or_path", None) is not None:
			path.write_text(json.dumps(settings, indent=2) + "\n")


def suggest(folder: Path) -> None:
	"""Writes the settings that give the model's best pictures, and the prompts to choose from."""
	suggestions = {**config.SUGGESTIONS, "prompts": list(captions.PLAIN.values())}
	(folder / "img2img.json").write_text(json.dumps(suggestions, indent=2) + "\n")


def list_files(folder: Path) -> None:
	"""Writes SHA256SUMS as sha256sum does: what belongs to the model, and how to see that it is whole."""
	sums = folder / "SHA256SUMS"
	files = sorted(path for path in folder.rglob("*") if path.is_file() and path != sums)
	lines = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(folder).as_posix()}" for path in files]
	sums.write_text("\n".join(lines) + "\n")
