# Copyright (c) 2026, Img2Img developers. BSD 2-Clause licence, see LICENSE.txt.
"""Tiny components with random weights, the ONNX export of a pipeline of them, and the pictures to run them on."""

import json
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from diffusers import AutoencoderKL, UNet2DConditionModel
from PIL import Image
from transformers import CLIPTextConfig, CLIPTextModel, CLIPTextModelWithProjection, CLIPTokenizer

from embedding import shrink_embedding, used_ids
from files import PACKED_NAMES, copy, unpacked, write, write_json

PROMPTS = [
    "", "fluorescence microscopy of nuclei, sharp", "blurry, out of focus", "bright nuclei!! on a dark background",
    "histology of mouse kidney, purple", "low quality", "a cell"]


def _rounded(module):
    """Rounds weights to bfloat16's eight bits (still in float32): half of every weight is then zeros and packs away."""
    with torch.no_grad():
        for weight in module.parameters():
            weight.copy_(weight.bfloat16().float())
    return module.eval()


def text_encoder(projection=False, **changes):
    torch.manual_seed(21 if projection else 20)
    config = CLIPTextConfig(**{**dict(
        vocab_size=49408, hidden_size=16, intermediate_size=32, num_hidden_layers=2, num_attention_heads=2,
        max_position_embeddings=77, projection_dim=16, hidden_act="gelu" if projection else "quick_gelu",
        bos_token_id=49406, eos_token_id=49407, pad_token_id=49407), **changes})
    model = (CLIPTextModelWithProjection if projection else CLIPTextModel)(config)
    # Embeddings of 0.02, as CLIP starts with, would make all prompts alike.
    torch.nn.init.normal_(model.text_model.embeddings.token_embedding.weight, std=0.5)
    return _rounded(model)


def unet(seed=30, **changes):
    torch.manual_seed(seed)
    return _rounded(UNet2DConditionModel(**{**dict(
        sample_size=8, in_channels=4, out_channels=4, layers_per_block=1, block_out_channels=(8, 16), norm_num_groups=4,
        down_block_types=("CrossAttnDownBlock2D", "DownBlock2D"), up_block_types=("UpBlock2D", "CrossAttnUpBlock2D"),
        cross_attention_dim=16, attention_head_dim=2), **changes}))


def vae(seed=40, **changes):
    torch.manual_seed(seed)
    return _rounded(AutoencoderKL(**{**dict(
        in_channels=3, out_channels=3, latent_channels=4, sample_size=64, norm_num_groups=4,
        block_out_channels=(8, 8, 8, 8), down_block_types=("DownEncoderBlock2D",) * 4,
        up_block_types=("UpDecoderBlock2D",) * 4, layers_per_block=1, scaling_factor=0.18215), **changes}))


def tokenizer(directory):
    """A tokenizer from a directory of tokenizer files without its vocabulary, as tests keep them."""
    with tempfile.TemporaryDirectory() as scratch:
        for file in directory.iterdir():
            copy(file, Path(scratch) / file.name)
        for name in sorted(PACKED_NAMES):
            (Path(scratch) / name).write_bytes(unpacked(directory.parent.parent / "clip_tokenizer" / name))
        return CLIPTokenizer.from_pretrained(scratch)


def picture(width, height, seed=0):
    """Smooth spots on a graded ground with a little noise, 8-bit RGB."""
    random = np.random.default_rng(seed)
    y, x = np.mgrid[0:height, 0:width].astype(np.float64)
    planes = []
    for _ in range(3):
        plane = 40 + 60 * x / width + 40 * y / height
        for _ in range(6):
            cx, cy, r = random.uniform(0, width), random.uniform(0, height), random.uniform(3, 9)
            plane += random.uniform(30, 120) * np.exp(-((x - cx) ** 2 + (y - cy) ** 2) / (2 * r * r))
        planes.append(plane + random.normal(0, 3, plane.shape))
    return Image.fromarray(np.clip(np.stack(planes, -1), 0, 255).astype(np.uint8))


def mask(width, height):
    """A grey mask: a ramp that crosses the middle grey, edges off the grid of 8, and the two greys next to the half."""
    y, x = np.mgrid[0:height, 0:width]
    grey = np.where(x > 0.3 * width, 255 * (x - 0.2 * width) / width, 0.0)
    grey[(y > 0.8 * height)] = 0
    grey[3:19, 3:13] = 255
    grey[-5:, :] = 127
    grey[-5:, width // 2:] = 128
    return Image.fromarray(np.clip(grey, 0, 255).astype(np.uint8), "L")


def export(pipeline, target, prompts=PROMPTS, parts=None):
    """Writes what optimum-onnx exports of a pipeline, with the text encoders' embeddings cut down to the prompts."""
    from optimum.exporters.onnx import main_export
    with tempfile.TemporaryDirectory() as scratch:
        torch_dir, onnx_dir = Path(scratch) / "torch", Path(scratch) / "onnx"
        pipeline.save_pretrained(torch_dir)
        main_export(str(torch_dir), output=str(onnx_dir), task="image-to-image", do_validation=False)
        for file in sorted(p for p in onnx_dir.rglob("*") if p.is_file()):
            path = file.relative_to(onnx_dir)
            part = path.parts[0]
            if file.name in PACKED_NAMES or (parts and part not in parts):
                continue
            if part.startswith("text_encoder") and file.name == "model.onnx":
                words = getattr(pipeline, part.replace("text_encoder", "tokenizer"))
                write(target / path, shrunk(onnx.load(file), words, prompts))
            elif file.suffix == ".json":
                # The scratch directory's name is none of the model's business.
                settings = json.loads(file.read_text())
                settings.pop("_name_or_path", None)
                write_json(target / path, settings)
            else:
                copy(file, target / path)


def shrunk(model, words, prompts=PROMPTS):
    shrink_embedding(model, used_ids(words, prompts))
    return model.SerializeToString()
