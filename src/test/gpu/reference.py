# Copyright (c) 2026, Img2Img developers. BSD 2-Clause licence, see LICENSE.txt.
"""Makes the weights of a model directory that graphs.py made, and measures torch on the same weights.

The numbers depend on the names of the parameters alone, and are of a size that keeps what goes through the networks.
What is there already stays. It writes "measured NAME VALUE" lines as our benchmarks do, and "ready" when the weights
are there; it then waits for a line on its standard input before it measures, and ends without measuring if there is
none.

usage: python reference.py MODEL_DIRECTORY LATENT RUNS ANSWER      (LATENT: height and width of the UNet's latents)
"""

import functools
import json
import math
import statistics
import sys
import time
import zlib
from pathlib import Path

import torch

RANK = 16
PARTS = {"unet": "unet.", "vae_encoder": "vae.", "vae_decoder": "vae.", "text_encoder": "text_encoder."}
CUDA = torch.cuda.is_available()
DEVICE = torch.device("cuda" if CUDA else "cpu")


def tell(name, value):
    print("measured", name, f"{value:.5f}" if isinstance(value, float) else value, flush=True)


def values(name, shape):
    generator = torch.Generator(DEVICE).manual_seed(zlib.crc32(name.encode()))
    noise = torch.randn(shape, generator=generator, device=DEVICE)
    if len(shape) > 1:
        return noise / math.sqrt(math.prod(shape[1:]))
    return 1 + noise * 0.1 if name.endswith("weight") else noise * 0.05


def once(file, make):
    """NB: what was ended early must not look whole."""
    if not file.exists():
        part = file.with_suffix(".part")
        make(part)
        part.rename(file)


def layout(folder):
    return json.loads((folder / "layout.json").read_text())


def write(folder, target):
    with open(target, "wb") as file:
        for name, shape, transposed in layout(folder):
            tensor = values(name, shape)
            file.write((tensor.T.contiguous() if transposed else tensor).cpu().numpy())


def write_lora(directory, target):
    """In kohya's format, for all linear layers of the UNet's attentions."""
    from safetensors.torch import save_file
    tensors = {}
    for name, shape, _ in layout(directory / "unet"):
        if len(shape) != 2 or "attentions" not in name:
            continue
        key = "lora_unet_" + name.removesuffix(".weight").replace(".", "_")
        tensors[key + ".alpha"] = torch.tensor(float(RANK))
        tensors[key + ".lora_down.weight"] = values(key + ".down", [RANK, shape[1]]).cpu()
        tensors[key + ".lora_up.weight"] = (values(key + ".up", [shape[0], RANK]) * 0.1).cpu()
    save_file(tensors, target)


def write_checkpoint(directory, target):
    """A whole model in a file, in 16 bits, as most are published."""
    from safetensors.torch import save_file
    tensors = {}
    for folder, prefix in PARTS.items():
        for name, shape, _ in layout(directory / folder):
            tensors[prefix + name] = values(name, shape).half().cpu()
    save_file(tensors, target)


def sines(*shape):
    return torch.sin(torch.arange(math.prod(shape), dtype=torch.float64)).reshape(shape).float().to(DEVICE)


def unet(folder):
    from diffusers import UNet2DConditionModel
    with torch.device("meta"):
        network = UNet2DConditionModel.from_config(json.loads((folder / "config.json").read_text()))
    network.load_state_dict({name: values(name, shape) for name, shape, _ in layout(folder)}, assign=True)
    return network.eval().requires_grad_(False)


def call(network, latent, kind):
    config = network.config
    sample = sines(2, 4, latent, latent).to(kind).to(memory_format=torch.channels_last)
    text = sines(2, 77, config.cross_attention_dim).to(kind)
    timestep = torch.tensor(501.0, device=DEVICE)
    added = None
    if config.addition_embed_type:
        added = dict(text_embeds=sines(2, 1280).to(kind), time_ids=sines(2, 6).to(kind))
    return lambda: network(sample, timestep, text, added_cond_kwargs=added, return_dict=False)[0]


def graphed(run):
    """The same as a CUDA graph, which takes the time of the launches out."""
    stream = torch.cuda.Stream()
    stream.wait_stream(torch.cuda.current_stream())
    with torch.cuda.stream(stream):
        for _ in range(3):
            run()
    torch.cuda.current_stream().wait_stream(stream)
    graph = torch.cuda.CUDAGraph()
    with torch.cuda.graph(graph):
        run()
    return graph.replay


def clock(name, run, runs):
    run()
    seconds = []
    for _ in range(runs):
        if CUDA:
            torch.cuda.synchronize()
        start = time.perf_counter()
        run()
        if CUDA:
            torch.cuda.synchronize()
        seconds.append(time.perf_counter() - start)
    tell(name, statistics.median(seconds))


@torch.inference_mode()
def measure(folder, latent, runs, answer):
    torch.backends.cuda.matmul.allow_tf32 = torch.backends.cudnn.allow_tf32 = False
    tell("torch", torch.__version__)
    network = unet(folder)
    exact = call(network, latent, torch.float32)
    result = exact().float().contiguous().cpu()
    answer.write_bytes(result.numpy().tobytes())
    tell("deviation", result.std().item())
    half = torch.float16 if CUDA else torch.bfloat16
    clock("fp32", exact, max(1, runs // 4))
    network.to(half).to(memory_format=torch.channels_last)
    fast = call(network, latent, half)
    error = (fast().float().cpu() - result).norm() / result.norm()
    tell("half.error", error.item())
    torch.backends.cudnn.benchmark = True
    clock("half", fast, runs)
    if CUDA:
        clock("half.graph", graphed(fast), runs)
        tell("memory.mib", torch.cuda.max_memory_allocated() // 2 ** 20)


def main(directory, latent, runs, answer):
    start = time.perf_counter()
    for folder in sorted(f.parent for f in directory.glob("*/layout.json")):
        once(folder / "weights.bin", functools.partial(write, folder))
    (directory / "lora").mkdir(exist_ok=True)
    once(directory / "lora" / "rank16.safetensors", functools.partial(write_lora, directory))
    if all((directory / folder).exists() for folder in PARTS):
        once(directory / "checkpoint.safetensors", functools.partial(write_checkpoint, directory))
    tell("weights", time.perf_counter() - start)
    print("ready", flush=True)
    if sys.stdin.readline():
        measure(directory / "unet", latent, runs, answer)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), Path(sys.argv[4]))
