#!/usr/bin/env python3
"""Builds the shims that lie beside providers.json, byte for byte the same on any machine, and says their SHA-256.

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
LIBRARIES = SOURCES.parent / "resources/sc/fiji/img2img/device/install"

# NB: an old glibc, so that it loads wherever ONNX Runtime does; on Windows no runtime library at all.
SHIMS = {
    "libimg2img_openvino_shim.so": ("libonnxruntime_providers_openvino_plugin.so", "x86_64-linux-gnu.2.17",
                                    ["-fPIC", "-fvisibility=hidden"], ["-Wl,-z,nodelete", "-ldl"]),
    "img2img_openvino_shim.dll": ("onnxruntime_providers_openvino_plugin.dll", "x86_64-windows-gnu",
                                  [], ["-nostdlib", "-lkernel32"]),
}


def zig(target, *options):
    # NB: run in the source's folder, since names of files may end up in what is built.
    subprocess.run([sys.executable, "-m", "ziglang", "cc", "-target", target, "-mcpu=x86_64", "-Os", "-s", "-g0", *options],
                   cwd=SOURCES, check=True)


def build(name, folder):
    plugin, target, compiled, linked = SHIMS[name]
    # NB: in two steps, since what is linked without libraries would be compiled without their headers, too.
    zig(target, "-std=c11", "-Wall", "-Wextra", "-Werror", "-fno-builtin", "-fno-stack-protector", "-fno-sanitize=undefined",
        *compiled, f'-DPLUGIN="{plugin}"', "-c", "-o", str(folder / "shim.o"), "openvino_shim.c")
    zig(target, "-shared", "-o", str(folder / name), str(folder / "shim.o"), *linked)
    return (folder / name).read_bytes()


def main():
    found = metadata.version("ziglang")
    if found != ZIG:
        sys.exit(f"This is made with ziglang {ZIG}, but {found} is installed.")
    check = sys.argv[1:] == ["--check"]
    with tempfile.TemporaryDirectory() as folder:
        for name in SHIMS:
            data = build(name, Path(folder))
            print(f"{hashlib.sha256(data).hexdigest()}  {name}  {len(data)} bytes")
            if not check:
                (LIBRARIES / name).write_bytes(data)
            elif data != (LIBRARIES / name).read_bytes():
                sys.exit(f"{LIBRARIES / name} is another one; build it anew, and write its SHA-256 into providers.json.")


if __name__ == "__main__":
    main()
