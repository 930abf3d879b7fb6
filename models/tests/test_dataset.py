import random

import pytest

from microdiff import config, dataset, vae_training


def test_split_is_stable_and_keeps_every_image_once(data):
	samples = dataset.read_index(data)
	training, held_out = dataset.split(samples)
	assert dataset.split(samples[::-1])[1] == held_out
	assert sorted(training + held_out, key=str) == sorted(samples, key=str)
	for modality in config.MODALITIES:
		assert sum(sample.modality == modality for sample in held_out) == config.MIN_HELD_OUT


def test_a_new_image_moves_no_other_across_the_split():
	samples = [dataset.Sample(f"brightfield/{i}.png", "brightfield", "dense", 100.0) for i in range(40)]
	before = set(dataset.split(samples)[1])
	more = samples + [dataset.Sample("brightfield/new.png", "brightfield", "dense", 100.0)]
	after = set(dataset.split(more)[1])
	assert len(before - after) <= 1


def test_fluorescence_is_stretched_to_its_percentiles(data):
	sample = next(s for s in dataset.read_index(data) if s.modality == "fluorescence")
	black, white = dataset.grey_range(sample, dataset.load(data, sample))
	assert 9 <= black < 15 and 85 < white <= 90
	image = dataset.square(data, sample, 128)
	assert image.shape == (3, 128, 128)
	assert image.min() == -1 and image.max() == 1


def test_crops_depend_on_the_draw_alone(data):
	source = dataset.CropSource(data, dataset.read_index(data), {"blood_smear": 1.0})
	first, again, other = (source.batch(2, 64, random.Random(seed)) for seed in (3, 3, 4))
	assert first.shape == (2, 3, 64, 64)
	assert first.equal(again) and not first.equal(other)


@pytest.mark.parametrize("level, expected", [(0.0, -1.0), (127.5, 0.0), (255.0, 1.0), (300.0, 1.0)])
def test_grey_values_become_minus_one_to_one(level, expected):
	import numpy as np

	tensor = dataset.to_tensor(np.full((2, 2, 1), level, dtype=np.float32), 0, 255)
	assert tensor.shape == (3, 2, 2)
	assert tensor.allclose(tensor.new_full((3, 2, 2), expected))


def test_every_fourth_crop_of_the_decoder_is_stained_part_of_the_way(data):
	source = vae_training.HalfStained(data)
	crops = source.batch(8, 64, random.Random(2))
	assert crops.shape == (8, 3, 64, 64) and crops.min() >= -1 and crops.max() <= 1
	assert crops.equal(source.batch(8, 64, random.Random(2)))
	assert source.batch(3, 64, random.Random(2)).shape == (3, 3, 64, 64)
