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
import onnx
import onnxruntime
import torch
import transformers
from onnxruntime.capi.onnxruntime_pybind11_state import Fail, NotImplemented
from PIL import Image
from safetensors.torch import load_file
from transformers.modeling_outputs import BaseModelOutputWithPooling
from transformers.models.clip.modeling_clip import CLIPTextModelOutput

from files import PACKED_NAMES, RESOURCES, unpacked
from goldens import run, scheduler

MODELS = RESOURCES / "models"
LIMIT = 1e-5
NUMPY = {"tensor(float)": np.float32, "tensor(float16)": np.float16, "tensor(int64)": np.int64,
         "tensor(int32)": np.int32, "tensor(bool)": np.bool_}


def assemble(name, target, complete=False):
    """Writes a model directory as tests do: its base first, packed files unpacked, the vocabulary added.

    complete=True keeps the files that the directory is to lack.
    """
    source = MODELS / name
    golden = source / "golden.json"
    settings = json.loads(golden.read_text()) if golden.exists() else {}
    if "base" in settings:
        assemble(settings["base"], target, complete)
    for file in [p for p in source.rglob("*") if p.is_file()]:
        path = target / file.relative_to(source)
        path = path.with_suffix("") if path.suffix == ".gz" else path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(unpacked(source / path.relative_to(target)))
    for directory in target.glob("tokenizer*"):
        for vocabulary in PACKED_NAMES:
            (directory / vocabulary).write_bytes(unpacked(MODELS / "clip_tokenizer" / vocabulary))
    for path in [] if complete else settings.get("without", []):
        (target / path).unlink()


class Graph:
    """An ONNX Runtime session that takes torch tensors and feeds each input in the type and rank that it wants."""

    def __init__(self, file):
        self.session = onnxruntime.InferenceSession(file, providers=["CPUExecutionProvider"])
        self.inputs = self.session.get_inputs()
        self.outputs = [o.name for o in self.session.get_outputs()]

    def __call__(self, **values):
        rows = len(next(iter(values.values())))
        if rows > 1 and self.inputs[0].shape[0] == 1:
            parts = [self(**{k: v if v.dim() == 0 else v[i:i + 1] for k, v in values.items()}) for i in range(rows)]
            return {name: torch.cat([p[name] for p in parts]) for name in self.outputs}
        feed = {}
        for node in self.inputs:
            array = values.get(node.name, torch.tensor(False)).detach().numpy().astype(NUMPY[node.type])
            if len(node.shape) == 0:
                array = array.reshape(-1)[0]
            elif len(node.shape) == 1:
                array = np.broadcast_to(array.reshape(-1)[:1], 1 if node.shape[0] in (1, "steps") else rows)
            feed[node.name] = np.array(array, order="C")
        found = self.session.run(None, feed)
        return {name: torch.from_numpy(a.astype(np.float32)) for name, a in zip(self.outputs, found)}


def moments(file):
    """A VAE encoder's mean and log variance; of one that samples by itself, from what it gives for noise 0 and 1."""
    model = onnx.load(file)
    random = [n for n in model.graph.node if n.op_type == "RandomNormalLike"]
    if not random:
        encoder = Graph(file)
        return lambda x: encoder(sample=x)["latent_parameters"]
    model.graph.input.append(onnx.helper.make_tensor_value_info("noise", onnx.TensorProto.FLOAT, [None] * 4))
    for node in model.graph.node:
        node.input[:] = ["noise" if name == random[0].output[0] else name for name in node.input]
    model.graph.node.remove(random[0])
    encoder = Graph(model.SerializeToString())

    def encode(x):
        mean, one_off = (encoder(sample=x, noise=torch.full((len(x), 4, x.shape[2] // 8, x.shape[3] // 8), noise))[
            "latent_sample"] for noise in (0.0, 1.0))
        return torch.cat([mean, 2 * torch.log(one_off - mean)], 1)

    return encode


def config(directory):
    return json.loads((directory / "config.json").read_text())


def unet(directory):
    graph, module = Graph(directory / "model.onnx"), diffusers.UNet2DConditionModel.from_config(config(directory))

    def forward(sample, timestep, encoder_hidden_states, timestep_cond=None, added_cond_kwargs=None, **_):
        more = dict(added_cond_kwargs or {}, timestep_cond=timestep_cond)
        return (graph(sample=sample, timestep=torch.as_tensor(timestep), encoder_hidden_states=encoder_hidden_states,
                      **{k: v for k, v in more.items() if v is not None})["out_sample"],)

    module.forward = forward
    return module


def vae(model):
    module = diffusers.AutoencoderKL.from_config(config(model / "vae_decoder"))
    decoder = Graph(model / "vae_decoder" / "model.onnx")
    module._encode = moments(model / "vae_encoder" / "model.onnx")
    module._decode = lambda z, return_dict=True: diffusers.models.autoencoders.vae.DecoderOutput(
        sample=decoder(latent_sample=z)["sample"])
    return module


def text_encoder(directory):
    graph, settings = Graph(directory / "model.onnx"), transformers.CLIPTextConfig.from_dict(config(directory))
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


def refused(model):
    """Whether the graphs of a directory that must be refused really cannot do what they should."""
    for directory in (p.parent for p in model.glob("*/model.onnx")):
        try:
            graph = Graph(directory / "model.onnx")
        except (Fail, NotImplemented):
            return True
        if directory.name == "text_encoder_2" and "hidden_states.0" not in graph.outputs:
            return True
    return False


def main(names):
    failed = []
    for name in names or sorted(str(p.parent.relative_to(MODELS)) for p in MODELS.rglob("golden.json")):
        with tempfile.TemporaryDirectory() as scratch:
            model = Path(scratch)
            assemble(name, model, complete=True)
            if "refused" in json.loads((model / "golden.json").read_text()):
                failed += [] if refused(model) else [f"{name} runs"]
                continue
            found = list(errors(model))
        print(name, " ".join(f"{c}:{e:.0e}" for c, e, _ in found), flush=True)
        failed += [f"{name} case {c}: {e:.1e}" for c, e, limit in found if not e <= limit]
    if failed:
        raise SystemExit("\n".join(failed))


if __name__ == "__main__":
    warnings.filterwarnings("ignore")
    diffusers.logging.set_verbosity_error()
    main(sys.argv[1:])
