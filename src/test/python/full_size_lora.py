# Copyright (c) 2026, Img2Img developers. BSD 2-Clause licence, see LICENSE.txt.
"""Makes a LoRA with random weights for all linear layers of the UNet of full_size.py, in kohya's format.

It is for measuring time: the pictures are noise.

usage: python full_size_lora.py RANK TARGET.safetensors [tiny]      (tiny: for the UNet of benchmark.py --tiny)
"""

import sys

import torch
from safetensors.torch import save_file

import benchmark_model
import full_size


def main(rank, target, unet):
    generator = torch.Generator().manual_seed(0)
    with torch.device("meta"):
        modules = dict(unet().named_modules())
    tensors = {}
    for name, module in modules.items():
        if not isinstance(module, torch.nn.Linear) or "attentions" not in name:
            continue
        key = "lora_unet_" + name.replace(".", "_")
        tensors[key + ".alpha"] = torch.tensor(float(rank))
        tensors[key + ".lora_down.weight"] = torch.randn(rank, module.in_features, generator=generator) * 0.01
        tensors[key + ".lora_up.weight"] = torch.randn(module.out_features, rank, generator=generator) * 0.01
    save_file(tensors, target)
    print(len(tensors) // 3, "modules")


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2], benchmark_model.tiny_unet if sys.argv[3:] == ["tiny"] else full_size.unet)
