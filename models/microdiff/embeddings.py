"""What the text encoder says of every caption, computed once: training needs neither tokenizer nor text encoder."""

import json
from pathlib import Path

import torch
from safetensors import safe_open
from safetensors.torch import save_file

from .checkpoint import write_atomically

FILE = "embeddings.safetensors"


class CaptionTable(torch.nn.Module):
	"""Embeddings [77, width] by caption."""

	def __init__(self, texts: list[str], rows: torch.Tensor):
		super().__init__()
		self.places = {text: place for place, text in enumerate(texts)}
		self.register_buffer("rows", rows, persistent=False)

	def forward(self, texts: list[str]) -> torch.Tensor:
		"""Embeddings [texts, 77, width]; a caption that is not in the table is a KeyError."""
		return self.rows[torch.tensor([self.places[text] for text in texts], device=self.rows.device)]

	@staticmethod
	def load(folder: Path) -> "CaptionTable":
		with safe_open(folder / FILE, "pt") as file:
			return CaptionTable(json.loads(file.metadata()["texts"]), file.get_tensor("rows"))


def save(folder: Path, texts: list[str], rows: torch.Tensor) -> None:
	tensors, metadata = {"rows": rows.detach().cpu().contiguous()}, {"texts": json.dumps(texts)}
	write_atomically(folder / FILE, lambda partial: save_file(tensors, str(partial), metadata))
