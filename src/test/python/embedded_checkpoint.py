# Copyright (c) 2026, Img2Img developers. BSD 2-Clause licence, see LICENSE.txt.
"""Writes the weights of the model that comes with the program as a checkpoint, as its authors might have published it.

With a target that ends in .safetensors, that is one file in the original code's names; otherwise a folder in diffusers'
layout. Only the folder can be run: its normalisations have other numbers of groups than Stable Diffusion's, which no
tensor tells, and its words are its own.

usage: python embedded_checkpoint.py TARGET
"""

import shutil
import sys
from pathlib import Path

from safetensors.torch import save_file

import from_onnx
import original_names

MODEL = Path(__file__).resolve().parents[3] / "models" / "microscopy"


def original(unet, vae, text):
    """All tensors by the names of the original code."""
    names = unet.state_dict().keys()
    found = {original_names.unet(name, names, unet.config.layers_per_block): tensor
             for name, tensor in unet.state_dict().items()}
    for name, tensor in vae.state_dict().items():
        found[original_names.vae(name, len(vae.config.block_out_channels))] = tensor
    found.update({original_names.CLIP + name: tensor for name, tensor in text.state_dict().items()})
    return {name: tensor.half().contiguous() for name, tensor in found.items() if tensor.is_floating_point()}


def main(target):
    unet, vae, text = from_onnx.unet(MODEL / "unet"), from_onnx.vae(MODEL), from_onnx.text_encoder(MODEL / "text_encoder")
    if target.suffix == ".safetensors":
        save_file(original(unet, vae, text), target)
        return
    for name, module in (("unet", unet), ("vae", vae), ("text_encoder", text)):
        module.save_pretrained(target / name)
    for name in ("tokenizer", "scheduler"):
        shutil.copytree(MODEL / name, target / name)
    for name in ("model_index.json", "img2img.json"):
        shutil.copyfile(MODEL / name, target / name)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
