import numpy as np
import pytest

from microdiff import metrics, verdict
from microdiff.classifier import Judge
from microdiff.evaluation import LORA_STRENGTHS, LORA_WEIGHTS

DRAW = np.random.default_rng(0)


def flat(red, green, blue, side=64):
	colour = np.array([red, green, blue], dtype=np.float32)[:, None, None] / 127.5 - 1
	return np.broadcast_to(colour, (3, side, side)) + DRAW.normal(0, 0.02, (3, side, side)).astype(np.float32)


def test_psnr_of_a_known_error():
	image = np.zeros((3, 8, 8))
	assert metrics.psnr(image, image + 0.02) == pytest.approx(40.0)


def test_stain_score_is_zero_for_grey_and_high_for_purple():
	assert metrics.stain_score(flat(120, 120, 120)) == pytest.approx(0, abs=3)
	assert metrics.stain_score(flat(160, 110, 190)) == pytest.approx(50, abs=3)
	assert metrics.stain_score(flat(210, 170, 160)) < 0


def test_blur_loses_fine_power():
	sharp = DRAW.normal(0, 0.3, (3, 64, 64))
	blurred = (sharp + np.roll(sharp, 1, axis=1) + np.roll(sharp, 1, axis=2) + np.roll(sharp, (1, 1), axis=(1, 2))) / 4
	assert metrics.fine_power(blurred) < 0.3 * metrics.fine_power(sharp)


def test_mask_overlap_of_shifted_squares():
	image, other = -np.ones((3, 40, 40)), -np.ones((3, 40, 40))
	image[:, 10:20, 10:20] = 1
	other[:, 10:20, 15:25] = 1
	assert metrics.mask_overlap(image, image) == 1.0
	assert metrics.mask_overlap(image, other) == pytest.approx(50 / 150)


def test_the_judge_tells_modalities_apart_by_colour_and_level():
	kinds = {
		"fluorescence": (15, 15, 15),
		"brightfield": (220, 220, 220),
		"blood_smear": (210, 180, 170),
		"stained_tissue": (160, 110, 190),
	}
	modalities = [kind for kind in kinds for _ in range(6)]
	judge = Judge([flat(*kinds[kind]) for kind in modalities], modalities)
	assert [judge.modality(flat(*kinds[kind])) for kind in kinds] == list(kinds)


def stain_cells(score_of):
	return {(s, w): score_of(s, w) for s in LORA_STRENGTHS for w in LORA_WEIGHTS}


def holds(score_of, modality="fluorescence"):
	return [holds for _, holds in verdict.stain_verdicts(modality, stain_cells(score_of), real=40.0)]


def test_the_verdict_asks_for_the_interaction_of_strength_and_weight():
	assert holds(lambda s, w: 40 * w * s**3) == [True, True, True, True]
	assert holds(lambda s, w: 40 * w - s) == [True, False, False, True]
	assert holds(lambda s, w: 1e-3 * w * s**3) == [True, True, False, False]


def test_on_light_backgrounds_stain_must_show_at_the_lowest_strength():
	assert holds(lambda s, w: 40 * w * s**3, "brightfield")[-1]
	assert not holds(lambda s, w: 40 * w * s**12, "brightfield")[-1]
