"""The three networks, as classes of diffusers and transformers, so that every program that reads those can run them."""

from diffusers import AutoencoderKL, DDIMScheduler, UNet2DConditionModel
from transformers import CLIPTextConfig, CLIPTextModel

from . import config


def autoencoder() -> AutoencoderKL:
	"""Factor 4 rather than 8 keeps nuclei of 10 pixels sharp; no attention, so cost grows only with the area."""
	levels = len(config.VAE_CHANNELS)
	return AutoencoderKL(
		in_channels=3,
		out_channels=3,
		down_block_types=("DownEncoderBlock2D",) * levels,
		up_block_types=("UpDecoderBlock2D",) * levels,
		block_out_channels=config.VAE_CHANNELS,
		layers_per_block=1,
		latent_channels=config.LATENT_CHANNELS,
		norm_num_groups=8,
		mid_block_add_attention=False,
		# The edge of the tiles that large images are taken in.
		sample_size=512,
	)


def unet() -> UNet2DConditionModel:
	"""Wide at full latent resolution, where texture is made; attention only at a quarter of it, where layout is."""
	return UNet2DConditionModel(
		in_channels=config.LATENT_CHANNELS,
		out_channels=config.LATENT_CHANNELS,
		down_block_types=("DownBlock2D", "DownBlock2D", "CrossAttnDownBlock2D"),
		up_block_types=("CrossAttnUpBlock2D", "UpBlock2D", "UpBlock2D"),
		block_out_channels=config.UNET_CHANNELS,
		layers_per_block=1,
		cross_attention_dim=config.TEXT_WIDTH,
		attention_head_dim=4,
		norm_num_groups=16,
		sample_size=64,
	)


def text_encoder(vocabulary: int, start: int, end: int) -> CLIPTextModel:
	return CLIPTextModel(
		CLIPTextConfig(
			vocab_size=vocabulary,
			hidden_size=config.TEXT_WIDTH,
			intermediate_size=2 * config.TEXT_WIDTH,
			projection_dim=config.TEXT_WIDTH,
			num_hidden_layers=config.TEXT_LAYERS,
			num_attention_heads=config.TEXT_HEADS,
			max_position_embeddings=config.TEXT_POSITIONS,
			hidden_act="quick_gelu",
			bos_token_id=start,
			eos_token_id=end,
			pad_token_id=end,
		)
	)


def scheduler() -> DDIMScheduler:
	"""The noise schedule of Stable Diffusion with v-prediction (Salimans and Ho 2022)."""
	return DDIMScheduler(
		beta_start=0.00085,
		beta_end=0.012,
		beta_schedule="scaled_linear",
		clip_sample=False,
		set_alpha_to_one=False,
		steps_offset=1,
		prediction_type="v_prediction",
	)
