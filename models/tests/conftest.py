"""Small images of known content, so that the tests need no data set."""

import csv

import numpy as np
import pytest
from PIL import Image

from microdiff import config


@pytest.fixture
def data(tmp_path):
	"""A data folder with five grey or coloured images per modality."""
	folder = tmp_path / "data"
	draw = np.random.default_rng(1)
	rows = []
	for modality in config.MODALITIES:
		(folder / modality).mkdir(parents=True)
		for number in range(5):
			shape = (140, 150) if modality in ("fluorescence", "brightfield") else (140, 150, 3)
			Image.fromarray(draw.integers(10, 90, shape, dtype=np.uint8)).save(folder / modality / f"{number}.png")
			rows.append({
				"file": f"{modality}/{number}.png",
				"modality": modality,
				"density": "dense",
				"median_object_area_px": 200,
			})
	with open(folder / "index.csv", "w", newline="") as file:
		writer = csv.DictWriter(file, rows[0])
		writer.writeheader()
		writer.writerows(rows)
	return folder
