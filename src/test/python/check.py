# Copyright (c) 2026, Img2Img developers. BSD 2-Clause licence, see LICENSE.txt.
"""Runs the stored graphs on ONNX Runtime inside diffusers' pipelines and compares with the goldens.

That shows that the ONNX files belong to the goldens, and how closely a program that runs them can agree.

usage: python check.py [MODEL...]     (names below models/; every directory with a golden.json without names)
"""

import json
import sys
import tempfile
import warnings
from pathlib import Path

import diffusers
import numpy as np
import onnxruntime
import torch
import transformers
from PIL import Image
from safetensors.torch import load_file
from transformers.modeling_outputs import BaseModelOutputWithPooling
from transformers.models.clip.modeling_clip import CLIPTextModelOutput

from files import PACKED_NAMES, RESOURCES, unpacked
from goldens import run, scheduler

MODELS = RESOURCES / "models"
LIMIT = 1e-5
NUMPY = {"tensor(float)": np.float32, "tensor(float16)": np.float16, "tensor(int64)": np.int64, "tensor(int32)": np.int32}


def assemble(name, target):
    """Writes a model directory as tests do: its base first, packed files unpacked, the vocabulary added."""
    source = MODELS / name
    golden = source / "golden.json"
    base = json.loads(golden.read_text()).get("base") if golden.exists() else None
    if base:
        assemble(base, target)
    for file in [p for p in source.rglob("*") if p.is_file()]:
        path = target / file.relative_to(source)
        path = path.with_suffix("") if path.suffix == ".gz" else path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(unpacked(source / path.relative_to(target)))
    for directory in target.glob("tokenizer*"):
        for vocabulary in PACKED_NAMES:
            (directory / vocabulary).write_bytes(unpacked(MODELS / "clip_tokenizer" / vocabulary))


class Graph:
    """An ONNX Runtime session that takes torch tensors and feeds each input in the type and rank that it wants."""

    def __init__(self, directory):
        self.session = onnxruntime.InferenceSession(directory / "model.onnx", providers=["CPUExecutionProvider"])
        self.outputs = [o.name for o in self.session.get_outputs()]

    def __call__(self, **values):
        feed = {}
        for node in self.session.get_inputs():
            array = values[node.name].detach().numpy().astype(NUMPY[node.type])
            if len(node.shape) == 0:
                array = array.reshape(-1)[0]
            elif len(node.shape) == 1:
                array = np.broadcast_to(array.reshape(-1)[:1], node.shape[0] if isinstance(node.shape[0], int) else
                                        len(values["sample"]))
            feed[node.name] = np.array(array, order="C")
        found = self.session.run(None, feed)
        return {name: torch.from_numpy(a.astype(np.float32)) for name, a in zip(self.outputs, found)}


def config(directory):
    return json.loads((directory / "config.json").read_text())


def unet(directory):
    graph, module = Graph(directory), diffusers.UNet2DConditionModel.from_config(config(directory))

    def forward(sample, timestep, encoder_hidden_states, timestep_cond=None, added_cond_kwargs=None, **_):
        more = dict(added_cond_kwargs or {}, timestep_cond=timestep_cond)
        return (graph(sample=sample, timestep=torch.as_tensor(timestep), encoder_hidden_states=encoder_hidden_states,
                      **{k: v for k, v in more.items() if v is not None})["out_sample"],)

    module.forward = forward
    return module


def vae(model):
    module = diffusers.AutoencoderKL.from_config(config(model / "vae_decoder"))
    encoder, decoder = Graph(model / "vae_encoder"), Graph(model / "vae_decoder")
    module._encode = lambda x: encoder(sample=x)["latent_parameters"]
    module._decode = lambda z, return_dict=True: diffusers.models.autoencoders.vae.DecoderOutput(
        sample=decoder(latent_sample=z)["sample"])
    return module


def text_encoder(directory):
    graph, settings = Graph(directory), transformers.CLIPTextConfig.from_dict(config(directory))
    module = getattr(transformers, settings.architectures[0])(settings)
    kind = CLIPTextModelOutput if "Projection" in settings.architectures[0] else BaseModelOutputWithPooling

    def forward(input_ids, **_):
        found = graph(input_ids=input_ids)
        hidden = [found.pop(n) for n in graph.outputs if n.startswith("hidden_states.")]
        return kind(**found, hidden_states=tuple(hidden))

    module.forward = forward
    return module


def parts(model):
    found = dict(vae=vae(model), unet=unet(model / "unet"))
    for suffix in ("", "_2"):
        directory = model / f"text_encoder{suffix}"
        present = directory.exists()
        if present or suffix == "" or (model / "text_encoder_2").exists():
            found[f"text_encoder{suffix}"] = text_encoder(directory) if present else None
            tokenizer = model / f"tokenizer{suffix}"
            found[f"tokenizer{suffix}"] = transformers.CLIPTokenizer.from_pretrained(tokenizer) if present else None
    if "text_encoder_2" in found:
        index = json.loads((model / "model_index.json").read_text())
        flags = {k: index.get(k, False) for k in ("requires_aesthetics_score", "force_zeros_for_empty_prompt")}
        return dict(found, add_watermarker=False, **flags)
    return dict(found, safety_checker=None, feature_extractor=None, requires_safety_checker=False)


def pipeline_name(golden, case):
    kinds = dict(sd="StableDiffusionImg2ImgPipeline", sdxl="StableDiffusionXLImg2ImgPipeline",
                 inpaint="StableDiffusionInpaintPipeline")
    return case.get("pipeline") or kinds[golden["pipeline"]]


def errors(model):
    """The relative L2 error and its limit for every case that needs no LoRA."""
    golden = json.loads((model / "golden.json").read_text())
    expected = load_file(model / "golden.safetensors")
    image, mask = Image.open(model / "input.png"), model / "mask.png"
    components = parts(model)
    for case in golden["cases"]:
        if "lora" in case:
            continue
        kind = getattr(diffusers, pipeline_name(golden, case))
        pipe = kind(**components, scheduler=scheduler(model / "scheduler"))
        pipe.set_progress_bar_config(disable=True)
        if "scheduler" in case:
            pipe.scheduler = getattr(diffusers, case["scheduler"]).from_config(
                pipe.scheduler.config, **case.get("scheduler_options", {}))
        with torch.no_grad():
            latents = run(pipe, case, image, Image.open(mask) if mask.exists() else None, "latent")
        wanted = expected[f"{case['case']:02d}.latents"]
        yield case["case"], float((latents - wanted).norm() / wanted.norm()), case.get("tolerance", LIMIT)


def main(names):
    failed = []
    for name in names or sorted(str(p.parent.relative_to(MODELS)) for p in MODELS.rglob("golden.json")):
        with tempfile.TemporaryDirectory() as scratch:
            assemble(name, Path(scratch))
            found = list(errors(Path(scratch)))
        print(name, " ".join(f"{c}:{e:.0e}" for c, e, _ in found), flush=True)
        failed += [f"{name} case {c}: {e:.1e}" for c, e, limit in found if not e <= limit]
    if failed:
        raise SystemExit("\n".join(failed))


if __name__ == "__main__":
    warnings.filterwarnings("ignore")
    diffusers.logging.set_verbosity_error()
    main(sys.argv[1:])
