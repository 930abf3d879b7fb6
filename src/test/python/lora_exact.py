# Copyright (c) 2026, Img2Img developers. BSD 2-Clause licence, see LICENSE.txt.
"""What LoRAs at any weight give in double precision, and how far diffusers' single precision is from it.

With weights of 1 and more, LoRAs make the tiny random networks so sensitive that rounding errors grow a thousandfold
over the steps, in torch as everywhere. The float32 goldens carry that error; here is what they would be without it.

Writes goldens/lora/exact.json: for every case its settings, `spread` (the largest distance from the exact latents of
what diffusers gives in float32: LoRA beside the layers, fused by peft, merged here) and `gain` (by how much a change of
the first latents grows until the last), as relative L2 errors; and exact.safetensors: `MODEL.NN.latents`, for the
goldens' cases the same with `.fp16` for the LoRA files of that kind, and for single networks `MODEL.PART.LORAS` (an
answer) and their inputs.

usage: python lora_exact.py GOLDENS      (GOLDENS: the directory that compact.py copies from; needs peft)
"""

import json
import sys
import warnings
from pathlib import Path
from unittest import mock

import diffusers
import torch
from diffusers.utils.torch_utils import randn_tensor
from PIL import Image
from safetensors.torch import load_file, save
from transformers import CLIPTokenizer

import from_onnx
from files import RESOURCES, write, write_json
from goldens import run, scheduler

TARGET = RESOURCES / "goldens" / "lora"
LORAS = [{"style": 1.0}, {"style": 1.3}, {"style": -1.0}, {"concept": 1.0}, {"concept": 1.3}, {"concept": -1.0},
         {"style": 1.0, "concept": -0.7}]
SHORT = [dict(strength=1.0, steps=2, guidance=2.0, seed=21 + number, lora=lora) for number, lora in enumerate(LORAS)]
PREFIXES = dict(lora_unet_="unet", lora_te_="text_encoder", lora_te1_="text_encoder", lora_te2_="text_encoder_2")
NUDGE = 1e-8


class Euler(diffusers.EulerDiscreteScheduler):
    """Euler's method in the precision of what it is given; diffusers' class rounds every sample to float32."""

    def scale_model_input(self, sample, timestep):
        super().scale_model_input(sample, timestep)
        return sample / (self.sigmas[self.step_index].double() ** 2 + 1) ** 0.5

    def step(self, model_output, timestep, sample, return_dict=True, **_):
        sigma, following = self.sigmas[self.step_index:self.step_index + 2].double()
        self._step_index += 1
        return (sample + (following - sigma) * model_output,)


def in_double(module):
    """A text encoder in double precision: its mask is made in torch's default type."""
    forward = module.forward

    def doubled(*arguments, **named):
        torch.set_default_dtype(torch.float64)
        try:
            return forward(*arguments, **named)
        finally:
            torch.set_default_dtype(torch.float32)

    module.forward = doubled


def single_noise(shape, dtype=None, **named):
    """The same noise in every precision; torch draws other numbers for float64."""
    return randn_tensor(shape, dtype=torch.float32, **named).to(dtype)


def noise_is_single():
    from diffusers.models.autoencoders import vae
    from diffusers.pipelines.stable_diffusion import pipeline_stable_diffusion_img2img as sd
    from diffusers.pipelines.stable_diffusion_xl import pipeline_stable_diffusion_xl_img2img as sdxl
    for module in (vae, sd, sdxl):
        mock.patch.object(module, "randn_tensor", single_noise).start()


def deltas(file):
    """What a kohya file adds to each module at weight 1, reckoned in double precision."""
    tensors = load_file(file)
    for key in (k.removesuffix(".alpha") for k in tensors if k.endswith(".alpha")):
        down, up = (tensors[f"{key}.lora_{side}.weight"].double().flatten(1) for side in ("down", "up"))
        prefix = next(p for p in PREFIXES if key.startswith(p))
        yield PREFIXES[prefix], key.removeprefix(prefix), up @ down * (float(tensors[f"{key}.alpha"]) / len(down))


