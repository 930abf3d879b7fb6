#!/usr/bin/env python3
"""Builds the libraries that lie among the resources, byte for byte the same on any machine, and says their SHA-256.

    python3 -m pip install ziglang==VERSION     (the one below)
    python3 src/main/c/build.py [--check]

With --check nothing is written: it fails if one of those that are there is not what the source makes.
"""
import hashlib
import subprocess
import sys
import tempfile
from importlib import metadata
from pathlib import Path

ZIG = "0.17.1"
SOURCES = Path(__file__).resolve().parent
RESOURCES = SOURCES.parent / "resources/sc/fiji/img2img"

# NB: an old glibc, so that it loads wherever ONNX Runtime does.
LINUX_X64, LINUX_ARM, WINDOWS = "x86_64-linux-gnu.2.17", "aarch64-linux-gnu.2.17", "x86_64-windows-gnu"
COMPILED = {LINUX_X64: ["-fPIC", "-fvisibility=hidden"], LINUX_ARM: ["-fPIC", "-fvisibility=hidden"], WINDOWS: []}
# NB: what is loaded stays loaded; on Windows no runtime library at all.
LINKED = {LINUX_X64: ["-Wl,-z,nodelete"], LINUX_ARM: ["-Wl,-z,nodelete"], WINDOWS: ["-nostdlib", "-lkernel32"]}
STRICT = ["-std=c11", "-Wall", "-Wextra", "-Werror", "-fno-stack-protector", "-fno-sanitize=undefined"]
BASELINE = {LINUX_X64: "x86_64", LINUX_ARM: "generic", WINDOWS: "x86_64"}


def zig(target, *options):
    # NB: run in the source's folder, since names of files may end up in what is built.
    subprocess.run([sys.executable, "-m", "ziglang", "cc", "-target", target, "-s", "-g0", *options], cwd=SOURCES, check=True)


def link(target, name, folder, *options):
    # NB: in two steps, since what is linked without libraries would be compiled without their headers, too.
    objects = sorted(str(path) for path in folder.glob("*.o"))
    zig(target, f"-mcpu={BASELINE[target]}", "-Os", "-shared", "-o", str(folder / name), *objects, *options, *LINKED[target])


def compile_object(target, source, name, folder, processor, *options):
    zig(target, f"-mcpu={processor}", *STRICT, *COMPILED[target], *options, "-c", "-o", str(folder / f"{name}.o"), source)


def shim(target, folder, plugin):
    """One that stands before OpenVINO's plugin."""
    compile_object(target, "openvino_shim.c", "shim", folder, BASELINE[target], "-Os", "-fno-builtin", f'-DPLUGIN="{plugin}"')


def winograd(target, folder):
    """The operator, and its kernels for each set of instructions: the processor, and the vectors and rows in its registers."""
    kernels = {"baseline": (BASELINE[target], 4, 8 if target == LINUX_ARM else 4)}
    if target != LINUX_ARM:
        kernels |= {"avx2": ("x86_64_v3", 8, 4), "avx512": ("x86_64_v4", 16, 8)}
    for name, (processor, width, rows) in kernels.items():
        compile_object(target, "winograd_kernel.c", name, folder, processor, "-O3", "-mprefer-vector-width=512",
                       "-fno-math-errno", f"-DVARIANT={name}", f"-DWIDTH={width}", f"-DROWS={rows}")
    compile_object(target, "winograd_op.c", "operator", folder, BASELINE[target], "-Os")


def libraries():
    """Each library's place among the resources, its target, and how its objects are made."""
    install = "device/install/"
    yield install + "libimg2img_openvino_shim.so", LINUX_X64, lambda target, folder: shim(target, folder,
        "libonnxruntime_providers_openvino_plugin.so"), ["-ldl"]
    yield install + "img2img_openvino_shim.dll", WINDOWS, lambda target, folder: shim(target, folder,
        "onnxruntime_providers_openvino_plugin.dll"), []
    yield "onnx/linux-x64/libimg2img_winograd.so", LINUX_X64, winograd, []
    yield "onnx/linux-aarch64/libimg2img_winograd.so", LINUX_ARM, winograd, []
    yield "onnx/win-x64/img2img_winograd.dll", WINDOWS, winograd, []


def main():
    found = metadata.version("ziglang")
    if found != ZIG:
        sys.exit(f"This is made with ziglang {ZIG}, but {found} is installed.")
    check = sys.argv[1:] == ["--check"]
    for name, target, compile_objects, options in libraries():
        library = RESOURCES / name
        with tempfile.TemporaryDirectory() as made:
            folder = Path(made)
            compile_objects(target, folder)
            link(target, library.name, folder, *options)
            data = (folder / library.name).read_bytes()
        print(f"{hashlib.sha256(data).hexdigest()}  {name}  {len(data)} bytes")
        if not check:
            library.parent.mkdir(parents=True, exist_ok=True)
            library.write_bytes(data)
        elif data != library.read_bytes():
            sys.exit(f"{library} is another one; build it anew, and write the SHA-256 of a shim into providers.json.")


if __name__ == "__main__":
    main()
