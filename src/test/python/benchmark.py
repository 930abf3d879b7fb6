# Copyright (c) 2026, Img2Img developers. BSD 2-Clause licence, see LICENSE.txt.
"""Runs the program against Python's engines, in processes that take turns, and writes a table.

Makes a model of Stable Diffusion 1.5's size with random weights, a LoRA and an image first, where the folder has none:
9 GB, and 11 more for the program's cache. The pictures are noise; time and memory do not know. Needs "mvn package" before,
and the Python packages of benchmark_requirements.txt; an engine whose packages are not here is left out. Weights are
dropped from the system's memory before a cold start (on Linux only).

usage: python benchmark.py FOLDER [--rounds 3] [--only ENGINE,...] [--nogrid] [--tiny] [--into PAGE.md] [--java COMMAND]
FOLDER: for what is made, 25 GB. --tiny: with a model that is no larger than a picture, to try the command itself.
--only: some of img2img, img2img_openvino, img2img_fast, diffusers, diffusers_bf16, onnxruntime, openvino, openvino_own.
--nogrid: without the grids, which take a third of the time.
--into: a page whose figures, from the heading "Figures" on, are replaced by the table; without it, it is printed.
"""

import argparse
import json
import os
import platform
import shlex
import statistics
import subprocess
import sys
import threading
import time
from pathlib import Path

import benchmark_engines
from benchmark_model import make

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
TITLES = dict(img2img="Img2Img", img2img_openvino="Img2Img on OpenVINO, fp32", img2img_fast="Img2Img, fast",
              diffusers="diffusers, fp32", diffusers_bf16="diffusers, bf16", onnxruntime="optimum, ONNX Runtime",
              openvino="OpenVINO, f32", openvino_own="OpenVINO, its choice")
PROGRAM = dict(img2img=["--device", "cpu", "--precision", "fp32"],
               img2img_openvino=["--device", "openvino", "--precision", "fp32"], img2img_fast=["--precision", "fast"])
REFERENCE = "diffusers"
GIB = 1 << 20
JOB = dict(prompt="cells", negative="blurred", steps=8, guidance=7.5, scheduler="DDIM", lora=None, deepcache=False,
           cells=[[0.5, 1]])
GRID = [[s, w] for s in (0.25, 0.5) for w in (0.0, 0.5, 1.0)]
HEADING = "## Figures"


class Process:
    """A run of an engine: what it said when, in seconds since its start, and what it took."""

    def __init__(self, command):
        self.said, self.anonymous = [], 0
        start = time.perf_counter()
        environment = {**os.environ, "HF_HUB_OFFLINE": "1"}
        child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, env=environment)
        watch = threading.Thread(target=self.watch, args=(child,), daemon=True)
        watch.start()
        for line in child.stderr:
            self.said.append((time.perf_counter() - start, line.strip()))
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        self.whole = time.perf_counter() - start
        self.user = usage.ru_utime + usage.ru_stime
        self.peak = usage.ru_maxrss if sys.platform != "darwin" else usage.ru_maxrss / 1024
        watch.join()
        if child.returncode != 0:
            raise RuntimeError("\n".join(text for _, text in self.said[-20:]))

    def watch(self, child):
        while child.returncode is None:
            try:
                status = Path(f"/proc/{child.pid}/status").read_text()
            except OSError:
                return
            own = [line for line in status.splitlines() if line.startswith("RssAnon")]
            if not own:
                return
            self.anonymous = max(self.anonymous, int(own[0].split()[1]))
            time.sleep(0.05)

    def at(self, begin):
        """When it first said something that begins so; None if it never did."""
        return next((second for second, text in self.said if text.startswith(begin)), None)

    def figures(self):
        steps = [second for second, text in self.said if text.startswith("step ")]
        step = statistics.median(b - a for a, b in zip(steps, steps[1:])) if len(steps) > 1 else None
        encoding, decoding, end = self.at("Encoding the image"), self.at("Decoding the image"), self.at("Wrote")
        first = steps[0] - step if step else None
        return {"until the image is encoded": encoding,
                "encoding": first - encoding if first and encoding else None,
                "a step": step,
                "decoding and writing": end - decoding if end and decoding else None,
                "whole run": self.whole,
                "processor time": self.user}

    def memory(self):
        return {"peak memory": self.peak / GIB, "of that not shared with files": self.anonymous / GIB or None}


