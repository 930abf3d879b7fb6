import json
from dataclasses import replace

import pytest
import torch

from microdiff import captions, config, embeddings, lora_levelling, lora_training, metrics, networks, trainer
from microdiff.checkpoint import Checkpoint, save_weights
from microdiff.config import Stage
from microdiff.lora import Lora

PLAN = replace(config.Plan(), level=Stage(steps=2, batch=2, rate=1e-3, warmup=1), level_crop=16)


@pytest.fixture
def work(tmp_path):
	"""A work folder in which all stages before are done, untrained."""
	torch.manual_seed(0)
	vae, unet = networks.autoencoder(), networks.unet()
	networks_of = {"encoder": vae, "decoder": vae, "unet": torch.nn.ModuleDict({"unet": unet}), "lora": Lora(unet, PLAN.lora_rank)}
	for branch in networks_of["lora"].branches.values():
		torch.nn.init.normal_(branch.up.weight, std=0.02)
	for stage, module in networks_of.items():
		Checkpoint(tmp_path / stage).finish(dict(module.named_parameters()), {"step": 1, "seconds": 0.0})
	texts = captions.every_caption()
	embeddings.save(tmp_path / "text", texts, torch.randn(len(texts), 77, config.TEXT_WIDTH))
	names = {modality: [modality, "dense", "small"] for modality in config.BASE_MODALITIES}
	save_weights(tmp_path / "latents" / "0.safetensors", {name: torch.randn(4, 20, 20).half() for name in names})
	(tmp_path / "latents" / "0.json").write_text(json.dumps(names))
	moments = {"mean": [0.0] * 4, "whitening": torch.eye(4).tolist()}
	(tmp_path / "latents" / "channels.json").write_text(json.dumps(moments))
	return tmp_path


def loss_in(work, monkeypatch, modality, strength=None):
	"""The LoRA, and a function that gives its loss on one batch of a modality, at weight 1."""
	caught = {}
	monkeypatch.setattr(trainer, "train", lambda *given: caught.update(zip(("lora", "batch_of", "loss_of"), given[2:])))
	monkeypatch.setattr(lora_levelling, "weight_of", lambda step: 1.0)
	lora_levelling.train(PLAN, work, print)
	batches = map(caught["batch_of"], range(100))
	batch = next(b for b in batches if b[0] == modality and strength in (None, b[2]))
	return caught["lora"], lambda step: caught["loss_of"](step, batch)


@pytest.fixture(autouse=True)
def small(monkeypatch):
	monkeypatch.setattr(lora_levelling, "STEPS", 4)


def test_what_is_wanted_is_learnt(work, monkeypatch):
	lora, loss_of = loss_in(work, monkeypatch, "brightfield")
	optimizer = torch.optim.Adam(lora.parameters(), 1e-3)
	losses = []
	for step in range(8):
		loss = loss_of(step)
		losses.append(loss.item())
		optimizer.zero_grad()
		loss.backward()
		optimizer.step()
	assert losses[-1] < 0.5 * losses[0]


def test_a_rise_that_is_changed_is_what_is_wanted_at_its_strength(work, monkeypatch):
	_, loss_of = loss_in(work, monkeypatch, "fluorescence", strength=0.8)
	monkeypatch.setattr(lora_levelling, "VISIBLE", {})
	monkeypatch.setattr(lora_levelling, "LEAST_RISE", -255.0)
	losses = {}
	for part in (1.0, 0.5):
		monkeypatch.setattr(lora_levelling, "RISES", {"fluorescence": {0.8: part}})
		losses[part] = loss_of(0).item()
	# Weight 1 of the LoRA as it was brings the former rise, to the rounding of bfloat16.
	assert losses[1.0] < 0.01 < losses[0.5]


def test_contrast_that_is_lacking_is_learnt(work, monkeypatch):
	lora, loss_of = loss_in(work, monkeypatch, "fluorescence")
	monkeypatch.setattr(lora_levelling, "RISES", {})
	without = loss_of(0).item()
	monkeypatch.setattr(lora_levelling, "VISIBLE", {"fluorescence": 2.0})
	lacking = loss_of(0)
	assert lacking.item() > without + 0.1
	lacking.backward()
	assert any(branch.up.weight.grad.abs().sum() > 0 for branch in lora.branches.values())


def test_contrast_is_of_what_is_larger_than_latent_pixels_and_smaller_than_the_surroundings():
	rows = torch.arange(256)
	patterns = [(rows // half % 2 * 2 - 1).float() for half in (1, config.LATENT_FACTOR, 16, 128)]
	*fine, nuclei, halves = lora_levelling.contrasts(torch.stack([p.expand(3, 256, 256) for p in patterns])).tolist()
	assert max(fine) < 0.01 and nuclei > 0.7 and halves < 0.5


@pytest.mark.parametrize("modality", lora_levelling.HELD)
def test_what_is_even_is_held_as_it_was(work, monkeypatch, modality):
	lora, loss_of = loss_in(work, monkeypatch, modality)
	assert loss_of(0).item() == 0
	with torch.no_grad():
		for branch in lora.branches.values():
			branch.up.weight *= 1.5
	changed = loss_of(0)
	changed.backward()
	assert changed.item() > 0
	# Back to where they were is downhill.
	branch = next(iter(lora.branches.values()))
	assert (branch.up.weight * branch.up.weight.grad).sum() > 0


def test_the_levelled_lora_is_the_one_that_is_used(work):
	former = weights(lora_training.load(PLAN, work)[1])
	lora_levelling.train(PLAN, work, lambda line: None)
	lora_levelling.train(PLAN, work, lambda line: pytest.fail("it is done"))
	levelled = weights(lora_training.load(PLAN, work)[1])
	assert any(not torch.equal(levelled[name], former[name]) for name in former)
	kept = weights(lora_training.load(PLAN, work, levelled=False)[1])
	assert all(torch.equal(kept[name], former[name]) for name in former)


def test_weights_are_spread_evenly_and_are_all_of_it_now_and_then():
	drawn = [lora_levelling.weight_of(step) for step in range(220)]
	assert min(drawn) > 0 and 0.05 < drawn.count(1.0) / len(drawn) < 0.15
	for quarter in range(4):
		assert 0.2 < sum(quarter / 4 <= weight < (quarter + 1) / 4 for weight in drawn) / len(drawn) < 0.25


def test_the_score_is_that_of_the_metrics():
	pictures = torch.rand(3, 3, 8, 8) * 2 - 1
	expected = [metrics.stain_score(picture.numpy()) for picture in pictures]
	assert lora_levelling.stain_scores(pictures).tolist() == pytest.approx(expected, abs=1e-3)


def test_slopes_are_those_of_the_scheduler():
	schedule = networks.scheduler()
	schedule.set_timesteps(10)
	times = list(schedule.timesteps[4:])
	velocities = [torch.randn(1, 4, 2, 2, requires_grad=True) for _ in times]
	latents = torch.randn(1, 4, 2, 2)
	for time, velocity in zip(times, velocities):
		latents = schedule.step(velocity, time, latents).prev_sample
	gradients = torch.autograd.grad(latents.sum(), velocities)
	slopes = lora_levelling.last_latents_slopes(schedule, times)
	for gradient, slope in zip(gradients, slopes):
		assert torch.allclose(gradient, slope.expand_as(gradient), atol=1e-4)


def weights(lora):
	return {name: value.clone() for name, value in lora.named_parameters()}
