# Copyright (c) 2026, Img2Img developers. BSD 2-Clause licence, see LICENSE.txt.
"""Copies a directory of goldens into src/test/resources, as small as it gets without changing a number.

usage: python compact.py GOLDENS [RESOURCES]
"""

import json
import sys
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from PIL import Image
from safetensors.numpy import load_file, save
from transformers import CLIPTokenizer

from embedding import shrink_embedding, used_ids
from files import PACKED_NAMES, RESOURCES, copy, write

MODELS = ["sd15", "sdxl", "sd15_inpaint"]


def prompts(goldens):
    texts = {""}
    for name in MODELS:
        for case in json.loads((goldens / name / "golden.json").read_text())["cases"]:
            texts.update([case["prompt"], case["negative_prompt"]])
    return sorted(texts)


def copy_text_encoder(source, target, tokenizer, texts):
    """Copies a text encoder with its embedding cut down and proves that the outputs stay what they are, bit for bit."""
    model = onnx.load(source)
    shrink_embedding(model, used_ids(tokenizer, texts))
    onnx.checker.check_model(model)
    content = model.SerializeToString()
    write(target, content)
    before, after = (onnxruntime.InferenceSession(m, providers=["CPUExecutionProvider"]) for m in (source, content))
    for text in texts:
        ids = tokenizer(text, padding="max_length", truncation=True, max_length=77, return_tensors="np").input_ids
        for expected, found in zip(before.run(None, {"input_ids": ids}), after.run(None, {"input_ids": ids})):
            if not np.array_equal(expected, found):
                raise AssertionError(f"{target}: another output for {text!r}")


def copy_latents(directory, target):
    """Keeps NN.latents; NN.image is what golden_NN.png holds, rounded to grey levels."""
    tensors = load_file(directory / "golden.safetensors")
    for key in [k for k in tensors if k.endswith(".image")]:
        picture = np.asarray(Image.open(directory / f"golden_{key[:2]}.png"))
        if not np.array_equal(np.round(tensors.pop(key) * 255).astype(np.uint8), picture):
            raise AssertionError(f"{directory}: golden_{key[:2]}.png is not {key}")
    write(target, save(tensors))


def copy_model(source, target, texts):
    for file in sorted(p for p in (source / "onnx").rglob("*") if p.is_file()):
        path = file.relative_to(source / "onnx")
        part = path.parts[0]
        if file.name in PACKED_NAMES:
            continue
        if part.startswith("text_encoder") and file.name == "model.onnx":
            tokenizer = CLIPTokenizer.from_pretrained(source / "onnx" / part.replace("text_encoder", "tokenizer"))
            copy_text_encoder(file, target / path, tokenizer, texts)
        else:
            copy(file, target / path)
    for file in [*source.glob("*.png"), source / "golden.json", *source.glob("lora/*.safetensors")]:
        copy(file, target / file.relative_to(source))
    copy_latents(source, target / "golden.safetensors")


def main(goldens, resources):
    for name in ["clip_tokens.json", "torch_randn.safetensors", "schedulers.json", "schedulers.safetensors"]:
        copy(goldens / name, resources / "goldens" / name)
    for name in sorted(PACKED_NAMES):
        copies = [p.read_bytes() for p in goldens.glob(f"*/onnx/tokenizer*/{name}")]
        if len(set(copies)) != 1:
            raise AssertionError(f"the tokenizers' {name} differ")
        copy(next(goldens.glob(f"*/onnx/tokenizer/{name}")), resources / "models" / "clip_tokenizer" / name)
    texts = prompts(goldens)
    for name in MODELS:
        copy_model(goldens / name, resources / "models" / name, texts)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else RESOURCES)
