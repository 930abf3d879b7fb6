# Copyright (c) 2026, Img2Img developers. BSD 2-Clause licence, see LICENSE.txt.
"""The scratch model, LoRA and image of benchmark.py."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from files import PACKED_NAMES, RESOURCES, unpacked

HERE = Path(__file__).resolve().parent


def tokenizer(folder):
    """CLIP's tokenizer, as the tests' models have it."""
    for file in (RESOURCES / "models" / "sd15" / "tokenizer").iterdir():
        shutil.copyfile(file, folder / file.name)
    for name in sorted(PACKED_NAMES):
        (folder / name).write_bytes(unpacked(RESOURCES / "models" / "clip_tokenizer" / name))
    return folder


def tiny_unet():
    from diffusers import UNet2DConditionModel
    return UNet2DConditionModel(
        sample_size=8, in_channels=4, out_channels=4, layers_per_block=1, block_out_channels=(32, 64),
        cross_attention_dim=768, attention_head_dim=2, down_block_types=("CrossAttnDownBlock2D", "DownBlock2D"),
        up_block_types=("UpBlock2D", "CrossAttnUpBlock2D"))


def tiny_vae():
    from diffusers import AutoencoderKL
    return AutoencoderKL(
        in_channels=3, out_channels=3, latent_channels=4, layers_per_block=1, sample_size=64, norm_num_groups=8,
        block_out_channels=(16,) * 4, down_block_types=("DownEncoderBlock2D",) * 4,
        up_block_types=("UpDecoderBlock2D",) * 4, scaling_factor=0.18215)


def save(folder, tiny):
    import full_size
    if tiny:
        full_size.unet, full_size.vae = tiny_unet, tiny_vae
    with tempfile.TemporaryDirectory() as scratch:
        full_size.save_torch(tokenizer(Path(scratch)), folder)


def make(folder, tiny):
    """Makes what is not there yet; returns the image's width and height."""
    folder.mkdir(parents=True, exist_ok=True)
    edge = 64 if tiny else 512
    # NB: in a process of its own, which gives its memory back.
    if not (folder / "model" / "model_index.json").exists():
        subprocess.run([sys.executable, __file__, str(folder / "model"), "tiny" if tiny else "full"], check=True)
    if not (folder / "lora.safetensors").exists():
        subprocess.run([sys.executable, str(HERE / "full_size_lora.py"), "16", str(folder / "lora.safetensors"),
                        *(["tiny"] if tiny else [])], check=True)
    if not (folder / "input.png").exists():
        from PIL import Image
        Image.effect_mandelbrot((edge, edge), (-2, -1.5, 1, 1.5), 50).convert("RGB").save(folder / "input.png")
    return edge


if __name__ == "__main__":
    save(Path(sys.argv[1]), sys.argv[2] == "tiny")
