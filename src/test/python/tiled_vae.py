# Copyright (c) 2026, Img2Img developers. BSD 2-Clause licence, see LICENSE.txt.
"""Encodes and decodes an image in tiles, with diffusers' AutoencoderKL and the VAE of models/tiny_vae.

usage: python tiled_vae.py     (writes goldens/vae_tiled.safetensors)

Width and height are no multiples of a tile, so that the last ones are cut.
"""

import torch
from safetensors.torch import save

import tiny
from files import RESOURCES, write

WIDTH, HEIGHT = 200, 120


@torch.no_grad()
def main():
    vae = tiny.vae().eval()
    vae.enable_tiling()
    picture = torch.randn(1, 3, HEIGHT, WIDTH, generator=torch.Generator().manual_seed(1)).clamp(-1, 1)
    moments = vae.encode(picture).latent_dist.parameters
    latent = moments[:, :4].clone()
    decoded = vae.decode(latent).sample
    write(RESOURCES / "goldens" / "vae_tiled.safetensors",
          save(dict(image=picture, moments=moments, latent=latent, decoded=decoded)))


if __name__ == "__main__":
    main()
