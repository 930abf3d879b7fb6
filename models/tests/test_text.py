import random

import pytest

from microdiff import captions, tokenizer


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