class Model:

    def __init__(self, directory):
        self.directory = directory
        self.parts = ["unet", "text_encoder"] + (["text_encoder_2"] if directory.name == "sdxl" else [])

    def file(self, lora, form="kohya"):
        return self.directory / "lora" / f"{lora}.{form}.safetensors"

    def pipeline(self, kind=torch.float32):
        source = self.directory / "onnx"
        found = dict(unet=from_onnx.unet(source / "unet"), vae=from_onnx.vae(source),
                     scheduler=scheduler(source / "scheduler"))
        for part in self.parts[1:]:
            found[part] = from_onnx.text_encoder(source / part)
            words = part.replace("text_encoder", "tokenizer")
            found[words] = CLIPTokenizer.from_pretrained(source / words)
        if "text_encoder_2" in self.parts:
            pipe = diffusers.StableDiffusionXLImg2ImgPipeline(**found, add_watermarker=False)
            if kind == torch.float64:
                pipe.scheduler = Euler.from_config(pipe.scheduler.config)
                # Or else the pipeline turns the VAE to float32.
                pipe.vae.register_to_config(force_upcast=False)
        else:
            pipe = diffusers.StableDiffusionImg2ImgPipeline(
                **found, safety_checker=None, feature_extractor=None, requires_safety_checker=False)
        for part in ["vae", *self.parts]:
            getattr(pipe, part).to(kind)
            if part.startswith("text_encoder") and kind == torch.float64:
                in_double(getattr(pipe, part))
        pipe.set_progress_bar_config(disable=True)
        return pipe

    def beside(self, loras):
        """diffusers in float32, with the LoRAs beside the layers."""
        pipe = self.pipeline()
        for name in loras:
            pipe.load_lora_weights(self.directory / "lora", weight_name=self.file(name).name, adapter_name=name)
        pipe.set_adapters(list(loras), list(loras.values()))
        return pipe

    def fused(self, loras):
        pipe = self.beside(loras)
        pipe.fuse_lora(adapter_names=list(loras))
        return pipe

    def merged(self, loras, kind, form="kohya"):
        """The LoRAs in the weights: W + sum of weight * change in double precision, then rounded once."""
        pipe = self.pipeline(kind)
        sums = {}
        for name, weight in loras.items():
            for part, path, change in deltas(self.file(name, form)):
                sums[part, path] = sums.get((part, path), 0) + weight * change
        for part in self.parts:
            for name, module in getattr(pipe, part).named_modules():
                change = sums.pop((part, name.replace(".", "_")), None)
                if change is not None:
                    change = change.reshape(module.weight.shape)
                    module.weight.data = (module.weight.data.double() + change).to(kind)
        if sums:
            raise AssertionError(f"no modules for {list(sums)}")
        return pipe


def distance(found, exact):
    return float((found.double() - exact).norm() / exact.norm())


def nudged(pipe):
    """The pipeline, with its first latents changed a little."""
    prepare = pipe.prepare_latents

    def changed(*arguments, **named):
        latents = prepare(*arguments, **named)
        change = torch.randn(latents.shape, generator=torch.Generator().manual_seed(1), dtype=latents.dtype)
        return latents + change * (NUDGE * latents.norm() / change.norm())

    pipe.prepare_latents = changed
    return pipe


def pipelines(model, golden, short, image, tensors):
    """Adds the exact latents of every case and yields the cases, with what was measured."""
    for case in golden + short:
        loras = case["lora"]
        latents = lambda pipe: run(pipe, case, image, None, "latent")
        key = f"{model.directory.name}.{case['case']:02d}.latents"
        exact = latents(model.merged(loras, torch.float64))
        tensors[key] = exact
        if case not in short:
            tensors[key + ".fp16"] = latents(model.merged(loras, torch.float64, "kohya_fp16"))
        single = [model.beside(loras), model.fused(loras), model.merged(loras, torch.float32)]
        spread = max(distance(latents(pipe), exact) for pipe in single)
        gain = distance(latents(nudged(model.merged(loras, torch.float64))), exact) / NUDGE
        print(key, loras, f"spread {spread:.1e} gain {gain:.1f}", flush=True)
        yield dict(case, spread=float(f"{spread:.2g}"), gain=float(f"{gain:.3g}"))


