import random
from dataclasses import replace

import pytest
import torch

from microdiff import captions, text_training, tokenizer
from microdiff.checkpoint import Checkpoint
from microdiff.config import BASE_MODALITIES, PLANS, Stage
from microdiff.embeddings import CaptionTable
from microdiff.text_training import said


@pytest.fixture
def words(tmp_path):
	tokenizer.write(tmp_path)
	return tokenizer.read(tmp_path)


def test_every_word_of_the_captions_is_one_token(words):
	for word in captions.vocabulary():
		assert words.tokenize(word) == [word + "</w>"]


def test_unknown_words_fall_into_known_letters(words):
	tokens = words.tokenize("zyx Ångström 7")
	assert len(tokens) > 3
	assert words.unk_token not in tokens


def test_ids_are_framed_and_padded_to_77(words):
	ids = tokenizer.ids(words, ["", "dense nuclei"])
	assert ids.shape == (2, 77)
	assert (ids[:, 0] == words.bos_token_id).all()
	assert (ids[0, 1:] == words.eos_token_id).all()
	assert (ids[1, 3:] == words.eos_token_id).all()


def test_lora_captions_never_name_the_concept():
	drawn = [captions.lora_caption("dense", "small", random.Random(seed)) for seed in range(500)]
	assert not any(word in text for text in drawn for word in ("stain", "tissue", "histology", "purple"))
	assert any("fluorescence" in text for text in drawn)
	assert any(text in captions.NEUTRAL for text in drawn)


@pytest.mark.parametrize("area, word", [(119, "small"), (120, "medium"), (450, "medium"), (451, "large")])
def test_size_words_follow_the_index(area, word):
	assert captions.size_word(area) == word


def test_a_caption_says_its_modality_and_its_words():
	assert said("blood smear, dense blood cells", "blood_smear") == [1, 1, 2]
	assert said("fluorescence microscopy, sparse large nuclei", "fluorescence") == [0, 0, 1]
	assert said(captions.NEUTRAL[0], "brightfield") == said("", None) == [3, 2, 2]


def test_the_text_encoder_learns_to_tell_captions_apart(tmp_path):
	stage = Stage(steps=40, batch=24, rate=2e-3, warmup=5, ema=0.8)
	plan = replace(PLANS["cpu"], text=stage)
	text_training.train(plan, tmp_path, lambda line: None)
	reader = text_training.build(tmp_path)
	Checkpoint(tmp_path / "text").load_mean(reader)
	with torch.no_grad():
		modality, *_ = reader([captions.PLAIN[modality] for modality in BASE_MODALITIES])
	assert modality[:, -1].argmax(dim=-1).tolist() == [0, 1, 2]
	table = CaptionTable.load(tmp_path / "text")
	text, words = text_training.load(tmp_path)
	with torch.no_grad():
		expected = text(tokenizer.ids(words, [captions.PLAIN["blood_smear"], ""])).last_hidden_state
	assert torch.allclose(table([captions.PLAIN["blood_smear"], ""]), expected, atol=1e-5)


def test_every_caption_that_is_drawn_is_in_the_table():
	known, draw = set(captions.every_caption()), random.Random(1)
	for _ in range(3000):
		said = draw.choice(("sparse", "moderate", "dense")), draw.choice(("small", "medium", "large"))
		assert captions.caption(draw.choice(BASE_MODALITIES), *said, draw) in known
		assert captions.lora_caption(*said, draw) in known
