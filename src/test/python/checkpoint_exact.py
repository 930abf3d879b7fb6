# Copyright (c) 2026, Img2Img developers. BSD 2-Clause licence, see LICENSE.txt.
"""What the shared checkpoints give in double precision, and how far their goldens are from that.

diffusers hands the image to the autoencoder as it lies in the file, colour by colour; on tensors that lie so, torch's
GroupNorm on the CPU takes the variance as the mean of the squares less the square of the mean, in single precision.
Where an image has large areas of one colour, next to nothing is left of it: the encoder's answer is off by 1e-4 (1e-6
with the same numbers plane by plane), and so are the goldens' latents.

Writes goldens/checkpoints/exact.safetensors: `MODEL.NN.latents`.

usage: python checkpoint_exact.py GOLDENS      (GOLDENS: the directory checkpoints, unpacked; needs peft)
"""

import json
import sys
import warnings
from pathlib import Path
from unittest import mock

import diffusers
import torch
import transformers
from diffusers.loaders import single_file_utils as original
from diffusers.pipelines.stable_diffusion import pipeline_stable_diffusion_inpaint
from PIL import Image
from safetensors.torch import load_file, save

import lora_exact
from files import RESOURCES, write
from goldens import run

OLD_ATTENTION = {".query.": ".to_q.", ".key.": ".to_k.", ".value.": ".to_v.", ".proj_attn.": ".to_out.0."}
CLIPS = ("cond_stage_model.transformer.", "conditioner.embedders.0.transformer.")
OPEN_CLIPS = ("cond_stage_model.model.", "conditioner.embedders.1.model.", "conditioner.embedders.0.model.")


class Euler(lora_exact.Euler):
    """The same for models that answer with a velocity."""

    def step(self, model_output, timestep, sample, **named):
        sigma = self.sigmas[self.step_index].double()
        if self.config.prediction_type == "v_prediction":
            clean = sample / (sigma ** 2 + 1) - model_output * sigma / (sigma ** 2 + 1) ** 0.5
            model_output = (sample - clean) / sigma
        return super().step(model_output, timestep, sample, **named)


def floats(file):
    return {name: tensor.float() for name, tensor in load_file(file).items() if tensor.is_floating_point()}


