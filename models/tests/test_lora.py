import random

import pytest
import torch
from safetensors import safe_open

from microdiff import lora_training, metrics, networks, staining
from microdiff.lora import Lora
from microdiff.lora_training import FADING, faded


@pytest.fixture
def unet():
	torch.manual_seed(0)
	return networks.unet().eval()


def predict(unet):
	torch.manual_seed(1)
	with torch.no_grad():
		return unet(torch.randn(1, 4, 16, 16), 500, torch.randn(1, 77, 128)).sample


def filled(unet):
	lora = Lora(unet, rank=2, alpha=1.0)
	torch.manual_seed(2)
	for branch in lora.branches.values():
		torch.nn.init.normal_(branch.up.weight, std=0.05)
	return lora


def test_an_untrained_branch_and_weight_zero_change_nothing(unet):
	plain = predict(unet)
	lora = Lora(unet, rank=2)
	assert torch.equal(predict(unet), plain)
	torch.nn.init.ones_(next(iter(lora.branches.values())).up.weight)
	assert not torch.allclose(predict(unet), plain)
	lora.weight = 0.0
	assert torch.equal(predict(unet), plain)


def test_the_file_has_kohyas_keys_and_brings_the_branches_back(unet, tmp_path):
	lora = filled(unet)
	lora.save(tmp_path / "lora.safetensors")
	with safe_open(tmp_path / "lora.safetensors", "pt") as file:
		key = "lora_unet_mid_block_attentions_0_transformer_blocks_0_attn1_to_q"
		assert file.get_tensor(f"{key}.lora_down.weight").shape == (2, 208)
		assert file.get_tensor(f"{key}.alpha").item() == 1.0
	painted = predict(unet)
	for branch in lora.branches.values():
		torch.nn.init.zeros_(branch.up.weight)
	lora.alpha = 5.0
	lora.load(tmp_path / "lora.safetensors")
	assert lora.alpha == 1.0
	assert torch.allclose(predict(unet), painted, atol=1e-2)


def test_diffusers_reads_the_file_and_paints_the_same(unet, tmp_path):
	from diffusers.loaders import StableDiffusionLoraLoaderMixin

	lora = filled(unet)
	lora.save(tmp_path / "lora.safetensors")
	lora.load(tmp_path / "lora.safetensors")
	painted = predict(unet)
	torch.manual_seed(0)
	fresh = networks.unet().eval()
	state, alphas = StableDiffusionLoraLoaderMixin.lora_state_dict(tmp_path / "lora.safetensors")
	StableDiffusionLoraLoaderMixin.load_lora_into_unet(state, alphas, fresh)
	other = predict(fresh)
	assert torch.linalg.norm(other - painted) < 1e-5 * torch.linalg.norm(painted)


def test_each_picture_may_have_its_own_weight(unet):
	lora = filled(unet)
	noisy, text = torch.randn(2, 4, 16, 16), torch.randn(2, 77, 128)
	with torch.no_grad():
		lora.weight = torch.tensor([0.0, 0.7])
		together = unet(noisy, 500, text).sample
		for place, weight in enumerate((0.0, 0.7)):
			lora.weight = weight
			alone = unet(noisy[place : place + 1], 500, text[place : place + 1]).sample
			assert torch.allclose(together[place], alone[0], atol=1e-4)


def test_merged_branches_paint_the_same_and_leave_the_layers_as_they_were(unet):
	own = {name: value.clone() for name, value in unet.state_dict().items()}
	lora = filled(unet)
	lora.weight = 0.7
	beside = predict(unet)
	lora.weight = 0.2
	with lora.merged(0.7):
		assert torch.allclose(predict(unet), beside, atol=1e-4)
	assert lora.weight == 0.2
	assert all(torch.equal(value, own[name]) for name, value in unet.state_dict().items())


LIGHT, DARK = torch.tensor([False]), torch.tensor([True])


def cells(dark):
	"""A square on a plain background: dark on light grey, or bright on black."""
	picture = torch.full((1, 3, 32, 32), 0.05 if dark else 0.9)
	picture[..., 8:16, 8:16] = 0.8 if dark else 0.5
	return picture


def tissue():
	picture = torch.tensor([0.85, 0.7, 0.85])[None, :, None, None].repeat(1, 1, 32, 32)
	picture[..., 20:28, 4:12] = torch.tensor([0.4, 0.2, 0.6])[:, None, None]
	return picture


@pytest.mark.parametrize("dark", [LIGHT, DARK])
def test_a_stained_picture_keeps_its_places_and_has_the_colours_of_tissue(dark):
	before, after = staining.pairs(cells(dark.item()), tissue(), dark, torch.tensor([False]))
	assert torch.equal(before, cells(dark.item()))
	nucleus, background = after[0, :, 12, 12], after[0, :, 2, 2]
	assert nucleus.mean() < background.mean() - 0.2
	assert min(nucleus[0], nucleus[2]) > nucleus[1]


@pytest.mark.parametrize("dark", [LIGHT, DARK])
def test_real_tissue_was_a_picture_of_the_base(dark):
	before, after = staining.pairs(cells(dark.item()), tissue(), dark, torch.tensor([True]))
	assert torch.allclose(after, tissue(), atol=1e-6)
	assert torch.allclose(before[:, :1], before[:, 1:2], atol=1e-4)
	nucleus, background = before[0, 0, 24, 8], before[0, 0, 2, 2]
	assert (nucleus > background) == dark.item()


@pytest.mark.parametrize("dark", [LIGHT, DARK])
def test_the_score_rises_with_every_dose_and_no_quarter_is_half_of_it(dark):
	before, after = staining.pairs(cells(dark.item()), tissue(), dark, torch.tensor([False]))
	doses = (0.0, 0.25, 0.5, 0.75, 1.0)
	pictures = [staining.partly(before, after, torch.tensor([dose]), dark) for dose in doses]
	assert torch.equal(pictures[0], before) and torch.allclose(pictures[-1], after, atol=1e-6)
	scores = [metrics.stain_score((picture[0] * 2 - 1).numpy()) for picture in pictures]
	rises = [b - a for a, b in zip(scores, scores[1:])]
	assert min(rises) > 0 and max(rises) < sum(rises) / 2


def test_pale_stain_is_deepened_and_deep_stain_left():
	pale = 0.8 + 0.02 * torch.tensor([1.0, -1.0, 1.0])[None, :, None, None].expand(1, 3, 8, 8)
	assert (staining.deepened(pale)[0, 0] - staining.deepened(pale)[0, 1]).mean() > 0.09
	assert torch.equal(staining.deepened(tissue()), tissue())


def test_a_picture_fades_only_where_there_is_noise():
	schedule = networks.scheduler()
	first, last = FADING
	times = torch.tensor([0, first, (first + last) // 2, last, 999])
	noise = faded(schedule, times, torch.ones(5)).flatten()
	kept = schedule.alphas_cumprod[times]
	assert torch.allclose(noise / (kept / (1 - kept)).sqrt(), torch.tensor([0, 0, 0.5, 1, 1]), atol=1e-4)


def test_doses_are_full_often_and_else_anything_up_to_overdone():
	doses = [lora_training.dose(random.Random(seed)) for seed in range(2000)]
	assert 0.3 < sum(dose == 1 for dose in doses) / 2000 < 0.4
	assert min(doses) < 0.05 and 1.2 < max(doses) <= 1.25
