"""Trains, judges and exports the small latent diffusion model that comes with the Img2Img plugin."""