def network_inputs(model):
    """Small inputs of each network; the ids are words that the test models' text encoders know."""
    generator = torch.Generator().manual_seed(5)
    config = from_onnx._config(model.directory / "onnx" / "unet")
    draw = lambda *shape: torch.randn(*shape, generator=generator)
    found = dict(unet=dict(sample=draw(4, 4, 8, 8), encoder_hidden_states=draw(4, 9, config["cross_attention_dim"]),
                           timestep=torch.tensor(321.0)))
    if "text_encoder_2" in model.parts:
        pooled = from_onnx._config(model.directory / "onnx" / "text_encoder_2")["projection_dim"]
        found["unet"].update(text_embeds=draw(4, pooled), time_ids=torch.tensor([[128.0, 96, 0, 0, 128, 96]] * 4))
    for part in model.parts[1:]:
        words = CLIPTokenizer.from_pretrained(model.directory / "onnx" / part.replace("text_encoder", "tokenizer"))
        ids = words("fluorescence microscopy of nuclei, sharp", padding="max_length", max_length=12).input_ids
        found[part] = dict(input_ids=torch.tensor([ids]))
    return found


def ask(network, given):
    kind = network.dtype
    given = {k: v.to(kind) if v.is_floating_point() and k != "timestep" else v for k, v in given.items()}
    if "input_ids" in given:
        found = network(**given, output_hidden_states=True)
        return found.hidden_states[-2] if hasattr(found, "text_embeds") else found.last_hidden_state
    more = {k: given.pop(k) for k in ("text_embeds", "time_ids") if k in given}
    return network(**given, added_cond_kwargs=more or None, return_dict=False)[0]


def networks(model, tensors):
    """Adds inputs and exact answers of every network alone, and yields float32's distance from each."""
    name = model.directory.name
    for part, given in network_inputs(model).items():
        tensors.update({f"{name}.{part}.{k}": v for k, v in given.items()})
    for loras in LORAS:
        exact = model.merged(loras, torch.float64)
        single = [model.beside(loras), model.fused(loras), model.merged(loras, torch.float32)]
        for part, given in network_inputs(model).items():
            if part != "unet" and "concept" not in loras:
                continue
            answer = ask(getattr(exact, part), given)
            key = f"{name}.{part}." + "+".join(f"{k}:{v}" for k, v in loras.items())
            tensors[key] = answer
            spread = max(distance(ask(getattr(pipe, part), given), answer) for pipe in single)
            print(key, f"spread {spread:.1e}", flush=True)
            yield dict(key=key, model=name, part=part, lora=loras, spread=float(f"{spread:.2g}"))


@torch.no_grad()
def main(goldens):
    noise_is_single()
    tensors, cases, answers = {}, {}, []
    for name in ("sd15", "sdxl"):
        model = Model(goldens / name)
        golden = json.loads((goldens / name / "golden.json").read_text())["cases"]
        prompts = {k: golden[0][k] for k in ("prompt", "negative_prompt")}
        short = [dict(case=len(golden) + i, **prompts, **case) for i, case in enumerate(SHORT)]
        image = Image.open(goldens / name / "input.png")
        cases[name] = list(pipelines(model, [c for c in golden if "lora" in c], short, image, tensors))
        answers += networks(model, tensors)
    write_json(TARGET / "exact.json", dict(cases=cases, networks=answers))
    write(TARGET / "exact.safetensors", save({k: v.float().contiguous() for k, v in tensors.items()}))


if __name__ == "__main__":
    warnings.filterwarnings("ignore")
    diffusers.logging.set_verbosity_error()
    main(Path(sys.argv[1]))
