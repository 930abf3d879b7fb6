# Copyright (c) 2026, Img2Img developers. BSD 2-Clause licence, see LICENSE.txt.
"""The short floating-point types of safetensors files, as torch reads them.

Writes goldens/tensor_types.safetensors: `F8_E4M3` and `F8_E5M2` hold all their 256 codes, `F16` and `BF16` a thousand
with the smallest, the largest, infinities and NaN; `TYPE.floats` are the same numbers in float32.

usage: python tensor_types.py
"""

import torch
from safetensors.torch import save

from files import RESOURCES, write

SHORT = dict(F16=torch.float16, BF16=torch.bfloat16)
BYTES = dict(F8_E4M3=torch.float8_e4m3fn, F8_E5M2=torch.float8_e5m2)
# Zeros, subnormal numbers and those around the ends of both types' exponents, of either sign.
SPECIAL = [0, 1, 2, 0x7f, 0x80, 0x3ff, 0x400, 0x7bff, 0x7c00, 0x7e00, 0x7f7f, 0x7f80, 0x7fc0]


def main():
    tensors = {}
    for name, kind in BYTES.items():
        tensors[name] = torch.arange(256, dtype=torch.uint8).view(kind)
    random = torch.randint(0, 1 << 16, (1000,), generator=torch.Generator().manual_seed(0)).tolist()
    codes = torch.tensor(random + SPECIAL + [c | 0x8000 for c in SPECIAL], dtype=torch.int32).to(torch.int16)
    for name, kind in SHORT.items():
        tensors[name] = codes.view(kind).clone()
    tensors.update({f"{name}.floats": value.float() for name, value in tensors.items()})
    write(RESOURCES / "goldens" / "tensor_types.safetensors", save(tensors))


if __name__ == "__main__":
    main()
