"""What the images are called: from the index to words."""

import random
from itertools import product

NAMES = {
	"fluorescence": ("fluorescence microscopy", "fluorescence microscopy image", "fluorescent nuclei, microscopy"),
	"blood_smear": ("blood smear", "blood smear microscopy image", "blood smear under the microscope"),
	"brightfield": ("brightfield microscopy", "brightfield microscopy image", "transmitted light microscopy"),
}
OBJECTS = {"fluorescence": "nuclei", "blood_smear": "blood cells", "brightfield": "cells"}
NEUTRAL = ("microscopy", "microscopy image", "microscopy nuclei", "microscopy image of cells")
# The pure form of each, used by the evaluation and recommended in the model card.
PLAIN = {modality: f"{names[0]}, {OBJECTS[modality]}" for modality, names in NAMES.items()}


def size_word(area: float) -> str:
	"""The index's words for a median object area in square pixels."""
	return "small" if area < 120 else "large" if area > 450 else "medium"


def caption(modality: str, density: str, size: str, draw: random.Random) -> str:
	"""A caption of a base image. Words are left out at random, so that each works alone; one in twenty names no
	modality at all."""
	words = [word for word in (density, size) if word not in ("moderate", "medium") and draw.random() < 0.75]
	objects = " ".join(words + [OBJECTS[modality]])
	if draw.random() < 0.05:
		return draw.choice(NEUTRAL)
	name = draw.choice(NAMES[modality])
	return f"{name}, {objects}" if words or draw.random() < 0.5 else name


def lora_caption(density: str, size: str, draw: random.Random) -> str:
	"""A caption of a stained tissue that says nothing of stain or tissue: half of the time neutral, else that of a
	modality which the base knows. So the LoRA carries the concept, whatever the prompt names."""
	if draw.random() < 0.5:
		return draw.choice(NEUTRAL)
	return caption(draw.choice(list(NAMES)), density, size, draw)


def every_caption() -> list[str]:
	"""All that `caption` and `lora_caption` can return, and the empty one: few enough to be embedded once."""
	texts = {"", *NEUTRAL}
	for modality, names in NAMES.items():
		texts.update(names)
		for name, density, size in product(names, ("", "sparse", "dense"), ("", "small", "large")):
			texts.add(f"{name}, {' '.join(word for word in (density, size, OBJECTS[modality]) if word)}")
	return sorted(texts)


def vocabulary() -> list[str]:
	"""Every word that a caption can hold, and some that people type; each becomes one token."""
	texts = [text for group in NAMES.values() for text in group] + list(OBJECTS.values()) + list(NEUTRAL)
	texts += ["sparse moderate dense", "small medium large", "a the with and on in at many few cell nucleus photo picture"]
	texts += ["red white purple dark bright background sharp blurred", "stained tissue histology"]
	return sorted({word.strip(",") for text in texts for word in text.split()} | {","})