class Engine:

    def __init__(self, name, folder, java):
        self.name, self.folder, self.java = name, folder, java
        self.takes_loras = name.startswith(("img2img", "diffusers"))

    def lacks(self):
        if not self.name.startswith("img2img"):
            module = benchmark_engines.lacks(self.name)
            return module and f"{module} is not installed"
        if not self.jars():
            return 'there is no target/Img2Img_-*.jar; run "mvn -DskipTests package"'
        return None

    def jars(self):
        return [jar for jar in sorted((ROOT / "target").glob("Img2Img_-*.jar")) if jar.name.endswith("SNAPSHOT.jar")
                or jar.stem[-1].isdigit()]

    def prepare(self):
        if not self.name.startswith("img2img"):
            done = subprocess.run([sys.executable, benchmark_engines.__file__, "--prepare", self.name, str(self.folder)],
                                  capture_output=True, text=True)
            if done.returncode != 0:
                raise RuntimeError(done.stderr.strip())

    def run(self, **changes):
        job = {**JOB, "input": str(self.folder / "input.png"), "output": str(self.folder / f"{self.name}.png"), **changes}
        if not self.name.startswith("img2img"):
            return Process([sys.executable, benchmark_engines.__file__, self.name, str(self.folder), json.dumps(job)])
        strengths = sorted({s for s, _ in job["cells"]})
        options = ["--model", str(self.folder / "model"), "--prompt", job["prompt"], "--negative", job["negative"],
                   "--steps", job["steps"], "--strength", strengths[0], "--guidance", job["guidance"],
                   "--scheduler", job["scheduler"], "--seed", 1]
        options += PROGRAM[self.name] + (["--deepcache"] if job["deepcache"] else [])
        if job["lora"]:
            options += ["--lora", job["lora"]]
        if len(job["cells"]) > 1:
            weights = sorted({w for _, w in job["cells"]})
            listed = [",".join(map(str, axis)) for axis in (strengths, weights)]
            options += ["--nobaselines", "--grid", f"strength={listed[0]} lora={listed[1]}"]
        command = self.java + ["-Djava.awt.headless=true", f"-Dimg2img.cache={self.folder / 'cache'}", "-jar",
                               str(self.jars()[-1]), job["input"], job["output"], *map(str, options)]
        return Process(command)

    def begin(self):
        """Makes it ready and runs it once, which may take longer than ever after."""
        self.prepare()
        first = self.run()
        self.first = first.whole
        # NB: what should compute in 16 bits, but does not, where no device does better than the processor.
        self.is_exact = any(text.startswith("Device: CPU") for _, text in first.said)
        if self.name in PROGRAM:
            # NB: the outer layers are prepared, too.
            self.run(deepcache=True)


