import json
import random

import pytest
import torch
import torch.nn.functional as F

from microdiff import config, latents, networks, trainer, vae_training
from microdiff.checkpoint import Checkpoint, save_weights
from microdiff.config import Stage
from microdiff.patches import PatchCode
from microdiff.unet_training import timesteps


def run(stage, folder, stop_after=None):
	"""Fits a line to a fixed target and returns the layer."""
	torch.manual_seed(0)
	layer = torch.nn.Linear(4, 1)

	def batch_of(step):
		return torch.randn(8, 4, generator=trainer.seeded(1, step))

	def loss_of(step, x):
		if step == stop_after:
			raise KeyboardInterrupt
		return (layer(x) - x.sum(dim=1, keepdim=True)).square().mean()

	trainer.train(stage, folder, layer, batch_of, loss_of, -1, lambda line: None)
	return layer


def test_a_run_that_was_cut_off_ends_where_a_whole_one_does(tmp_path):
	stage = Stage(steps=60, batch=8, rate=0.05, warmup=5)
	whole = run(stage, tmp_path / "whole")
	with pytest.raises(KeyboardInterrupt):
		run(stage, tmp_path / "cut", stop_after=30)
	assert Checkpoint(tmp_path / "cut").step() == 30
	continued = run(stage, tmp_path / "cut")
	assert torch.allclose(whole.weight, continued.weight, atol=0.02)


def test_a_finished_stage_keeps_only_the_mean_and_is_not_run_again(tmp_path):
	stage = Stage(steps=20, batch=8, rate=0.05)
	run(stage, tmp_path / "stage")
	assert sorted(path.name for path in (tmp_path / "stage").iterdir()) == ["mean.safetensors", "state.json"]
	run(stage, tmp_path / "stage", stop_after=0)
	layer = torch.nn.Linear(4, 1)
	Checkpoint(tmp_path / "stage").load_mean(layer)
	assert (layer.weight != 0).all()


def test_the_rate_rises_stays_and_falls():
	stage = Stage(steps=1000, batch=1, rate=1.0, warmup=100, cooldown=0.3)
	rates = {step: stage.rate_at(step, stage.done(step, 0)) for step in (0, 400, 699, 850, 999)}
	assert rates[0] == pytest.approx(0.01)
	assert rates[400] == rates[699] == 1.0
	assert rates[850] == pytest.approx(0.5)
	assert rates[999] == pytest.approx(1 / 30)


def test_the_clock_ends_a_stage_and_lets_its_rate_fall():
	stage = Stage(steps=10**6, batch=1, rate=1.0, warmup=1, cooldown=0.5, seconds=100)
	assert stage.done(10, 50) == 0.5
	assert stage.rate_at(10, stage.done(10, 75)) == pytest.approx(0.5)
	assert stage.done(20, 101) == 1


def test_a_stage_whose_time_is_over_is_done(tmp_path):
	run(Stage(steps=10**6, batch=8, rate=0.05, warmup=5, seconds=1e-9), tmp_path)
	assert Checkpoint(tmp_path).step() == 1
	assert trainer.is_done(Stage(steps=10**6, batch=8, rate=0.05, seconds=1e-9), tmp_path)
	assert not trainer.is_done(Stage(steps=10**6, batch=8, rate=0.05, seconds=3600), tmp_path)


def test_timesteps_of_little_and_of_much_noise_are_drawn_more_often():
	drawn = torch.cat([timesteps(16, trainer.seeded(0, step)) for step in range(300)])
	assert drawn.min() >= 0 and drawn.max() <= 999
	assert 0.32 < (drawn < 350).float().mean() < 0.37
	assert 0.28 < (drawn >= 850).float().mean() < 0.33


def test_the_networks_fit_each_other():
	vae, unet = networks.autoencoder(), networks.unet()
	with torch.no_grad():
		latent = vae.encode(torch.zeros(1, 3, 64, 96)).latent_dist.mean
		predicted = unet(latent, 10, torch.zeros(1, 77, 128)).sample
		assert latent.shape == predicted.shape == (1, 4, 16, 24)
		assert vae.decode(predicted).sample.shape == (1, 3, 64, 96)


def test_normalising_the_latents_leaves_the_round_trip_as_it_is():
	torch.manual_seed(0)
	vae = networks.autoencoder().eval().requires_grad_(False)
	image = torch.rand(1, 3, 32, 48) * 2 - 1
	before = vae.encode(image).latent_dist
	decoded = vae.decode(before.mean).sample
	mean, matrix = [1.0, -2.0, 0.5, 3.0], torch.eye(4) + torch.rand(4, 4)
	after = vae_training.normalised(vae, mean, matrix.tolist()).encode(image).latent_dist
	centred = before.mean - torch.tensor(mean)[None, :, None, None]
	assert torch.allclose(after.mean, torch.einsum("ij,njhw->nihw", matrix, centred), atol=1e-5)
	assert after.std.max() < 1e-6
	assert torch.allclose(vae.decode(after.mean).sample, decoded, atol=1e-5)
	assert vae.config.scaling_factor == 1.0


