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
UNET_CHANNELS = (64, 128, 208)
UNET_LAYERS = 2
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

	With `seconds` the clock ends the stage and `steps` is only an upper bound: a GPU is lent for minutes, and how many
	steps fit in is not known before.
	"""

	steps: int
	batch: int
	rate: float
	warmup: int = 100
	cooldown: float = 0.35
	ema: float = 0.999
	seconds: float | None = None

	def done(self, step: int, seconds: float) -> float:
		"""The part of the stage that is over, 0 to 1."""
		return min(1.0, max(step / self.steps, seconds / self.seconds if self.seconds else 0.0))

	def rate_at(self, step: int, done: float) -> float:
		rise = (step + 1) / self.warmup
		left = (1 - done) / self.cooldown
		return self.rate * min(1.0, rise, max(1 / 30, left))


@dataclass(frozen=True)
class Plan:
	"""The stages of a whole training. Without changes: four hours on two CPU cores with AMX, else twelve."""

	encoder: Stage = Stage(steps=900, batch=8, rate=1.5e-3, ema=0.99)
	decoder: Stage = Stage(steps=4000, batch=8, rate=1.2e-3, ema=0.995)
	text: Stage = Stage(steps=400, batch=32, rate=1e-3, warmup=30, ema=0.98)
	unet: Stage = Stage(steps=20000, batch=16, rate=8e-4, ema=0.999)
	lora: Stage = Stage(steps=3000, batch=16, rate=2e-3, warmup=30, ema=0.99)
	level: Stage = Stage(steps=240, batch=6, rate=5e-4, warmup=10, cooldown=0.4, ema=0.97)
	vae_crop: int = 96
	# Latent crops of the UNet and their shares: 32 is 128 pixels.
	latent_crops: tuple = ((32, 0.5), (64, 0.5))
	# Latent crops that the LoRA is levelled on. On small ones the change between two weights is smoother than on images.
	level_crop: int = 48
	latent_variants: int = 4
	caption_dropout: float = 0.12
	lora_rank: int = 12
	save_seconds: int = 180
	# Whether the UNet's steps are recorded once and replayed, since launching its thousands of small kernels one by one
	# takes a GPU longer than they do.
	graphs: bool = False


# On a GPU a step costs little more with a larger batch, the clock decides, and larger crops are affordable. Seven
# minutes of an H100 for UNet and LoRA, beside an autoencoder and a text encoder that are there already. Levelling takes
# three and a half more, and 8 GB: some 240 steps on an H200, of half a second once the fastest convolutions are found.
PLANS = {
	"cpu": Plan(),
	"gpu": Plan(
		encoder=Stage(steps=3000, batch=48, rate=2e-3, warmup=300),
		decoder=Stage(steps=8000, batch=48, rate=1.5e-3, warmup=300),
		unet=Stage(steps=100000, batch=320, rate=1e-3, warmup=200, ema=0.9993, seconds=330),
		lora=Stage(steps=20000, batch=192, rate=1.5e-3, warmup=50, ema=0.995, seconds=100),
		level=Stage(steps=20000, batch=16, rate=5e-4, warmup=10, cooldown=0.4, ema=0.98, seconds=200),
		level_crop=64,
		latent_crops=((32, 0.35), (64, 0.65)),
		latent_variants=8,
		save_seconds=60,
		graphs=True,
	),
}