def drop(folder):
    """Has the system forget what it holds of files in memory, where it lets us."""
    if not hasattr(os, "posix_fadvise"):
        return False
    os.sync()
    for file in folder.rglob("*"):
        if file.is_file():
            with open(file, "rb") as opened:
                os.posix_fadvise(opened.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
    return True


def measured(engines, rounds, grids, note):
    """For each engine the figures of its runs: a list for each quantity."""
    found = {engine.name: {} for engine in engines}

    def keep(engine, figures):
        for quantity, value in figures.items():
            if value is not None:
                found[engine.name].setdefault(quantity, []).append(value)

    lora = str(engines[0].folder / "lora.safetensors")
    for engine in engines:
        keep(engine, {"the very first run": engine.first})
    for number in range(rounds):
        for engine in engines:
            note(f"{engine.name}: round {number + 1} of {rounds}")
            run = engine.run()
            keep(engine, {**run.figures(), **run.memory()})
            if engine.takes_loras:
                keep(engine, {"a step with a LoRA": engine.run(lora=lora).figures()["a step"]})
            if engine.name in PROGRAM:
                keep(engine, {"whole run with DeepCache": engine.run(deepcache=True).whole})
            if drop(engine.folder):
                keep(engine, {"whole run, weights on the disk": engine.run().whole})
    for engine in [engine for engine in engines if grids and engine.takes_loras]:
        note(f"{engine.name}: grid")
        keep(engine, {"a grid of 2 x 3, LoRA weight along it": engine.run(lora=lora, cells=GRID).whole})
    return found


ROWS = ["until the image is encoded", "encoding", "a step", "decoding and writing", "whole run",
        "whole run with DeepCache", "whole run, weights on the disk", "the very first run", "processor time",
        "a step with a LoRA", "a grid of 2 x 3, LoRA weight along it", "peak memory", "of that not shared with files"]


def table(found):
    """Medians, and in brackets their ratio to the reference's."""
    names = list(found)
    reference = REFERENCE if REFERENCE in found else names[0]
    lines = ["| | " + " | ".join(TITLES[name] for name in names) + " |", "| --- |" + " --- |" * len(names)]
    for row in [row for row in ROWS if any(row in figures for figures in found.values())]:
        cells = []
        for name in names:
            values, base = found[name].get(row), found[reference].get(row)
            unit = "GiB" if "memory" in row or "shared" in row else "s"
            text = f"{statistics.median(values):.2f} {unit}" if values else "-"
            ratio = f" ({statistics.median(values) / statistics.median(base):.2f})" if values and base else ""
            cells.append(text + (ratio if name != reference else ""))
        lines.append(f"| {row} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def machine():
    """The processor's name, its threads, memory and system."""
    name = platform.processor() or platform.machine()
    if Path("/proc/cpuinfo").exists():
        models = [line for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")]
        name = models[0].split(":")[1].strip() if models else name
    elif sys.platform == "darwin":
        name = subprocess.run(["sysctl", "-n", "machdep.cpu.brand_string"], capture_output=True, text=True).stdout.strip()
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2 ** 30 if hasattr(os, "sysconf") else 0
    return f"{name}, {os.cpu_count()} threads, {memory:.0f} GiB, {platform.system()}"


def versions():
    from importlib.metadata import PackageNotFoundError, version
    found = []
    for package in ("torch", "diffusers", "onnxruntime", "optimum-onnx", "openvino"):
        try:
            found.append(f"{package} {version(package)}")
        except PackageNotFoundError:
            continue
    return ", ".join(found)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", default=",".join(TITLES))
    parser.add_argument("--nogrid", action="store_true")
    parser.add_argument("--tiny", action="store_true")
    parser.add_argument("--into", type=Path)
    parser.add_argument("--java", default="java")
    given = parser.parse_args()
    unknown = set(given.only.split(",")) - set(TITLES)
    if unknown:
        parser.error(f"--only should be some of {', '.join(TITLES)}, but has {', '.join(sorted(unknown))}")

    def note(text):
        print(text, file=sys.stderr, flush=True)

    folder = given.folder.resolve()
    edge = make(folder, given.tiny)
    engines, left_out = [], []
    for name in given.only.split(","):
        engine = Engine(name, folder, shlex.split(given.java))
        reason = engine.lacks()
        if reason is None:
            note(f"{name}: being made ready")
            try:
                engine.begin()
                if name == "img2img_fast" and engine.is_exact:
                    reason = "no device here computes faster in 16 bits, see the page on devices"
            except RuntimeError as e:
                note(str(e))
                reason = f"it fails here ({str(e).splitlines()[-1]})"
        if reason is None:
            engines.append(engine)
        else:
            left_out.append(f"{TITLES[name]}: left out, {reason}.")
    if not engines:
        sys.exit("\n".join(left_out))
    size = "a tiny model" if given.tiny else "Stable Diffusion 1.5's size"
    found = measured(engines, given.rounds, not given.nogrid, note)
    rounds = f"medians of {given.rounds} rounds" if given.rounds > 1 else "one round"
    text = "\n\n".join([HEADING, f"{machine()}; {time.strftime('%Y-%m-%d')}; {versions()}.",
                        f"{size}, {edge} x {edge} pixels, {JOB['steps']} steps of {JOB['scheduler']} at strength 0.5 with "
                        f"guidance; {rounds}, and in brackets the ratio to diffusers in fp32.",
                        table(found), *left_out]) + "\n"
    if given.into:
        page = given.into.read_text()
        given.into.write_text(page[:page.index(HEADING + "\n")] + text if HEADING + "\n" in page else page + "\n" + text)
    else:
        print(text, end="")


if __name__ == "__main__":
    main()
