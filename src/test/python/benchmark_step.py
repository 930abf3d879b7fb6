# Copyright (c) 2026, Img2Img developers. BSD 2-Clause licence, see LICENSE.txt.
"""Times a UNet step at 512 x 512 with guidance (batch 2) in Python's engines, beside ours where it is given.

Each engine runs in a process of its own, and they take turns. Printed are the seconds of loading and of a step, the
ratio to the first engine's, the peak resident memory and the mean absolute value of the answer, which must agree where
the weights are the same.

usage: python benchmark_step.py MODEL_DIRECTORY ROUNDS [ENGINE...] [--also NAME COMMAND]...
ENGINE: onnxruntime, torch (diffusers' UNet of the size that unet/config.json says, with random weights of its own, so
that its answer differs), torch_bf16 (the same in bfloat16), openvino (in float32), openvino_own (in the type that
OpenVINO itself chooses, bfloat16 where the CPU has it). Without one, all that can be imported.
--also: a command that speaks as sc.fiji.img2img.benchmark.StepWorker does, for instance
        --also java "java -cp ... sc.fiji.img2img.benchmark.StepWorker FUSED MODEL_DIRECTORY"
"""

import argparse
import importlib.util
import json
import os
import resource
import shlex
import statistics
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import numpy

BATCH, LATENT, TOKENS, TIMESTEP = 2, 64, 77, 501


def sines(shape, kind=numpy.float32):
    """The inputs of StepWorker: the sine of the element's number."""
    return numpy.sin(numpy.arange(numpy.prod(shape))).reshape(shape).astype(kind)


def inputs(directory):
    config = json.loads((directory / "unet" / "config.json").read_text())
    return sines((BATCH, config["in_channels"], LATENT, LATENT)), sines((BATCH, TOKENS, config["cross_attention_dim"]))


def load_onnxruntime(directory, threads):
    import onnxruntime
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    session = onnxruntime.InferenceSession(str(directory / "unet" / "model.onnx"), options, ["CPUExecutionProvider"])
    sample, text = inputs(directory)
    given = {i.name: i for i in session.get_inputs()}
    time_type = numpy.float32 if "float" in given["timestep"].type else numpy.int64
    timestep = numpy.full([1] * len(given["timestep"].shape), TIMESTEP, time_type)
    feeds = {"sample": sample, "timestep": timestep, "encoder_hidden_states": text}
    return lambda: session.run(None, feeds)[0]


def load_torch(directory, threads, kind="float32"):
    import torch
    from diffusers import UNet2DConditionModel
    torch.set_num_threads(threads)
    torch.manual_seed(0)
    config = UNet2DConditionModel.load_config(directory / "unet")
    unet = UNet2DConditionModel.from_config(config).eval().to(getattr(torch, kind))
    sample, text = (torch.from_numpy(a).to(unet.dtype) for a in inputs(directory))

    def step():
        with torch.inference_mode():
            return unet(sample, TIMESTEP, text, return_dict=False)[0].float().numpy()
    return step


def load_openvino(directory, threads, settings={"INFERENCE_PRECISION_HINT": "f32"}):
    import openvino
    core = openvino.Core()
    settings = {**settings, "INFERENCE_NUM_THREADS": threads}
    compiled = core.compile_model(str(directory / "unet" / "model.onnx"), "CPU", settings)
    sample, text = inputs(directory)
    by_name = {i.get_any_name(): i for i in compiled.inputs}
    timestep = by_name["timestep"]
    kind = numpy.float32 if timestep.get_element_type() == openvino.Type.f32 else numpy.int64
    shape = [1] * len(timestep.get_partial_shape())
    feeds = {"sample": sample, "timestep": numpy.full(shape, TIMESTEP, kind), "encoder_hidden_states": text}
    return lambda: compiled(feeds)[0]


LOADERS = dict(onnxruntime=load_onnxruntime, torch=load_torch, torch_bf16=partial(load_torch, kind="bfloat16"),
               openvino=load_openvino, openvino_own=partial(load_openvino, settings={}))
NEEDS = dict(onnxruntime=["onnxruntime"], torch=["torch", "diffusers"], torch_bf16=["torch", "diffusers"],
             openvino=["openvino"], openvino_own=["openvino"])


def importable():
    return [e for e, modules in NEEDS.items() if all(importlib.util.find_spec(m) for m in modules)]


def worker(engine, directory, threads):
    peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.perf_counter()
    step = LOADERS[engine](directory, threads)
    print(f"ready {time.perf_counter() - start:.3f} {peak()}", flush=True)
    for _ in sys.stdin:
        start = time.perf_counter()
        answer = step()
        seconds = time.perf_counter() - start
        print(f"step {seconds:.3f} {peak()} {numpy.abs(answer.astype(numpy.float64)).mean():.7f}", flush=True)


class Engine:

    def __init__(self, name, command):
        self.name, self.seconds = name, []
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.load = float(self.report()[1])

    def report(self):
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError(f"{self.name} ended; its message is above")
        found = line.split()
        self.peak = int(found[2])
        return found

    def step(self, counts):
        self.process.stdin.write("step\n")
        self.process.stdin.flush()
        _, seconds, _, self.mean = self.report()
        if counts:
            self.seconds.append(float(seconds))

    def close(self):
        self.process.stdin.close()
        self.process.terminate()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("directory", type=Path)
    parser.add_argument("rounds", type=int)
    parser.add_argument("engines", nargs="*", metavar="ENGINE")
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    parser.add_argument("--also", nargs=2, action="append", default=[], metavar=("NAME", "COMMAND"))
    parser.add_argument("--worker", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if not set(given.engines) <= set(LOADERS):
        parser.error(f"ENGINE should be one of {', '.join(LOADERS)}")
    if given.worker:
        return worker(given.engines[0], given.directory, given.threads)
    own = [sys.executable, __file__, str(given.directory), "0"]
    commands = [(n, shlex.split(c)) for n, c in given.also]
    commands += [(e, own + [e, "--worker", "--threads", str(given.threads)]) for e in given.engines or importable()]
    running = []
    try:
        for name, command in commands:
            running.append(Engine(name, command))
        for i in range(given.rounds + 1):
            for engine in running:
                engine.step(i > 0)
    finally:
        for engine in running:
            engine.close()
    reference = statistics.median(running[0].seconds)
    print(f"{'engine':22} {'load s':>8} {'min s':>8} {'median s':>8} {'ratio':>7} {'peak GiB':>9} {'mean |answer|':>14}")
    for e in running:
        middle = statistics.median(e.seconds)
        print(f"{e.name:22} {e.load:8.2f} {min(e.seconds):8.3f} {middle:8.3f} {middle / reference:7.3f} "
              f"{e.peak / 1048576:9.2f} {e.mean:>14}")


if __name__ == "__main__":
    main()
