"""Autoencoder, UNet and noise schedule, as classes of diffusers, so that every program that reads those can run them."""

from diffusers import AutoencoderKL, DDIMScheduler, UNet2DConditionModel

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
		layers_per_block=config.UNET_LAYERS,
		cross_attention_dim=config.TEXT_WIDTH,
		attention_head_dim=4,
		norm_num_groups=16,
		sample_size=64,
	)


def scheduler() -> DDIMScheduler:
	"""Cosine noise (Nichol and Dhariwal 2021) with v-prediction (Salimans and Ho 2022).

	The last timestep is pure noise, so that a picture of strength 1 follows its caption and not the mean brightness that
	a schedule like Stable Diffusion's leaves in (Lin et al. 2023); and images as small as these keep their structure up
	to a higher strength.
	"""
	return DDIMScheduler(
		beta_schedule="squaredcos_cap_v2",
		clip_sample=False,
		set_alpha_to_one=False,
		steps_offset=1,
		timestep_spacing="trailing",
		prediction_type="v_prediction",
	)
