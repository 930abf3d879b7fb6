# Copyright (c) 2026, Img2Img developers. BSD 2-Clause licence, see LICENSE.txt.
"""Compares what devices made, and writes "measured NAME VALUE" lines.

usage: python compare.py pictures REFERENCE OTHER...   (PNG files: the PSNR in dB, the largest difference of 255)
       python compare.py answers REFERENCE OTHER...    (files of floats: the relative L2 distance)
       python compare.py beside TARGET PICTURE...      (writes them beside each other, as one PNG)
"""

import sys
from pathlib import Path

import numpy


def pixels(file):
    from PIL import Image
    return numpy.asarray(Image.open(file).convert("RGB"), dtype=numpy.float64)


def tell_picture(name, ours, theirs):
    error = numpy.mean((ours - theirs) ** 2)
    print(f"measured {name}.psnr {10 * numpy.log10(255 ** 2 / error) if error else 99:.2f}")
    print(f"measured {name}.worst {numpy.abs(ours - theirs).max():.0f}")


def tell_answer(name, ours, theirs):
    print(f"measured {name}.error {numpy.linalg.norm(ours - theirs) / numpy.linalg.norm(theirs):.3e}")


def beside(target, files):
    from PIL import Image
    Image.fromarray(numpy.concatenate([pixels(f).astype(numpy.uint8) for f in files], axis=1)).save(target)


def main(how, reference, others):
    if how == "beside":
        return beside(reference, [f for f in others if Path(f).exists()])
    read = pixels if how == "pictures" else lambda f: numpy.fromfile(f, dtype="<f4").astype(numpy.float64)
    tell = tell_picture if how == "pictures" else tell_answer
    expected = read(reference)
    for file in others:
        if not Path(file).exists():
            print(f"{file} was not made", flush=True)
            continue
        found = read(file)
        if found.shape != expected.shape:
            print(f"{file} has the shape {found.shape} instead of {expected.shape}", flush=True)
        else:
            tell(Path(file).stem, found, expected)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3:])
