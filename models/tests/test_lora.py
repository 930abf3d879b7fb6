import pytest
import torch
from safetensors import safe_open

from microdiff import config, lora_training, networks
from microdiff.lora import Lora
from microdiff.lora_training import DARK, DARK_WEIGHT, FADING, faded, in_colours_of


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
		assert file.get_tensor(f"{key}.lora_down.weight").shape == (2, 160)
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


def test_stained_tissue_takes_on_the_colours_of_a_base_image():
	draw = torch.Generator().manual_seed(3)
	stained = torch.randn(2, 4, 16, 16, generator=draw) * 2 + 1
	base = torch.randn(2, 4, 16, 16, generator=draw) * 0.1 - 3
	base[1, 2] = 0.5
	unstained = in_colours_of(base, stained)
	assert torch.allclose(unstained.mean((2, 3)), base.mean((2, 3)), atol=1e-5)
	assert torch.allclose(unstained.std((2, 3)), base.std((2, 3)), atol=1e-5)
	together = torch.corrcoef(torch.stack([unstained[0, 0].flatten(), stained[0, 0].flatten()]))
	assert together[0, 1] > 0.999
	assert in_colours_of(base, torch.ones_like(base)).isfinite().all()


def test_a_negative_keeps_the_colours_and_turns_the_contrast_over():
	draw = torch.Generator().manual_seed(4)
	stained, base = torch.randn(2, 1, 4, 16, 16, generator=draw)
	plain, negative = in_colours_of(base, stained), in_colours_of(base, -stained)
	middle = base.mean((2, 3), keepdim=True)
	assert torch.allclose(negative - middle, middle - plain, atol=1e-5)


class Patches:
	"""Stands in for encoded images: light modalities are positive, the dark one is negative, stained tissue is 10."""

	def __init__(self, work, shares, caption_of):
		self.middle = 10 if set(shares) == {config.LORA_MODALITY} else -5 if DARK in shares else 5
		assert len(shares) == 1 or DARK not in shares

	def batch(self, count, size, draw):
		noise = torch.randn(count, 4, size, size, generator=torch.Generator().manual_seed(draw.randrange(1000)))
		return noise + self.middle, [""] * count


def test_a_batch_is_dark_or_light_and_its_weight_stands_for_the_dose(monkeypatch, tmp_path):
	seen = []

	def look(stage, folder, lora, batch_of, loss_of, save_seconds, log):
		seen.extend(batch_of(step) for step in range(60))

	monkeypatch.setattr(lora_training, "LatentSource", Patches)
	monkeypatch.setattr(lora_training, "build", lambda plan, work: (None, None))
	monkeypatch.setattr(lora_training.trainer, "train", look)
	lora_training.train(config.Plan(), tmp_path, print)
	kinds = set()
	for stained, unstained, _, dose, weight in seen:
		means = unstained.mean((1, 2, 3))
		dark = bool(means[0] < 0)
		assert ((means < 0) == dark).all()
		turned = torch.corrcoef(torch.stack([stained[0].flatten() - 10, unstained[0].flatten()]))[0, 1] < 0
		assert turned == dark
		assert 0 <= dose <= 1 and weight == pytest.approx(dose * (DARK_WEIGHT if dark else 1))
		kinds.add((dark, dose == 1))
	assert len(kinds) == 4


def test_a_picture_fades_only_where_there_is_noise():
	schedule = networks.scheduler()
	first, last = FADING
	times = torch.tensor([0, first, (first + last) // 2, last, 999]).repeat(400)
	noise = faded(schedule, times, torch.Generator().manual_seed(0)).view(400, 5)
	kept = schedule.alphas_cumprod[times[:5]]
	share = noise / (kept / (1 - kept)).sqrt()
	assert (share[:, :2] == 0).all()
	assert torch.allclose(share.mean(0)[2:], torch.tensor([0.25, 0.5, 0.5]), atol=0.05)
