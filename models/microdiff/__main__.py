"""The single entry point: python -m microdiff prepare|train|evaluate|export|restore."""

import argparse
import json
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

import torch

from . import config, dataset, evaluation, latents, lora_levelling, lora_training, pictures, trainer, unet_training
from . import vae_training, verdict
from .sampling import Painter

MODELS = Path(__file__).resolve().parents[1]
DEFAULT_DATA = MODELS.parents[1] / "shared" / "data"
DEFAULT_WORK = MODELS / "work"
STAGES = ("encoder", "decoder", "text", "unet", "lora", "level")


def arguments(words: list[str] | None = None) -> argparse.Namespace:
	parser = argparse.ArgumentParser(prog="microdiff", description=__doc__)
	parser.add_argument("command", choices=("prepare", "train", "evaluate", "export", "restore"))
	parser.add_argument("--data", type=Path, default=DEFAULT_DATA, help="folder with index.csv (default %(default)s)")
	parser.add_argument("--work", type=Path, default=DEFAULT_WORK, help="folder of checkpoints (default %(default)s)")
	parser.add_argument("--output", type=Path, default=MODELS, help="where export writes (default %(default)s)")
	parser.add_argument("--threads", type=int, default=2)
	parser.add_argument("--plan", choices=config.PLANS, default="cpu", help="hours of CPU or half an hour of GPU")
	parser.add_argument("--images", type=int, default=16, help="held-out images per modality that evaluate uses")
	parser.add_argument("--no-graphs", action="store_true", help="launch a GPU's kernels one by one")
	for stage in STAGES:
		parser.add_argument(f"--{stage}-steps", type=int, help="instead of the plan's number; 0 leaves the stage out")
		parser.add_argument(f"--{stage}-seconds", type=float, help="let the clock end the stage")
	return parser.parse_args(words)


def plan_of(options: argparse.Namespace) -> config.Plan:
	plan = config.PLANS[options.plan]
	if options.no_graphs:
		plan = replace(plan, graphs=False)
	for stage in STAGES:
		for limit in ("steps", "seconds"):
			given = getattr(options, f"{stage}_{limit}")
			if given is not None:
				plan = replace(plan, **{stage: replace(getattr(plan, stage), **{limit: given})})
	return plan


def log(line: str) -> None:
	print(time.strftime("%H:%M:%S", time.gmtime()), line, flush=True)


def prepare(plan: config.Plan, options: argparse.Namespace) -> None:
	"""Reads every image once, and writes the vocabulary and the list of held-out images."""
	from . import tokenizer

	training, held_out = dataset.split(dataset.read_index(options.data))
	for sample in training + held_out:
		dataset.load(options.data, sample)
	tokenizer.write(options.work / "tokenizer")
	(options.work / "held_out.txt").write_text("".join(f"{sample.file}\n" for sample in held_out))
	counts = [Counter(sample.modality for sample in part) for part in (training, held_out)]
	for modality in config.MODALITIES:
		log(f"{modality}: {counts[0][modality]} to train on, {counts[1][modality]} held out")


def train(plan: config.Plan, options: argparse.Namespace) -> None:
	"""Every stage in order; those that are done return at once."""
	vae_training.train_encoder(plan, options.data, options.work, log)
	latents.encode_all(plan, options.data, options.work, log)
	vae_training.train_decoder(plan, options.data, options.work, log)
	if not trainer.is_done(plan.text, options.work / "text"):
		# Imported here: where the captions' embeddings are there already, no transformers are needed.
		from . import text_training

		text_training.train(plan, options.work, log)
	unet_training.train(plan, options.work, log)
	lora_training.train(plan, options.work, log)
	lora_levelling.train(plan, options.work, log)


def evaluate(plan: config.Plan, options: argparse.Namespace) -> None:
	"""Writes results.json, results.md and contact sheets to work/evaluation."""
	folder = options.work / "evaluation"
	held_out = evaluation.HeldOut(options.data, options.images)
	model, lora = lora_training.load(plan, options.work)
	painter = Painter(model, latents.load_vae(options.work), lora)
	results = {"round_trip": evaluation.round_trip(painter, held_out), "real_stain": evaluation.real_stain(held_out)}
	log("evaluate: round trip done")
	# In 16 bits where that is faster, as in training: the rounding is far below what is measured here.
	with trainer.autocast():
		results["stain"] = evaluation.stain(painter, held_out, max(1, options.images // 3))
		log("evaluate: stain done")
		results["similarity"] = evaluation.similarity(painter, held_out)
		log("evaluate: similarity done")
		pictures.draw_all(painter, held_out, folder)
		judge = evaluation.judge_of(options.data)
		results["recognised"] = evaluation.recognised(painter, held_out, judge, 2 * options.images)
	if (options.output / config.MODEL_FOLDER).exists():
		from . import timing

		results["seconds"] = timing.seconds(options.output / config.MODEL_FOLDER, options.threads)
	folder.mkdir(parents=True, exist_ok=True)
	(folder / "results.json").write_text(json.dumps(results, indent=1))
	(folder / "results.md").write_text(verdict.markdown(results))
	for claim, holds in verdict.verdicts(results):
		log(("holds  " if holds else "FAILS  ") + claim)


def export(plan: config.Plan, options: argparse.Namespace) -> None:
	# Imported here: a machine that only trains needs no exporter.
	from . import export as exporting

	exporting.export(plan, options.work, options.output, log)


def restore(plan: config.Plan, options: argparse.Namespace) -> None:
	from . import restore as restoring

	restoring.restore(plan, options.work, options.output, log)


def main() -> None:
	options = arguments()
	torch.set_num_threads(options.threads)
	options.work.mkdir(parents=True, exist_ok=True)
	log(f"microdiff {options.command} on {trainer.device()}")
	commands = {"prepare": prepare, "train": train, "evaluate": evaluate, "export": export, "restore": restore}
	commands[options.command](plan_of(options), options)


if __name__ == "__main__":
	main()