class Checkpoint:

    def __init__(self, directory, tokenizer):
        self.directory = directory
        self.golden = json.loads((directory / "golden.json").read_text())
        expected = json.loads((directory / "expected.json").read_text())
        self.configs, self.tokenizer = expected["diffusers"], tokenizer
        self.single = {}
        if not (directory / "model").is_dir():
            file = self.golden["checkpoint"]
            self.single = floats(directory / (file if isinstance(file, str) else file[0]))
            if "vae" in self.golden and self.configs["vae"].get("_class_name") != "AutoencoderTiny":
                self.single.update({f"first_stage_model.{k}": v for k, v in floats(directory / self.golden["vae"][0]).items()})

    def folder(self, part):
        found = {}
        for file in (self.directory / "model" / part).glob("*.safetensors"):
            found.update(floats(file))
        return found

    def fill(self, module, found):
        missing, _ = module.load_state_dict(found, strict=False)
        if [name for name in missing if not name.endswith("position_ids")]:
            raise AssertionError(f"{self.directory.name} lacks {missing}")
        return module

    def unet(self):
        module = diffusers.UNet2DConditionModel.from_config(self.configs["unet"])
        return self.fill(module, original.convert_ldm_unet_checkpoint(dict(self.single), module.config) if self.single
                         else self.folder("unet"))

    def vae(self):
        module = diffusers.AutoencoderKL.from_config(self.configs["vae"])
        if self.single:
            return self.fill(module, original.convert_ldm_vae_checkpoint(dict(self.single), module.config))
        found = {}
        for name, tensor in self.folder("vae").items():
            for old, new in OLD_ATTENTION.items():
                name = name.replace(old, new)
            found[name] = tensor
        return self.fill(module, found)

    def text_encoder(self, part):
        config = transformers.CLIPTextConfig(**self.configs[part])
        module = (transformers.CLIPTextModelWithProjection if part.endswith("2") else transformers.CLIPTextModel)(config)
        if not self.single:
            return self.fill(module, self.folder(part))
        clip = part == "text_encoder" and next((p for p in CLIPS if any(k.startswith(p) for k in self.single)), None)
        if clip:
            return self.fill(module, {k[len(clip):]: v for k, v in self.single.items() if k.startswith(clip)})
        prefix = next(p for p in OPEN_CLIPS if p + "ln_final.weight" in self.single)
        return self.fill(module, original.convert_open_clip_checkpoint(module, dict(self.single), prefix))

    def pipeline(self, case, kind):
        settings = dict(case["scheduler_in_effect"])
        scheduler = getattr(diffusers, settings.pop("_class_name")).from_config(settings)
        if kind == torch.float64 and isinstance(scheduler, diffusers.EulerDiscreteScheduler):
            scheduler = Euler.from_config(scheduler.config)
        parts = dict(unet=self.unet(), vae=self.vae(), scheduler=scheduler)
        for part in ("text_encoder", "text_encoder_2"):
            if part in self.configs:
                parts[part] = self.text_encoder(part)
            parts[part.replace("text_encoder", "tokenizer")] = self.words(part) if part in self.configs else None
        pipe = self.assembled(parts)
        for part in ("vae", "unet", "text_encoder", "text_encoder_2"):
            if getattr(pipe, part, None) is not None:
                getattr(pipe, part).to(kind).eval()
                if part.startswith("text") and kind == torch.float64:
                    lora_exact.in_double(getattr(pipe, part))
        for name, weight in case.get("lora", {}).items():
            pipe.load_lora_weights(self.directory / "lora", weight_name=f"{name}.safetensors", adapter_name=name)
            pipe.set_adapters([name], [weight])
            pipe.unet.to(kind)
        pipe.set_progress_bar_config(disable=True)
        return pipe

    def words(self, part):
        """OpenCLIP pads with "!"."""
        open_clip = part.endswith("2") or any(name.startswith("cond_stage_model.model.") for name in self.single)
        padding = dict(pad_token="!") if open_clip else {}
        return transformers.CLIPTokenizer.from_pretrained(self.tokenizer, **padding)

    def assembled(self, parts):
        kind = getattr(diffusers, self.golden["pipeline"])
        if "XL" not in self.golden["pipeline"]:
            del parts["tokenizer_2"]
            return kind(**parts, safety_checker=None, feature_extractor=None, requires_safety_checker=False)
        # Or else the pipeline turns the VAE to float32.
        parts["vae"].register_to_config(force_upcast=False)
        parts.setdefault("text_encoder", None)
        refiner = parts["text_encoder"] is None
        return kind(**parts, add_watermarker=False, requires_aesthetics_score=refiner,
                    force_zeros_for_empty_prompt=not refiner)

    def latents(self, case, kind):
        mask = Image.open(self.directory / case["mask"]) if "mask" in case else None
        return run(self.pipeline(case, kind), case, Image.open(self.directory / case["input"]), mask, "latent")


@torch.no_grad()
def main(goldens):
    lora_exact.noise_is_single()
    mock.patch.object(pipeline_stable_diffusion_inpaint, "randn_tensor", lora_exact.single_noise).start()
    tensors = {}
    for directory in sorted(path.parent for path in goldens.glob("*/expected.json")):
        if directory.name == "taesd":
            continue
        checkpoint = Checkpoint(directory, goldens.parent / "sd15" / "onnx" / "tokenizer")
        golden = load_file(directory / "golden.safetensors")
        for case in checkpoint.golden["cases"]:
            key = f"{case['case']:02d}.latents"
            exact = checkpoint.latents(case, torch.float64)
            single = checkpoint.latents(case, torch.float32)
            tensors[f"{directory.name}.{key}"] = exact
            print(f"{directory.name} {key}: golden {lora_exact.distance(golden[key], exact):.1e}, float32 here "
                  f"{lora_exact.distance(single, exact):.1e} and {lora_exact.distance(single, golden[key].double()):.1e} from"
                  " the golden", flush=True)
    write(RESOURCES / "goldens" / "checkpoints" / "exact.safetensors",
          save({k: v.float().contiguous() for k, v in tensors.items()}))


if __name__ == "__main__":
    warnings.filterwarnings("ignore")
    diffusers.logging.set_verbosity_error()
    transformers.logging.set_verbosity_error()
    main(Path(sys.argv[1]))
