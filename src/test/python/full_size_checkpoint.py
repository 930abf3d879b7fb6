# Copyright (c) 2026, Img2Img developers. BSD 2-Clause licence, see LICENSE.txt.
"""Writes a single file as large as Stable Diffusion 1.5 (2.1 GB) or XL (6.9 GB), in float16, with random weights.

It is for measuring time and memory: the pictures are noise. One tensor at a time is in memory.

usage: python full_size_checkpoint.py sd15|sdxl TARGET.safetensors
"""

import json
import math
import struct
import sys
from pathlib import Path

import torch
from diffusers import UNet2DConditionModel

import full_size
import original_names

XL_OPEN_CLIP = {"width": 1280, "inner": 5120, "layers": 32, "vocabulary": 49408, "length": 77, "projection": 1280}


def xl_unet():
    return UNet2DConditionModel(
        sample_size=128, in_channels=4, out_channels=4, layers_per_block=2, block_out_channels=(320, 640, 1280),
        cross_attention_dim=2048, attention_head_dim=(5, 10, 20), transformer_layers_per_block=(1, 2, 10),
        use_linear_projection=True, addition_embed_type="text_time", addition_time_embed_dim=256,
        projection_class_embeddings_input_dim=2816,
        down_block_types=("DownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D"),
        up_block_types=("CrossAttnUpBlock2D", "CrossAttnUpBlock2D", "UpBlock2D"))


def shapes(kind):
    """What the file is to hold: the shape of each tensor by its name."""
    with torch.device("meta"):
        unet, vae, clip = xl_unet() if kind == "sdxl" else full_size.unet(), full_size.vae(), full_size.text_encoder()
    found = {}
    names = unet.state_dict().keys()
    for name, tensor in unet.state_dict().items():
        found[original_names.unet(name, names, 2)] = tuple(tensor.shape)
    for name, tensor in vae.state_dict().items():
        matrix = "attentions" in name and tensor.dim() == 2
        found[original_names.vae(name, 4)] = tuple(tensor.shape) + ((1, 1) if matrix else ())
    prefix = original_names.XL_CLIP if kind == "sdxl" else original_names.CLIP
    found.update({prefix + name: tuple(tensor.shape) for name, tensor in clip.state_dict().items()})
    if kind == "sdxl":
        found.update({original_names.XL_OPEN_CLIP + name: shape
                      for name, shape in original_names.open_clip(**XL_OPEN_CLIP).items()})
    return found


def values(name, shape):
    """Numbers with which activations neither grow nor vanish."""
    if len(shape) < 2:
        return torch.zeros(shape) if name.endswith("bias") else torch.ones(shape)
    return torch.randn(shape) / math.sqrt(math.prod(shape[1:]))


def main(kind, target):
    header, end = {}, 0
    for name, shape in shapes(kind).items():
        begin, end = end, end + 2 * math.prod(shape)
        header[name] = {"dtype": "F16", "shape": shape, "data_offsets": [begin, end]}
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    torch.manual_seed(0)
    with open(target, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text)
        for name, entry in header.items():
            file.write(values(name, entry["shape"]).half().numpy().tobytes())
    print(f"{target}: {len(header)} tensors, {target.stat().st_size / 1e9:.2f} GB")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
