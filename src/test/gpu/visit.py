# Copyright (c) 2026, Img2Img developers. BSD 2-Clause licence, see LICENSE.txt.
"""Measures the program on a machine that is bare and offline, with what pack.py put into a folder.

It needs Python 3.10 or later, and torch, numpy and Pillow for the parts that compare. Each part has its own time limit;
what takes longer is ended, and what fails does not keep the others from running. All that is measured is written at
once: results.json, table.md (by table.py), visit.log and pictures.

A package can have archives classes-NAME.tar.xz, too, with classes of the program as changed: the part "changed" then
measures a LoRA with these put before the others.

usage: python3 visit.py PACKAGE OUT [--device NAME] [--seconds N] [--parts NAME,NAME,...] [--keep FOLDER] [--small]
--device   what is measured: webgpu if left out, or cuda, with ONNX Runtime's libraries that were packed for it
--seconds  how long all may take together, 220 if left out
--parts    what is measured, in that order; all that Visit.parts lists if left out
--keep     where what was unpacked and made stays for the next call, which then takes a package with what is new
--small    a rehearsal with tiny networks, in which the device's own part is small, too, since software may play it; it
           fails if a part fails
"""

import argparse
import contextlib
import ctypes.util
import importlib.util
import json
import os
import platform
import shutil
import signal
import subprocess
import sys
import tarfile
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import table

HERE = Path(__file__).resolve().parent
DRIVERS = ("/usr/local/nvidia/share/vulkan/icd.d", "/usr/share/vulkan/icd.d", "/etc/vulkan/icd.d")
ROOM = 40 * 2 ** 30
WEBGPU, CUDA = "webgpu", "cuda"
# What else each device can be told than what the program tells it.
CHECKS = "ep.webgpuexecutionprovider.validationMode=disabled,ep.webgpuexecutionprovider.enableRobustness=0"
PLAIN = ("plain", "-Dbenchmark.attention=false")
VARIANTS = {
    WEBGPU: (PLAIN, ("unchecked", f"-Dbenchmark.entries={CHECKS}")),
    CUDA: (PLAIN, ("nhwc", "-Dbenchmark.cuda=cudnn_conv_algo_search=HEURISTIC,prefer_nhwc=1"),
           ("search", "-Dbenchmark.cuda=cudnn_conv_algo_search=EXHAUSTIVE"))}


class Sizes:
    """What is measured, and how often."""

    def __init__(self, small, device):
        self.model = "small" if small else "sd15"
        self.device = "cpu" if small else device
        self.image = 64 if small else 512
        self.picture = 64 if small else 512
        self.latent = 8 if small else 64
        self.embedded_steps = 2 if small else 20
        self.steps = 2 if small else 50
        self.runs = 2 if small else 20
        self.axes = "strength=0.65:0.95:2 lora=0.5:1:2" if small else "strength=0.65:0.95:4 lora=0.5:1:6"
        self.large_axes = self.axes if small else "strength=0.65:0.95:2 lora=0.5:1:4"
        if device == WEBGPU and not small:
            # NB: cell by cell, it takes longer than there is time for.
            self.axes, self.large_axes = self.large_axes, "strength=0.8 lora=0.5:1:4"
        # NB: each of them compiles networks of its own, which takes WebGPU long; the last ones may be cut off.
        self.run_parts = ("picture", "steps", "lora", "grid", "deepcache")
        self.largest = ("small", 8) if small else ("sdxl", 128)
        # NB: a graphics processor that software plays takes its time.
        self.patience = 10 if small else 1


