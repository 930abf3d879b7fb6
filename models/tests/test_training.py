import random

import pytest
import torch
import torch.nn.functional as F

from microdiff import config, latents, networks, trainer, vae_training
from microdiff.checkpoint import Checkpoint
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
	assert stage.rate_at(0) == pytest.approx(0.01)
	assert stage.rate_at(400) == stage.rate_at(699) == 1.0
	assert stage.rate_at(850) == pytest.approx(0.5)
	assert stage.rate_at(999) == pytest.approx(1 / 30)


def test_timesteps_of_little_and_of_much_noise_are_drawn_more_often():
	drawn = torch.cat([timesteps(16, trainer.seeded(0, step)) for step in range(300)])
	assert drawn.min() >= 0 and drawn.max() <= 999
	assert 0.29 < (drawn < 350).float().mean() < 0.33
	assert 0.37 < (drawn >= 850).float().mean() < 0.41


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
