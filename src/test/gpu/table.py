# Copyright (c) 2026, Img2Img developers. BSD 2-Clause licence, see LICENSE.txt.
"""Writes what visit.py measured as tables in Markdown.

usage: python table.py RESULTS.json
"""

import json
import sys
from pathlib import Path


class Row:
    """A line of a table; left out where nothing was measured. DEVICE in its title stands for the device's name."""

    def __init__(self, title, *cells):
        self.title, self.cells = title, cells

    def text(self, results, width):
        found = [cell(results) for cell in self.cells]
        found += [""] * (width - len(found))
        return f"| {titled(self.title, results)} | {' | '.join(f or '' for f in found)} |" if any(found) else None


def titled(text, results):
    return text.replace("DEVICE", results.get("device.title", "WebGPU"))


def seconds(key):
    return lambda r: f"{r[key]:.3g} s" if key in r else ""


def milliseconds(key):
    return lambda r: f"{1000 * r[key]:.1f} ms" if key in r else ""


def number(key, form="{:.3g}"):
    return lambda r: form.format(r[key]) if key in r else ""


def plain(key):
    return lambda r: str(r.get(key, ""))


def nothing(results):
    return ""


def ratio(above, below):
    return lambda r: f"{r[above] / r[below]:.2f}" if above in r and below in r else ""


def gib(key):
    return lambda r: f"{r[key] / 1024:.1f} GiB" if key in r else ""


def agreement(model):
    def row(title, name):
        key = f"{model}.unet.{name}"
        return Row(title, milliseconds(f"{key}.step"), seconds(f"{key}.load"),
                   number(f"{model}.cpu.{key}.error", "{:.1e}"), number(f"{model}.agreement.{key}.error", "{:.1e}"),
                   gib(f"{key}.gpu.mib"))
    return [row("DEVICE, fp16", "fast"), row("DEVICE, fp32", "fp32"), row("DEVICE, fp16, attention not fused", "plain"),
            row("DEVICE, fp16, without its checks", "unchecked"), row("DEVICE, fp16, channels last", "nhwc"),
            row("DEVICE, fp16, convolutions searched for", "search"), row("CPU, fp32", "cpu"),
            Row("torch, 16 bits, channels last", milliseconds(f"{model}.torch.half"), nothing, nothing,
                number(f"{model}.torch.half.error", "{:.1e}"), gib(f"{model}.torch.memory.mib")),
            Row("torch, the same as a CUDA graph", milliseconds(f"{model}.torch.half.graph")),
            Row("torch, fp32", milliseconds(f"{model}.torch.fp32"))]


def lora(large, embedded):
    return [Row(title, *(ratio(f"{key}.lora.{weight}.step", f"{plain}.run.step") for weight in ("half", "whole")))
            for title, key, plain in (("large model", large, "run"),
                                      ("the model that comes with the program", embedded, "embedded.fast"))]


STEP = ["", "a step", "load", "distance from the CPU", "distance from torch fp32", "memory of the card"]

TABLES = [
    ("The machine", ["", ""], [
        Row("card", plain("machine.card")), Row("driver", plain("machine.driver")),
        Row("memory", plain("machine.memory")),
        Row("processor", plain("machine.processor")), Row("system", plain("machine.system")),
        Row("device", plain("embedded.fast.device"))]),
    ("Agreement with the CPU, the model that comes with the program", ["", "PSNR", "largest difference", "20 steps"], [
        Row(title, number(f"embedded.{name}.psnr", "{:.1f} dB"), number(f"embedded.{name}.worst", "{:.0f}"),
            seconds(f"embedded.{name}.picture"))
        for title, name in (("CPU", "cpu"), ("DEVICE, fp32", "fp32"), ("DEVICE, fp16", "fast"))]),
    ("Stable Diffusion 1.5, 512 x 512: a UNet step of batch 2", STEP, agreement("sd15")),
    ("Stable Diffusion XL, 1024 x 1024: a UNet step of batch 2", STEP, agreement("sdxl")),
    ("The rehearsal's UNet", STEP, agreement("small")),
    ("Whole runs", ["", "DEVICE"], [
        Row("all steps and decoding, warm", seconds("run.run")), Row("a step of these", milliseconds("run.run.step")),
        Row("the same with DeepCache", seconds("run.deepcache")),
        Row("the same from the command line, start-up included", seconds("whole.seconds")),
        Row("open and compile", seconds("run.ready")), Row("memory of the card", gib("run.gpu.mib")),
        Row("from a checkpoint, all steps and decoding, warm", seconds("checkpoint.run")),
        Row("a step of these", milliseconds("checkpoint.run.step")),
        Row("open and compile the checkpoint", seconds("checkpoint.ready")),
        Row("picture of the checkpoint in relation to the directory's", number("checkpoint.checkpoint.psnr",
                                                                               "{:.1f} dB"))]),
    ("LoRA, a step in relation to one without", ["", "weight 0.5", "weight 1"], lora("run", "embedded.fast")),
    ("Grid", ["", "in batches", "cell by cell", "cell by cell / in batches"], [
        Row(title, seconds(f"{name}.grid.batched"), seconds(f"{name}.grid.single"),
            ratio(f"{name}.grid.single", f"{name}.grid.batched"))
        for title, name in (("the model that comes with the program", "embedded.fast"), ("large model", "run"))]),
    ("Exit codes of the UNets' processes", ["", "DEVICE, fp16", "DEVICE, fp32"], [
        Row(model, number(f"{model}.unet.fast.exit", "{:.0f}"), number(f"{model}.unet.fp32.exit", "{:.0f}"))
        for model in ("sd15", "sdxl", "small")]),
]


def changed(results):
    """The tables of programs that were changed, by their names."""
    names = sorted({key.split(".")[0] for key in results if key.endswith((".run.lora.whole", ".embedded.lora.whole"))})
    return [(f"LoRA with the program as changed ({name})", ["", "weight 0.5", "weight 1"],
             lora(f"{name}.run", f"{name}.embedded")) for name in names]


def markdown(results):
    text = []
    for title, head, rows in TABLES + changed(results):
        lines = [line for line in (row.text(results, len(head) - 1) for row in rows) if line]
        if lines:
            columns = titled(" | ".join(head), results)
            text += [f"### {title}", "", f"| {columns} |", "|" + " --- |" * len(head), *lines, ""]
    return "\n".join(text)


if __name__ == "__main__":
    print(markdown(json.loads(Path(sys.argv[1]).read_text())), end="")
