# Copyright (c) 2026, Img2Img developers. BSD 2-Clause licence, see LICENSE.txt.
"""Runs cases with diffusers' own pipelines and writes golden.json, golden.safetensors and golden_NN.png."""

import json
import tempfile
from pathlib import Path

import diffusers
import torch
from safetensors.torch import save

from files import write, write_json

DEFAULTS = dict(negative_prompt="blurry, out of focus", prompt="fluorescence microscopy of nuclei, sharp",
                strength=0.7, steps=8, guidance=5.0)


def scheduler(directory):
    """A model's own scheduler, made of its scheduler_config.json as diffusers makes it."""
    kind = json.loads((directory / "scheduler_config.json").read_text())["_class_name"]
    return getattr(diffusers, kind).from_pretrained(directory)


def run(pipe, case, image, mask, output_type):
    """One call of the pipeline with what the case says; keys that the case lacks keep the pipeline's defaults.

    A batch of inpainting seeds is one call each: in a batch, diffusers encodes the image with the first seed alone,
    so that the others would not give the pictures that they give by themselves.
    """
    seeds = case.get("seeds", [case.get("seed")])
    if len(seeds) > 1 and "Inpaint" in type(pipe).__name__:
        alone = [{**case, "seeds": [seed]} for seed in seeds]
        results = [run(pipe, single, image, mask, output_type) for single in alone]
        return torch.cat(results) if output_type == "latent" else sum(results, [])
    generators = [torch.Generator().manual_seed(s) for s in seeds]
    arguments = dict(
        prompt=case["prompt"], image=image, strength=case["strength"], num_inference_steps=case["steps"],
        guidance_scale=case["guidance"], generator=generators if "seeds" in case else generators[0],
        num_images_per_prompt=len(seeds), output_type=output_type)
    if "LatentConsistency" not in type(pipe).__name__:
        arguments["negative_prompt"] = case["negative_prompt"]
    if "guidance_rescale" in case:
        arguments["guidance_rescale"] = case["guidance_rescale"]
    if "Inpaint" in type(pipe).__name__:
        arguments.update(mask_image=mask, width=image.width, height=image.height)
    return pipe(**arguments).images


def write_cases(target, make, cases, image, mask=None, base=None):
    """Runs every case; make(case) gives a pipeline with the model's own scheduler.

    A case may name another scheduler class and options for it: diffusers' way to switch, from_config, makes it.
    A case with "png" also gets its pictures.
    """
    tensors, done = {}, []
    for number, settings in enumerate(cases):
        case = dict(case=number, **{**DEFAULTS, **settings})
        pipe = make(case)
        pipe.set_progress_bar_config(disable=True)
        if "scheduler" in case:
            kind = getattr(diffusers, case["scheduler"])
            pipe.scheduler = kind.from_config(pipe.scheduler.config, **case.get("scheduler_options", {}))
        case["pipeline"] = type(pipe).__name__
        if "LatentConsistency" in case["pipeline"]:
            del case["negative_prompt"]
        case["scheduler_in_effect"] = {
            "_class_name": type(pipe.scheduler).__name__,
            **{k: v for k, v in sorted(pipe.scheduler.config.items()) if not k.startswith("_")}}
        latents = run(pipe, case, image, mask, "latent")
        if not torch.isfinite(latents).all():
            raise AssertionError(f"{target.name}: case {number} is not finite")
        tensors[f"{number:02d}.latents"] = latents.contiguous()
        if case.pop("png", False):
            pictures = run(pipe, case, image, mask, "pil")
            case["pictures"] = []
            for i, picture in enumerate(pictures):
                name = f"golden_{number:02d}.png" if len(pictures) == 1 else f"golden_{number:02d}_{i}.png"
                case["pictures"].append(name)
                write_png(target / name, picture)
        done.append(case)
    golden = dict(diffusers=diffusers.__version__, size=[image.width, image.height], cases=done)
    if base:
        golden["base"] = base
    write_json(target / "golden.json", golden)
    write(target / "golden.safetensors", save(tensors))


def write_png(target, picture):
    with tempfile.TemporaryDirectory() as scratch:
        file = Path(scratch) / "picture.png"
        picture.save(file, optimize=True)
        write(target, file.read_bytes())
