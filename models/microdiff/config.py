"""Every number that shapes the model or its training, in one place."""

from dataclasses import dataclass

SEED = 20260

BASE_MODALITIES = ("fluorescence", "blood_smear", "brightfield")
LORA_MODALITY = "stained_tissue"
MODALITIES = BASE_MODALITIES + (LORA_MODALITY,)

# The share of held-out images per modality; at least MIN_HELD_OUT of each.
HELD_OUT_FRACTION = 0.1
MIN_HELD_OUT = 3

# What export writes.
MODEL_FOLDER = "microscopy"
LORA_FILE = "microscopy/lora/stained_tissue.safetensors"

# What Img2Img takes where the user says nothing (img2img.json). No prompt: one of another modality spoils a picture.
SUGGESTIONS = {"guidance": 2}

LATENT_CHANNELS = 4
LATENT_FACTOR = 4

VAE_CHANNELS = (32, 48, 96)
UNET_CHANNELS = (64, 112, 160)
TEXT_WIDTH = 128
TEXT_LAYERS = 2
TEXT_HEADS = 4
TEXT_POSITIONS = 77


@dataclass(frozen=True)
class Stage:
	"""How long a training stage runs and how fast it learns.

	The rate climbs linearly over `warmup` steps, stays at `rate`, and falls linearly to a thirtieth
	over the last `cooldown` part of the run. Until the cool-down begins `steps` may be changed between
	two pieces of a run without a jump.
	"""

	steps: int
	batch: int
	rate: float
	warmup: int = 100
	cooldown: float = 0.35
	ema: float = 0.999

	def rate_at(self, step: int) -> float:
		rise = (step + 1) / self.warmup
		left = (self.steps - step) / max(1.0, self.cooldown * self.steps)
		return self.rate * min(1.0, rise, max(1 / 30, left))


@dataclass(frozen=True)
class Plan:
	"""The stages of a whole training. Without changes: four hours on two CPU cores with AMX, else twelve."""

	encoder: Stage = Stage(steps=900, batch=8, rate=1.5e-3, ema=0.99)
	decoder: Stage = Stage(steps=4000, batch=8, rate=1.2e-3, ema=0.995)
	text: Stage = Stage(steps=400, batch=32, rate=1e-3, warmup=30, ema=0.98)
	unet: Stage = Stage(steps=17500, batch=16, rate=8e-4, ema=0.997)
	lora: Stage = Stage(steps=3100, batch=16, rate=2e-3, warmup=30, ema=0.97)
	vae_crop: int = 96
	# Latent crops of the UNet and their shares: 32 is 128 pixels.
	latent_crops: tuple = ((32, 0.5), (64, 0.5))
	latent_variants: int = 4
	caption_dropout: float = 0.12
	lora_rank: int = 8
	# Of the finished LoRA, which learns with alpha = rank: about half, since at high strength more saturates.
	lora_alpha: float = 4.5
	save_seconds: int = 180


# On a GPU a step costs little more with a larger batch, and larger crops are affordable.
PLANS = {
	"cpu": Plan(),
	"gpu": Plan(
		encoder=Stage(steps=3000, batch=48, rate=2e-3, warmup=300),
		decoder=Stage(steps=8000, batch=48, rate=1.5e-3, warmup=300),
		unet=Stage(steps=16000, batch=128, rate=1.2e-3, warmup=500, ema=0.9995),
		lora=Stage(steps=1500, batch=64, rate=1e-3, ema=0.995),
		latent_crops=((32, 0.6), (64, 0.4)),
		latent_variants=6,
		save_seconds=60,
	),
}