def test_whitened_latents_are_uncorrelated_and_lie_about_zero():
	torch.manual_seed(0)
	mixing, offset = torch.rand(4, 4) + torch.eye(4), torch.tensor([3.0, -1.0, 0.0, 2.0])[:, None, None]
	tensors = {m: torch.einsum("ij,jhw->ihw", mixing, torch.randn(4, 16, 16)) + offset for m in config.BASE_MODALITIES}
	moments = latents.channel_moments(tensors, {name: [name, "dense", "small"] for name in tensors})
	values = torch.cat([t.flatten(1) for t in tensors.values()], dim=1).double()
	white = torch.tensor(moments["whitening"], dtype=torch.double) @ (values - torch.tensor(moments["mean"])[:, None])
	assert torch.allclose(white @ white.T / white.shape[1], torch.eye(4, dtype=torch.double), atol=1e-4)
	assert torch.allclose(white.mean(dim=1), torch.zeros(4, dtype=torch.double), atol=1e-5)


def test_the_patch_code_tells_brightness_hue_and_slopes_apart():
	class Crops:
		def batch(self, count, size, draw):
			torch.manual_seed(draw.randrange(1000))
			grey = F.interpolate(torch.randn(count, 1, size // 8, size // 8), size, mode="bicubic")
			return grey + torch.tensor([0.3, 0.0, -0.3])[:, None, None] * torch.randn(count, 1, 1, 1)

	code = PatchCode(Crops(), 32)
	images = Crops().batch(64, 32, random.Random(5))
	values = code.of(images)
	assert values.shape == (64, 4, 8, 8)
	assert torch.allclose(values.std(dim=(0, 2, 3)), torch.ones(4), atol=0.2)
	brightness = F.avg_pool2d(images.mean(dim=1, keepdim=True), 4)
	fitting = [torch.corrcoef(torch.stack([v, brightness.flatten()]))[0, 1].abs() for v in values.transpose(0, 1).flatten(1)]
	assert fitting[0] > 0.99 and max(fitting[1:]) < 0.1


def test_batches_made_ahead_are_the_same_in_the_same_order(monkeypatch):
	plain = list(trainer.ahead(lambda step: step * step, 3, 60))
	monkeypatch.setattr(trainer, "device", lambda: torch.device("cuda"))
	assert list(trainer.ahead(lambda step: step * step, 3, 60)) == plain == [step * step for step in range(3, 60)]


def test_crops_are_cut_whole_out_of_their_picture_and_the_busier_one_is_taken(tmp_path):
	folder = tmp_path / "latents"
	shapes = [(9, 12), (16, 7), (4, 20)]
	tensors = {
		str(i): torch.full((4, *shape), 10.0 * i) + torch.arange(shape[1]) / 100 * (torch.arange(shape[1]) > 4)
		for i, shape in enumerate(shapes)
	}
	save_weights(folder / "0.safetensors", tensors)
	words = {name: ["brightfield", "dense", "small"] for name in tensors}
	(folder / "0.json").write_text(json.dumps(words))
	(folder / "channels.json").write_text(json.dumps({"mean": [0.0] * 4, "whitening": torch.eye(4).tolist()}))
	source = latents.LatentSource(tmp_path, {"brightfield": 1.0}, lambda *said: said[1])
	crops, texts = source.batch(40, 5, random.Random(3))
	assert crops.shape == (40, 4, 5, 5) and texts == ["dense"] * 40
	kinds = (crops.mean((1, 2, 3)) / 10).round()
	assert set(kinds.tolist()) == {0.0, 1.0}
	assert torch.equal(crops[:, :, :1].expand_as(crops), crops)
	again, _ = source.batch(40, 5, random.Random(3))
	assert torch.equal(again, crops)
	# Columns up to the fourth are flat: of two places, a flat one is taken only where both are.
	flat = (crops.std((1, 2, 3)) < 1e-3).float().mean()
	assert flat < 0.3


def test_pictures_of_one_size_are_encoded_together_as_one_by_one():
	torch.manual_seed(0)
	vae = networks.autoencoder().eval()
	pictures = [torch.rand(1, 3, *shape) for shape in ((32, 48), (48, 32), (32, 48))]
	for picture, latent in zip(pictures, latents.encoded(vae, pictures)):
		with torch.no_grad():
			alone = vae.encode(picture).latent_dist.mean[0]
		assert torch.allclose(latent.float(), alone, atol=1e-2)
