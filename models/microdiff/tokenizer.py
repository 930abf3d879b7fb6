"""A vocabulary of our own in the two files that CLIP's tokenizer reads."""

import json
from pathlib import Path

from transformers import CLIPTokenizer
from transformers.models.clip.tokenization_clip import bytes_to_unicode

from . import captions, config

START, END = "<|startoftext|>", "<|endoftext|>"
WORD_END = "</w>"


def merges_of(words: list[str]) -> list[tuple[str, str]]:
	"""Byte pair merges that make each word one token: over and over, the pair that most words still hold."""
	splits = {word: list(word[:-1]) + [word[-1] + WORD_END] for word in words}
	merges = []
	while True:
		counts = {}
		for parts in splits.values():
			for pair in zip(parts, parts[1:]):
				counts[pair] = counts.get(pair, 0) + 1
		if not counts:
			return merges
		best = max(counts, key=lambda pair: (counts[pair], pair))
		merges.append(best)
		splits = {word: merged(parts, best) for word, parts in splits.items()}


def merged(parts: list[str], pair: tuple[str, str]) -> list[str]:
	result, i = [], 0
	while i < len(parts):
		if tuple(parts[i : i + 2]) == pair:
			result.append("".join(pair))
			i += 2
		else:
			result.append(parts[i])
			i += 1
	return result


def write(folder: Path) -> None:
	"""Writes the tokenizer. All 256 bytes are tokens, so any text can be read; unknown words fall into letters."""
	folder.mkdir(parents=True, exist_ok=True)
	letters = list(bytes_to_unicode().values())
	merges = merges_of(captions.vocabulary())
	tokens = letters + [letter + WORD_END for letter in letters] + ["".join(pair) for pair in merges] + [START, END]
	(folder / "vocab.json").write_text(json.dumps({token: i for i, token in enumerate(dict.fromkeys(tokens))}))
	(folder / "merges.txt").write_text("#version: 0.2\n" + "".join(f"{a} {b}\n" for a, b in merges))
	made = CLIPTokenizer(
		str(folder / "vocab.json"),
		str(folder / "merges.txt"),
		pad_token=END,
		model_max_length=config.TEXT_POSITIONS,
	)
	made.save_pretrained(str(folder))


def read(folder: Path) -> CLIPTokenizer:
	return CLIPTokenizer.from_pretrained(str(folder))


def ids(tokenizer: CLIPTokenizer, texts: list[str]):
	"""Token ids [count, 77], padded as Stable Diffusion pads."""
	return tokenizer(texts, padding="max_length", truncation=True, return_tensors="pt").input_ids