class Visit:

    def __init__(self, package, out, device, small, seconds, keep):
        self.package, self.out, self.device, self.sizes = package, out, device, Sizes(small, device)
        self.end = time.monotonic() + seconds
        self.results, self.lock = {}, threading.Lock()
        self.failed, self.memory = [], 0
        self.maker, self.copier, self.started = None, None, []
        out.mkdir(parents=True, exist_ok=True)
        self.log_file = open(out / "visit.log", "w", buffering=1)
        self.kept = keep is not None
        self.scratch = keep or Path(tempfile.mkdtemp(prefix="visit."))
        # NB: what depends on no device is made once for all.
        self.made, self.own = self.scratch / "made", self.scratch / f"made-{device}"
        for folder in (self.made, self.own, self.scratch / "home", self.scratch / "tmp", self.scratch / "unpacked"):
            folder.mkdir(parents=True, exist_ok=True)
        shared = Path("/dev/shm")
        roomy = shared.is_dir() and shutil.disk_usage(shared).free > ROOM
        # NB: weights are read faster from there, but programs may not be run.
        large = self.scratch / "large"
        if not large.exists():
            large.symlink_to(tempfile.mkdtemp(prefix="visit.", dir=shared if roomy else None))
        self.large = large.resolve()
        self.models = self.large / "graphs"

    # what is told

    def log(self, text):
        with self.lock:
            self.log_file.write(f"{time.strftime('%H:%M:%S')} {text}\n")
        print(text, flush=True)

    def tell(self, name, value):
        with self.lock:
            with contextlib.suppress(ValueError, TypeError):
                value = float(value)
            self.results[name] = value
            (self.out / "results.json").write_text(json.dumps(self.results, indent=1))
            (self.out / "table.md").write_text(table.markdown(self.results))

    # how things run

    def environment(self):
        folders = [str(self.scratch / "gl")] if ctypes.util.find_library("vulkan") is None else []
        if ctypes.util.find_library("X11") is None:
            folders.append(str(self.scratch / "x11"))
        if self.device == CUDA:
            folders += self.toolkit()
        known = os.environ.get("LD_LIBRARY_PATH")
        drivers = sorted(f for d in DRIVERS for f in Path(d).glob("nvidia*.json"))
        given = dict(os.environ)
        given.update(
            HOME=str(self.scratch / "home"), TMPDIR=str(self.scratch / "tmp"), PYTHONDONTWRITEBYTECODE="1",
            PYTHONPATH=os.pathsep.join([str(self.scratch / "python")] + [p for p in [given.get("PYTHONPATH")] if p]),
            IMG2IMG_DEVICES=str(self.scratch / "devices"), IMG2IMG_CACHE=str(self.large / "cache"))
        if folders:
            given["LD_LIBRARY_PATH"] = os.pathsep.join(folders + ([known] if known else []))
        if drivers and "VK_ICD_FILENAMES" not in given:
            given.setdefault("VK_DRIVER_FILES", str(drivers[0]))
        return given

    @staticmethod
    def toolkit():
        """Where torch has its libraries of CUDA and cuDNN, which need not be carried."""
        found = importlib.util.find_spec("nvidia")
        places = found.submodule_search_locations if found else []
        return [str(folder) for place in places for folder in Path(place).glob("*/lib")]

    def start(self, prefix, command):
        """A process whose lines are logged, and whose measures are kept under a prefix."""
        process = subprocess.Popen([str(c) for c in command], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                   stderr=subprocess.STDOUT, text=True, errors="replace", env=self.environment(),
                                   cwd=self.scratch, start_new_session=True)
        process.ready = threading.Event()
        self.started.append(process)

        def read():
            for line in process.stdout:
                words = line.rstrip("\n").split(" ", 2)
                if words[0] == "measured" and len(words) == 3:
                    self.tell(f"{prefix}.{words[1]}", words[2])
                elif line.strip() == "ready":
                    process.ready.set()
                self.log(f"{prefix}: {line.rstrip()}")
            process.ready.set()
        process.reader = threading.Thread(target=read, daemon=True)
        process.reader.start()
        return process

    def finish(self, prefix, process, limit):
        limit = max(1.0, min(limit * self.sizes.patience, self.end - time.monotonic()))
        with contextlib.suppress(OSError):
            process.stdin.close()
        try:
            process.wait(limit)
        except subprocess.TimeoutExpired:
            self.log(f"{prefix}: ended after {limit:.0f} s")
        self.end_group(process)
        process.reader.join(5)
        self.log(f"{prefix}: exit code {process.returncode}")
        self.tell(f"{prefix}.exit", process.returncode)
        if process.returncode:
            self.failed.append(prefix)

    @staticmethod
    def end_group(process):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def run(self, prefix, limit, command):
        self.memory = 0
        start = time.monotonic()
        self.finish(prefix, self.start(prefix, command), limit)
        self.tell(f"{prefix}.seconds", round(time.monotonic() - start, 2))
        if self.memory:
            self.tell(f"{prefix}.gpu.mib", self.memory)

    def java(self, main, *arguments, options=(), changed=()):
        jars = sorted((self.scratch / "jars").glob("*.jar"))
        classes = os.pathsep.join(str(f) for f in [*changed, self.scratch / "classes", *jars])
        if self.device == CUDA:
            options = [f"-Donnxruntime.native.path={self.scratch / 'ort'}", *options]
        return [self.scratch / "jre" / "bin" / "java", "-Xmx4g", "-Djava.awt.headless=true", *options,
                f"-Djava.io.tmpdir={self.scratch / 'tmp'}", f"-Dimg2img.selftest.seconds={60 * self.sizes.patience}",
                "-cp", classes, "sc.fiji.img2img." + main, *arguments]

    def program(self, *arguments):
        return self.java("cli.Img2ImgApp", *arguments)

    def compare(self, prefix, *arguments):
        if importlib.util.find_spec("numpy") and importlib.util.find_spec("PIL"):
            self.run(prefix, 20, [sys.executable, "-u", HERE / "compare.py", *arguments])
        else:
            self.log(f"{prefix}: skipped, since this Python has no numpy or no Pillow")

    def watch(self):
        """Keeps the most memory of the card that a part had."""
        if not shutil.which("nvidia-smi"):
            return None
        process = subprocess.Popen(
            ["nvidia-smi", "--query-gpu=memory.used", "--format=csv,noheader,nounits", "-lms", "500"],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, start_new_session=True)

        def read():
            for line in process.stdout:
                with contextlib.suppress(ValueError):
                    self.memory = max(self.memory, int(line))
        threading.Thread(target=read, daemon=True).start()
        return process

    # what comes before

    def unpack(self):
        start = time.monotonic()

        def extract(file):
            done = self.scratch / "unpacked" / file.name
            if done.exists():
                return
            with tarfile.open(file) as archive:
                archive.extractall(self.large if file.name.startswith("graphs") else self.scratch)
            done.touch()
        with ThreadPoolExecutor() as pool:
            list(pool.map(extract, sorted(self.package.glob("*.tar.xz"))))
        self.tell("unpack.seconds", round(time.monotonic() - start, 2))

    def facts(self):
        self.tell("device.title", {WEBGPU: "WebGPU", CUDA: "CUDA"}[self.device])
        self.tell("machine.system", platform.platform())
        lines = Path("/proc/cpuinfo").read_text().splitlines()
        processor = next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), "unknown")
        self.tell("machine.processor", f"{processor}, {os.cpu_count()} threads")
        if shutil.which("nvidia-smi"):
            found = subprocess.run(
                ["nvidia-smi", "--query-gpu=name,driver_version,memory.total", "--format=csv,noheader"],
                capture_output=True, text=True, timeout=30).stdout.strip()
            for name, value in zip(("card", "driver", "memory"), found.split(", ")):
                self.tell("machine." + name, value)
        known = self.environment()
        self.log(f"drivers of Vulkan: {known.get('VK_DRIVER_FILES') or known.get('VK_ICD_FILENAMES')}")

    def devices(self):
        if self.device == WEBGPU:
            wheel = next((self.scratch / "wheels").glob("*.whl"))
            self.run("devices.add", 30, self.program("devices", "add", wheel, "--yes"))
        self.run("devices.test", 45, self.program("devices", "test", self.device))
        if self.sizes.model == "small" and "finds no device here" in self.said():
            self.log("devices.test: skipped, since no software plays a card here")
            self.failed.remove("devices.test")
        self.run("devices.list", 20, self.program("devices", "list"))

    def make_weights(self, model, latent):
        if not (self.models / model / "unet" / "layout.json").exists() or not importlib.util.find_spec("torch"):
            self.log(f"torch: skipped, since there is none, or no weights of {model} to make")
            return None
        if (self.made / f"{model}.torch.bin").exists():
            self.log(f"torch: skipped, since it was measured on {model} before")
            return None
        return self.start(f"{model}.torch", [
            sys.executable, "-u", HERE / "reference.py", self.models / model, latent, self.sizes.runs,
            self.made / f"{model}.torch.bin"])

    def await_weights(self):
        if self.maker:
            self.maker.ready.wait(max(1, self.end - time.monotonic()))

    def make_copies(self):
        """The copies of large UNets in 16 bits, which take long, while small ones are measured."""
        self.await_weights()
        for model, latent in ((self.sizes.model, self.sizes.latent), self.sizes.largest):
            if self.precision(self.device) == "fast" and (self.models / model / "unet" / "weights.bin").exists():
                prefix = f"{model}.copy"
                command = self.unet_command(model, "copy", latent, self.device, "fast", 0, 0)
                self.finish(prefix, self.start(prefix, command), 90)

    def said(self):
        return (self.out / "visit.log").read_text()

    def works(self):
        return f"devices.test: {self.device} works" in self.said()

    def precision(self, device):
        """The fastest that the self-test allows."""
        return "fast" if device == self.device and self.works() and "fp16 on" in self.said() else "fp32"

    # what is measured

    def parts(self):
        sizes = self.sizes
        return {
            "embedded": self.embedded,
            "runs": lambda: self.large_run("run", 75, *sizes.run_parts),
            "changed": self.changed,
            "checkpoint": self.checkpoint,
            "torch": self.torch,
            "unet": lambda: self.unets(sizes.model, sizes.latent),
            "cpu": lambda: self.unet_on_cpu(sizes.model, sizes.latent),
            "whole": self.whole,
            "variants": lambda: self.variants(sizes.model, sizes.latent),
            "largest": self.largest}

    def embedded(self):
        device, fast = self.sizes.device, self.precision(self.sizes.device)
        pictures = [self.made / "cpu.png", self.own / "fp32.png", self.own / "fast.png"]
        if not pictures[0].exists():
            self.embedded_run("embedded.cpu", "cpu", "fp32", pictures[0], "picture")
        self.embedded_run("embedded.fp32", device, "fp32", pictures[1], "picture")
        self.embedded_run("embedded.fast", device, fast, pictures[2], "picture", "steps", "lora", "grid")
        self.compare("embedded", "pictures", *pictures)
        self.compare("pictures", "beside", self.out / "embedded.png", *pictures)

    def embedded_run(self, name, device, precision, picture, *parts, changed=()):
        sizes = self.sizes
        self.run(name, 40, self.java(
            "benchmark.RunBenchmark", "embedded", sizes.picture, device, precision, sizes.embedded_steps,
            "stained_tissue", sizes.axes, picture, *parts, changed=changed))

    def large_run(self, name, limit, *parts, model=None, changed=()):
        self.await_weights()
        sizes, directory = self.sizes, self.models / self.sizes.model
        lora = next(iter(sorted((directory / "lora").glob("*.safetensors"))))
        self.run(name, limit, self.java(
            "benchmark.RunBenchmark", model or directory, sizes.image, sizes.device, self.precision(sizes.device),
            sizes.steps, lora, sizes.large_axes, self.own / f"{name}.png", *parts, changed=changed))

    def changed(self):
        """What a LoRA takes with the program as changed."""
        for classes in sorted(self.scratch.glob("classes-*")):
            name = classes.name.removeprefix("classes-")
            self.embedded_run(f"{name}.embedded", self.sizes.device, self.precision(self.sizes.device),
                              self.own / f"{name}.embedded.png", "lora", changed=[classes])
            self.large_run(f"{name}.run", 60, "lora", changed=[classes])

    def checkpoint(self):
        """The same weights in a single file, whose graphs the program builds itself."""
        self.await_weights()
        file = self.models / self.sizes.model / "checkpoint.safetensors"
        if not file.exists():
            return self.log("checkpoint: skipped, since there is none")
        self.large_run("checkpoint", 50, "picture", "steps", model=file)
        if (self.own / "run.png").exists():
            self.compare("checkpoint", "pictures", self.own / "run.png", self.own / "checkpoint.png")

    def measure_torch(self, model, process, limit):
        if not process:
            return
        with contextlib.suppress(OSError):
            process.stdin.write("measure\n")
            process.stdin.flush()
        self.finish(f"{model}.torch", process, limit)

    def torch(self):
        """NB: it makes the largest model's weights, too."""
        self.measure_torch(self.sizes.model, self.maker, 40)
        self.compare_answers(self.sizes.model, "fp32", "fast")
        model, latent = self.sizes.largest
        if (self.models / model).exists():
            self.measure_torch(model, self.make_weights(model, latent), 90)

    def unet(self, model, name, latent, device, precision, runs, limit, *options):
        self.await_weights()
        self.run(f"{model}.unet.{name}", limit,
                 self.unet_command(model, name, latent, device, precision, runs, limit / 4, *options))

    def unet_command(self, model, name, latent, device, precision, runs, seconds, *options):
        return self.java("benchmark.UnetBenchmark", self.models / model / "unet", latent, device, precision, runs,
                         seconds, self.answer(model, name), options=options)

    def answer(self, model, name):
        return (self.made if name == "cpu" else self.own) / f"{model}.unet.{name}.bin"

    def unets(self, model, latent):
        if self.precision(self.device) == "fast":
            self.unet(model, "fast", latent, self.device, "fast", self.sizes.runs, 45)
        if self.works():
            self.unet(model, "fp32", latent, self.device, "fp32", min(8, self.sizes.runs), 45)
        self.compare_answers(model, "fp32", "fast")

    def unet_on_cpu(self, model, latent):
        if not self.answer(model, "cpu").exists():
            self.unet(model, "cpu", latent, "cpu", "fp32", 2, 45)
        self.compare_answers(model, "fp32", "fast")

    def compare_answers(self, model, *names):
        answers = {name: self.answer(model, name) for name in ("cpu", *names)}
        for prefix, reference in (("agreement", self.made / f"{model}.torch.bin"), ("cpu", answers["cpu"])):
            others = [file for file in answers.values() if file.exists() and file != reference]
            if reference.exists() and others:
                self.compare(f"{model}.{prefix}", "answers", reference, *others)

    def variants(self, model, latent):
        """Whether other settings of the device are faster."""
        device, variants = self.sizes.device, VARIANTS[self.device]
        for name, option in variants:
            self.unet(model, name, latent, device, self.precision(device), self.sizes.runs, 30, option)
        self.compare_answers(model, *(name for name, _ in variants))

    def whole(self):
        self.await_weights()
        model = self.models / self.sizes.model
        if not (self.made / "cpu.png").exists():
            return self.log("whole: skipped, since there is no picture to begin with")
        self.run("whole", 60, self.program(
            self.made / "cpu.png", self.out / "whole.png", "--model", model, "--device", self.sizes.device,
            "--strength", "1", "--steps", self.sizes.steps, "--seed", "7", "--prompt", "blood smear, blood cells"))

    def largest(self):
        model, latent = self.sizes.largest
        if self.copier:
            self.copier.join(max(1, self.end - time.monotonic() - 30))
        here = (self.models / model / "unet" / "weights.bin").exists()
        if not here or not self.works() or self.end - time.monotonic() < 20:
            return self.log(f"{model}: skipped, since it or the device is not here, or no time is left")
        self.unet(model, "fast", latent, self.device, self.precision(self.device), self.sizes.runs, 90)
        self.compare_answers(model, "fast")
        if self.device == CUDA:
            self.unet(model, "fp32", latent, self.device, "fp32", min(8, self.sizes.runs), 60)
            self.compare_answers(model, "fp32")

    def all(self, names):
        self.guarded("unpack", self.unpack)
        self.guarded("facts", self.facts)
        try:
            parts = self.parts()
            names = names or list(parts)
            self.maker = self.make_weights(self.sizes.model, self.sizes.latent)
            if self.maker and "torch" not in names:
                # NB: it then ends once the weights are there.
                self.maker.stdin.close()
            if names != ["torch"]:
                self.guarded("devices", self.devices)
                self.copier = threading.Thread(target=self.guarded, args=("copies", self.make_copies), daemon=True)
                self.copier.start()
            for name in names:
                self.guarded(name, parts[name])
        finally:
            for process in self.started:
                self.end_group(process)

    def guarded(self, name, part):
        if self.end - time.monotonic() < 2:
            self.failed.append(name)
            return self.log(f"{name}: no time left")
        try:
            part()
        except Exception as error:
            self.failed.append(name)
            self.log(f"{name}: failed: {error!r}")

    def close(self):
        self.log_file.close()
        if not self.kept:
            for folder in (self.scratch, self.large):
                shutil.rmtree(folder, ignore_errors=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("package", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--device", choices=(WEBGPU, CUDA), default=WEBGPU)
    parser.add_argument("--seconds", type=float, default=220)
    parser.add_argument("--parts", type=lambda names: names.split(","))
    parser.add_argument("--keep", type=lambda folder: Path(folder).resolve())
    parser.add_argument("--small", action="store_true")
    given = parser.parse_args()
    visit = Visit(given.package.resolve(), given.out.resolve(), given.device, given.small, given.seconds, given.keep)
    watch = visit.watch()
    start = time.monotonic()
    try:
        visit.all(given.parts)
    finally:
        if watch:
            visit.end_group(watch)
        visit.tell("all.seconds", round(time.monotonic() - start, 1))
        print((visit.out / "table.md").read_text())
        visit.close()
    if visit.failed:
        print("Failed: " + ", ".join(visit.failed))
    sys.exit(1 if visit.failed and given.small else 0)


if __name__ == "__main__":
    main()
