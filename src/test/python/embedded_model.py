"""What diffusers makes of the embedded model: the latents of src/test/resources/goldens/microscopy.safetensors.

    python src/test/python/embedded_model.py WORK

WORK is the folder of checkpoints that models/microscopy was exported from. The weights are rounded as the exported
files hold them; the LoRA is read from the file that comes with the model. Requirements: those of models/.
"""

import sys
from pathlib import Path

import numpy as np
import torch
from diffusers import StableDiffusionImg2ImgPipeline
from safetensors.torch import load_file, save_file

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "models"))

from microdiff import config, export  # noqa: E402
from microdiff.lora import Lora  # noqa: E402

SIDE, STEPS, STRENGTH, GUIDANCE, SEED = 64, 8, 0.75, 2.0, 7
PROMPT = "blood smear, blood cells"
WEIGHTS = (0.0, 0.5, 1.0, 1.25)


def picture() -> np.ndarray:
	"""Discs on a light background, [SIDE, SIDE, 3], 8 bits."""
	image = np.full((SIDE, SIDE, 3), (226, 218, 222), np.uint8)
	rows, columns = np.mgrid[:SIDE, :SIDE]
	for y, x, radius in ((15, 17, 9), (40, 44, 11), (52, 14, 8), (12, 50, 7)):
		image[(rows - y) ** 2 + (columns - x) ** 2 < radius**2] = (206, 140, 148)
	return image


def as_exported(module: torch.nn.Module) -> None:
	with torch.no_grad():
		for parameter in module.parameters():
			if parameter.numel() >= export.SMALLEST_HALVED:
				parameter.copy_(parameter.half().float())


def main() -> None:
	parts = export.pipeline(Path(sys.argv[1]))
	for module in (parts.vae, parts.text_encoder, parts.unet):
		as_exported(module)
	file = ROOT / "models" / config.LORA_FILE
	rank = next(t.shape[0] for name, t in load_file(file).items() if name.endswith("lora_down.weight"))
	lora = Lora(parts.unet, rank).requires_grad_(False)
	lora.load(file)
	pipeline = StableDiffusionImg2ImgPipeline(**parts.components, requires_safety_checker=False)
	image = torch.from_numpy(picture()).permute(2, 0, 1)[None].float().contiguous() / 127.5 - 1
	tensors = {"image": image}
	for weight in WEIGHTS:
		lora.weight = weight
		latents = pipeline(
			PROMPT,
			# The pipeline takes an image without negative numbers as one of 0 to 1.
			image=(image + 1) / 2,
			strength=STRENGTH,
			num_inference_steps=STEPS,
			guidance_scale=GUIDANCE,
			generator=torch.Generator().manual_seed(SEED),
			output_type="latent",
		).images
		tensors[f"weight {weight}"] = latents.contiguous()
		print(weight, latents.std().item())
	save_file(tensors, str(ROOT / "src/test/resources/goldens/microscopy.safetensors"))


if __name__ == "__main__":
	main()
