"""Stage 4: the text encoder learns to tell captions apart; after that it is left as it is."""

import random
from pathlib import Path

import torch
import torch.nn.functional as F
from transformers import CLIPTextConfig, CLIPTextModel, CLIPTokenizer

from . import captions, config, embeddings, tokenizer, trainer
from .checkpoint import Checkpoint

# What a caption may say: one of each row's words, or none of them.
MEANINGS = (config.BASE_MODALITIES, ("sparse", "dense"), ("small", "large"))


def text_encoder(tokenizer: CLIPTokenizer) -> CLIPTextModel:
	return CLIPTextModel(
		CLIPTextConfig(
			vocab_size=len(tokenizer),
			hidden_size=config.TEXT_WIDTH,
			intermediate_size=2 * config.TEXT_WIDTH,
			projection_dim=config.TEXT_WIDTH,
			num_hidden_layers=config.TEXT_LAYERS,
			num_attention_heads=config.TEXT_HEADS,
			max_position_embeddings=config.TEXT_POSITIONS,
			hidden_act="quick_gelu",
			bos_token_id=tokenizer.bos_token_id,
			eos_token_id=tokenizer.eos_token_id,
			pad_token_id=tokenizer.eos_token_id,
		)
	)


class CaptionReader(torch.nn.Module):
	"""A text encoder and one linear layer that names what a caption said; only the encoder is kept."""

	def __init__(self, folder: Path):
		super().__init__()
		self.tokenizer = tokenizer.read(folder)
		self.text = text_encoder(self.tokenizer)
		self.names = torch.nn.Linear(config.TEXT_WIDTH, sum(len(words) + 1 for words in MEANINGS))

	def forward(self, texts: list[str]) -> list[torch.Tensor]:
		"""For each row of MEANINGS the scores [texts, 77, words + 1] at every position of the text."""
		ids = tokenizer.ids(self.tokenizer, texts).to(self.names.weight.device)
		scores = self.names(self.text(ids).last_hidden_state)
		return list(scores.split([len(words) + 1 for words in MEANINGS], dim=-1))


def said(text: str, modality: str | None) -> list[int]:
	"""The index of the word in each row of MEANINGS that `text` says; the row's length for none."""
	words = text.split()
	spoken = (next((i for i, word in enumerate(row) if word in words), len(row)) for row in MEANINGS[1:])
	named = modality is not None and text not in captions.NEUTRAL
	return [MEANINGS[0].index(modality) if named else len(MEANINGS[0]), *spoken]


def build(work: Path) -> CaptionReader:
	torch.manual_seed(config.SEED)
	folder = work / "tokenizer"
	tokenizer.write(folder)
	return CaptionReader(folder).to(trainer.device())


def load(work: Path) -> tuple:
	"""The trained text encoder and its tokenizer."""
	reader = build(work)
	Checkpoint(work / "text").load_mean(torch.nn.ModuleDict({"text": reader.text}))
	return reader.text.eval(), reader.tokenizer


def draw_captions(plan: config.Plan, draw: random.Random) -> tuple[list[str], torch.Tensor]:
	"""Captions of images that need not exist, some of them empty, and what each says [texts, rows of MEANINGS]."""
	texts, answers = [], []
	for _ in range(plan.text.batch):
		modality = draw.choice(config.BASE_MODALITIES)
		density, size = draw.choice(("sparse", "moderate", "dense")), draw.choice(("small", "medium", "large"))
		text = captions.caption(modality, density, size, draw)
		if draw.random() < plan.caption_dropout:
			text, modality = "", None
		texts.append(text)
		answers.append(said(text, modality))
	return texts, torch.tensor(answers)


def train(plan: config.Plan, work: Path, log) -> None:
	"""Trains the encoder and writes down what it says of every caption.

	A position sees those before it: the last words and all the padding know the whole caption and are asked.
	"""
	if trainer.is_done(plan.text, work / "text"):
		return
	reader = build(work)

	def batch_of(step: int):
		return draw_captions(plan, random.Random(config.SEED * 32452843 + step))

	def loss_of(_, batch) -> torch.Tensor:
		texts, answers = batch
		answers = answers.to(trainer.device())
		longest = max(len(ids) for ids in reader.tokenizer(texts).input_ids)
		scores = [row[:, longest - 1 :].transpose(1, 2) for row in reader(texts)]
		return sum(
			F.cross_entropy(row, answers[:, i : i + 1].expand(-1, row.shape[2])) for i, row in enumerate(scores)
		)

	trainer.train(plan.text, work / "text", reader, batch_of, loss_of, plan.save_seconds, log)
	embed(work)


def embed(work: Path) -> None:
	text, words = load(work)
	texts = captions.every_caption()
	with torch.no_grad():
		rows = text(tokenizer.ids(words, texts).to(trainer.device())).last_hidden_state
	embeddings.save(work / "text", texts, rows)
