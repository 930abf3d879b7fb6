# Copyright (c) 2026, Img2Img developers. BSD 2-Clause licence, see LICENSE.txt.
"""Puts into a folder what visit.py needs on a Linux machine (x86-64) that is bare and offline.

These are the scripts and some archives: a Java runtime, the program as "mvn package" left it in target, ONNX Runtime
for that machine alone, WebGPU's plugin, the loaders of graphics drivers, the models of graphs.py. Needs a JDK with
jlink, and Debian's apt-get and dpkg-deb.

usage: python pack.py TARGET [--graphs FOLDER] [--small NAME] [--diffusers] [--runtime FOLDER] [--downloads FOLDER]
       [--fast]
--graphs     what graphs.py made
--small      a model of the tests, for rehearsals without graphs
--diffusers  also what torch's UNet needs of the diffusers that this Python has
--runtime    ONNX Runtime's libraries of another build, as those with CUDA: libonnxruntime.so and what belongs to it
--downloads  where wheels and packages are kept, and looked for first
--fast       pack quickly rather than small
"""

import argparse
import gzip
import importlib.util
import json
import lzma
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
MODULES = ("java.base,java.desktop,java.logging,java.xml,java.management,java.naming,java.sql,java.net.http,"
           "jdk.management,jdk.unsupported")
LOADERS = ("libvulkan1", "libegl1", "libglvnd0", "libopengl0", "libgl1", "libglx0", "libgles2")
DISPLAY = ("libx11-6", "libxext6", "libxcb1", "libxau6", "libxdmcp6", "libbsd0", "libmd0")
SCRIPTS = ("visit.py", "reference.py", "compare.py", "table.py")
NATIVE = "ai/onnxruntime/native/"


def say(text):
    print(text, flush=True)


def runtime(target):
    subprocess.run(["jlink", "--add-modules", MODULES, "--strip-debug", "--no-header-files", "--no-man-pages",
                    "--compress=0", "--output", target], check=True)


def program(target):
    shutil.copytree(ROOT / "target" / "classes", target / "classes")
    own = Path("sc", "fiji", "img2img", "benchmark")
    shutil.copytree(ROOT / "target" / "test-classes" / own, target / "classes" / own)
    (target / "jars").mkdir()
    # NB: the folder may hold jars of earlier builds, too.
    with zipfile.ZipFile(next((ROOT / "target").glob("Img2Img_-*[!s].jar"))) as own_jar:
        manifest = own_jar.read("META-INF/MANIFEST.MF").decode().replace("\r", "").replace("\n ", "")
    path = next(line.split(" ")[1:] for line in manifest.splitlines() if line.startswith("Class-Path: "))
    for jar in [ROOT / "target" / file for file in path if file]:
        # NB: stored, since the archive packs better than jars do.
        with zipfile.ZipFile(jar) as full, zipfile.ZipFile(target / "jars" / jar.name, "w") as slim:
            for entry in full.infolist():
                if not entry.filename.startswith(NATIVE) or entry.filename.startswith(NATIVE + "linux-x64/"):
                    slim.writestr(entry.filename, full.read(entry))


def wheel(downloads, target):
    """The plugin as the program itself knows it."""
    known = json.loads((ROOT / "src/main/resources/sc/fiji/img2img/device/install/providers.json").read_text())
    plugin = next(p for p in (known if isinstance(known, list) else known["providers"]) if p["key"] == "webgpu")
    file = plugin["platforms"]["linux-x64"]["file"]
    if not (downloads / file).exists():
        subprocess.run([sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--only-binary=:all:",
                        "--disable-pip-version-check", "--platform", "manylinux_2_28_x86_64", "--python-version",
                        "3.13", "-d", downloads, f"{plugin['package']}=={plugin['version']}"], check=True)
    target.mkdir()
    shutil.copy(downloads / file, target)


def libraries(names, downloads, target):
    target.mkdir()
    for name in names:
        if not list(downloads.glob(f"{name}_*.deb")):
            subprocess.run(["apt-get", "-q", "download", name], check=True, cwd=downloads)
        with tempfile.TemporaryDirectory() as scratch:
            subprocess.run(["dpkg-deb", "-x", next(downloads.glob(f"{name}_*.deb")), scratch], check=True)
            for library in Path(scratch).glob("usr/lib/x86_64-linux-gnu/lib*.so.*"):
                if library.is_symlink():
                    (target / library.name).symlink_to(library.readlink())
                else:
                    shutil.copy(library, target)


def diffusers(target):
    """All but the pipelines, of which there are many."""
    source = Path(importlib.util.find_spec("diffusers").origin).parent

    def ignore(folder, names):
        below = Path(folder).name in ("pipelines", "modular_pipelines")
        return [n for n in names if n == "__pycache__" or below and Path(folder, n).is_dir()]
    shutil.copytree(source, target / "diffusers", ignore=ignore)


def small_model(name, target):
    """A model of the tests, laid out as TestModels does it."""
    models = ROOT / "src" / "test" / "resources" / "models"
    for source, to in ((models / name, target), (models / "clip_tokenizer", target / "tokenizer")):
        for file in source.rglob("*"):
            if file.is_dir():
                continue
            copy = to / file.relative_to(source)
            copy.parent.mkdir(parents=True, exist_ok=True)
            if file.suffix == ".gz":
                copy.with_suffix("").write_bytes(gzip.decompress(file.read_bytes()))
            else:
                shutil.copy(file, copy)


def archive(folder, target, fast):
    if fast:
        filters = [{"id": lzma.FILTER_LZMA2, "preset": 0}]
    else:
        filters = [{"id": lzma.FILTER_X86}, {"id": lzma.FILTER_LZMA2, "preset": 9, "dict_size": 1 << 26}]
    with lzma.open(target, "wb", filters=filters, check=lzma.CHECK_CRC32) as stream, \
            tarfile.open(fileobj=stream, mode="w") as packed:
        packed.add(folder, arcname=folder.name)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("target", type=Path)
    parser.add_argument("--graphs", type=Path)
    parser.add_argument("--small")
    parser.add_argument("--diffusers", action="store_true")
    parser.add_argument("--runtime", type=Path)
    parser.add_argument("--downloads", type=Path)
    parser.add_argument("--fast", action="store_true")
    given = parser.parse_args()
    given.target.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as scratch:
        scratch = Path(scratch)
        downloads = given.downloads or scratch / "downloads"
        downloads.mkdir(parents=True, exist_ok=True)
        carried = scratch / "carried"
        carried.mkdir()
        runtime(carried / "jre")
        program(carried)
        wheel(downloads, carried / "wheels")
        libraries(LOADERS, downloads, carried / "gl")
        libraries(DISPLAY, downloads, carried / "x11")
        if given.diffusers:
            diffusers(carried / "python")
        if given.graphs:
            shutil.copytree(given.graphs, carried / "graphs")
        if given.runtime:
            shutil.copytree(given.runtime, carried / "ort")
        if given.small:
            small_model(given.small, carried / "graphs" / "small")
        for folder in sorted(carried.iterdir()):
            archive(folder, given.target / f"{folder.name}.tar.xz", given.fast)
    for script in SCRIPTS:
        shutil.copy(HERE / script, given.target)
    size = sum(f.stat().st_size for f in given.target.iterdir())
    say(f"{given.target}: {size / 2 ** 20:.1f} MiB")


if __name__ == "__main__":
    main()
