# Copyright (c) 2026, Img2Img developers. BSD 2-Clause licence, see LICENSE.txt.
"""Where test resources lie and how they are written there."""

import gzip
import json
from pathlib import Path

RESOURCES = Path(__file__).resolve().parent.parent / "resources"

# Graphs hold long node names and the vocabulary is text: packed they take a quarter to two thirds less.
PACKED = {".onnx", ".onnx_data", ".pb", ".data"}
PACKED_NAMES = {"vocab.json", "merges.txt"}


def write(target, content):
    """Writes bytes; files of the packed kinds as NAME.gz, with nothing in them that depends on the day."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.suffix in PACKED or target.name in PACKED_NAMES:
        target.with_name(target.name + ".gz").write_bytes(gzip.compress(content, 9, mtime=0))
    else:
        target.write_bytes(content)


def copy(source, target):
    write(target, Path(source).read_bytes())


def write_json(target, value):
    write(target, (json.dumps(value, indent=1, ensure_ascii=False) + "\n").encode())


def unpacked(path):
    """The content of a file that may lie there as NAME.gz."""
    packed = path.with_name(path.name + ".gz")
    return gzip.decompress(packed.read_bytes()) if packed.exists() else path.read_bytes()
