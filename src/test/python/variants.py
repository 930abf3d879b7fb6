# Copyright (c) 2026, Img2Img developers. BSD 2-Clause licence, see LICENSE.txt.
"""Tiny models of the other Stable Diffusion families, further cases on the shared models, and their goldens.

usage: python variants.py GOLDENS [NAME...]      (GOLDENS: the directory that compact.py copies from)
"""

import json
import shutil
import sys
import warnings
from pathlib import Path

import diffusers
from diffusers import (
    DDIMScheduler, EulerDiscreteScheduler, LatentConsistencyModelImg2ImgPipeline, LCMScheduler, PNDMScheduler,
    StableDiffusionImg2ImgPipeline, StableDiffusionInpaintPipeline, StableDiffusionXLImg2ImgPipeline,
    StableDiffusionXLInpaintPipeline)
from PIL import Image
from transformers import CLIPTokenizer

import from_onnx
import tiny
from files import RESOURCES, write_json
from goldens import scheduler, write_cases, write_png

MODELS = RESOURCES / "models"
SD_BETAS = dict(beta_start=0.00085, beta_end=0.012, beta_schedule="scaled_linear", num_train_timesteps=1000)
WIDTH, HEIGHT = 64, 48
BIG_SEED = 2 ** 40 + 1


def clear(name):
    target = MODELS / name
    shutil.rmtree(target, ignore_errors=True)
    return target


def write_pictures(target, with_mask=False):
    image, mask = tiny.picture(WIDTH, HEIGHT), tiny.mask(WIDTH, HEIGHT)
    write_png(target / "input.png", image)
    if with_mask:
        write_png(target / "mask.png", mask)
    return image, mask


def sd_parts(pipe_scheduler, words, unet, text_encoder, vae=None):
    return dict(vae=vae or tiny.vae(), text_encoder=text_encoder, tokenizer=words, unet=unet, scheduler=pipe_scheduler,
                safety_checker=None, feature_extractor=None, requires_safety_checker=False)


class Variants:
    """Each method makes one directory below models/, named like it."""

    def __init__(self, goldens):
        self.goldens = goldens
        self.words = CLIPTokenizer.from_pretrained(goldens / "sd15" / "onnx" / "tokenizer")
        self.words_2 = CLIPTokenizer.from_pretrained(goldens / "sdxl" / "onnx" / "tokenizer_2")

    def tiny_vae(self):
        """The parts that all the tiny variants have in common."""
        target = clear("tiny_vae")
        parts = sd_parts(DDIMScheduler(**SD_BETAS), self.words, tiny.unet(), tiny.text_encoder())
        tiny.export(StableDiffusionImg2ImgPipeline(**parts), target, parts={"vae_encoder", "vae_decoder"})

    def build(self, target, pipeline_class, parts, cases, with_mask=False):
        """Exports a model without the parts of tiny_vae and runs its cases."""
        tiny.export(pipeline_class(**parts), target)
        for part in ("vae_encoder", "vae_decoder"):
            (target / part / "model.onnx.gz").unlink()
        image, mask = write_pictures(target, with_mask)
        make = lambda case: pipeline_class(**{**parts, "scheduler": scheduler(target / "scheduler")})
        write_cases(target, make, cases, image, mask, base="tiny_vae")

    def sd2(self):
        """v-prediction, zero terminal SNR, padding with "!", linear projections, a list of head counts."""
        target = clear("sd2")
        own = DDIMScheduler(**SD_BETAS, prediction_type="v_prediction", timestep_spacing="trailing",
                            rescale_betas_zero_snr=True, clip_sample=False, set_alpha_to_one=False, steps_offset=1)
        unet = tiny.unet(31, attention_head_dim=[2, 4], use_linear_projection=True, up_block_types=(
            "CrossAttnUpBlock2D", "CrossAttnUpBlock2D"), down_block_types=("CrossAttnDownBlock2D",) * 2)
        self.build(target, StableDiffusionImg2ImgPipeline,
                   sd_parts(own, self.words_2, unet, tiny.text_encoder(hidden_act="gelu", pad_token_id=0)), [
            dict(seed=1, png=True), dict(seed=2, strength=1.0, steps=6, guidance=7.5),
            dict(seed=3, prompt="bright nuclei!! on a dark background", negative_prompt=None),
            dict(seed=4, scheduler="EulerDiscreteScheduler"),
            dict(seed=5, scheduler="DPMSolverMultistepScheduler", scheduler_options=dict(use_karras_sigmas=True),
                 strength=0.6),
            dict(seed=6, guidance=1.0, strength=0.3, steps=10)])
        # The two files as Stable Diffusion 2 has them: they disagree about the padding, and the map wins.
        tokens = {k: dict(content=v, lstrip=False, normalized=True, rstrip=False, single_word=False) for k, v in dict(
            bos_token="<|startoftext|>", eos_token="<|endoftext|>", unk_token="<|endoftext|>").items()}
        write_json(target / "tokenizer" / "special_tokens_map.json", dict(tokens, pad_token="!"))
        write_json(target / "tokenizer" / "tokenizer_config.json", dict(
            tokens, pad_token="<|endoftext|>", add_prefix_space=False, do_lower_case=True, errors="replace",
            model_max_length=77, tokenizer_class="CLIPTokenizer"))
        text = "bright nuclei!! on a dark background"
        if tiny.tokenizer(target / "tokenizer")(text).input_ids != self.words_2(text).input_ids:
            raise AssertionError("the two ways to write the tokenizer's configuration differ")

    def lcm(self):
        """A UNet that takes the guidance as an input, in the latent consistency pipeline, which cuts no steps."""
        target = clear("lcm")
        own = LCMScheduler(**SD_BETAS, set_alpha_to_one=True, clip_sample=False, steps_offset=1)
        self.build(target, LatentConsistencyModelImg2ImgPipeline,
                   sd_parts(own, self.words, tiny.unet(32, time_cond_proj_dim=32), tiny.text_encoder()), [
            dict(seed=1, steps=4, strength=0.8, guidance=8.5, png=True), dict(seed=2, strength=0.5, guidance=8.5),
            dict(seed=3, steps=1, strength=1.0, guidance=1.0), dict(seeds=[4, BIG_SEED], steps=4, guidance=2.0)])

    def sdxl_refiner(self):
        """The second text encoder alone, and five time ids with the aesthetic score."""
        target = clear("sdxl_refiner")
        own = EulerDiscreteScheduler(**SD_BETAS, timestep_spacing="leading", steps_offset=1)
        unet = tiny.unet(33, addition_embed_type="text_time", addition_time_embed_dim=4,
                         projection_class_embeddings_input_dim=5 * 4 + 16, attention_head_dim=[2, 4],
                         use_linear_projection=True)
        parts = dict(vae=tiny.vae(scaling_factor=0.13025), text_encoder=None, tokenizer=None, unet=unet, scheduler=own,
                     text_encoder_2=tiny.text_encoder(projection=True, pad_token_id=0), tokenizer_2=self.words_2,
                     requires_aesthetics_score=True, force_zeros_for_empty_prompt=False, add_watermarker=False)
        self.build(target, StableDiffusionXLImg2ImgPipeline, parts, [
            dict(seed=1, strength=0.3, steps=20, png=True), dict(seed=2, negative_prompt=None),
            dict(seed=3, guidance=1.0, strength=0.5)])

    def inpaint9(self):
        """A UNet of nine channels: latents, mask, masked image."""
        target = clear("inpaint9")
        own = PNDMScheduler(**SD_BETAS, skip_prk_steps=True, set_alpha_to_one=False, steps_offset=1)
        self.build(target, StableDiffusionInpaintPipeline,
                   sd_parts(own, self.words, tiny.unet(34, in_channels=9), tiny.text_encoder()), [
            dict(seed=1, strength=1.0, png=True), dict(seed=2, strength=0.6), dict(seed=3, strength=0.6, guidance=1.0),
            dict(seed=4, strength=0.8, scheduler="EulerAncestralDiscreteScheduler"),
            dict(seed=5, strength=1.0, scheduler="EulerDiscreteScheduler"),
            dict(seeds=[6, BIG_SEED], strength=1.0, scheduler="DDIMScheduler",
                 scheduler_options=dict(clip_sample=False))], with_mask=True)

    def shared(self, name):
        """The parts of one of the shared models, as torch modules."""
        directory = self.goldens / name / "onnx"
        parts = dict(vae=from_onnx.vae(directory), unet=from_onnx.unet(directory / "unet"), tokenizer=self.words,
                     text_encoder=from_onnx.text_encoder(directory / "text_encoder"))
        if name == "sdxl":
            return dict(parts, text_encoder_2=from_onnx.text_encoder(directory / "text_encoder_2"),
                        tokenizer_2=self.words_2, force_zeros_for_empty_prompt=True, add_watermarker=False)
        return dict(parts, safety_checker=None, feature_extractor=None, requires_safety_checker=False)

    def more(self, name, base, pipeline_class, cases, config=None, mask=None, inpaint_class=None):
        """Further cases on a shared model, with a scheduler_config.json of their own if one is given."""
        target = clear(name)
        parts, source = self.shared(base), self.goldens / base
        directory = source / "onnx" / "scheduler"
        if config:
            directory = target / "scheduler"
            write_json(directory / "scheduler_config.json", config)
        image = Image.open(source / "input.png")
        if mask:
            write_png(target / "mask.png", mask)
        make = lambda case: (inpaint_class if case.get("mask") else pipeline_class)(
            **parts, scheduler=scheduler(directory))
        write_cases(target, make, cases, image, mask, base=base)

    def sd15_more(self):
        karras = dict(scheduler_options=dict(use_karras_sigmas=True))
        self.more("sd15_more", "sd15", StableDiffusionImg2ImgPipeline, [
            dict(seed=1, steps=10, guidance=7.5, scheduler="DPMSolverMultistepScheduler", **karras, png=True),
            dict(seed=2, steps=10, guidance=7.5, scheduler="EulerAncestralDiscreteScheduler", png=True),
            dict(seed=3, scheduler="HeunDiscreteScheduler"),
            # Little noise over a latent that float32 itself knows to 2e-5 only (the VAE against float64).
            dict(seed=4, strength=0.3, steps=10, scheduler="HeunDiscreteScheduler", **karras, tolerance=3e-5),
            dict(seed=5, scheduler="KDPM2AncestralDiscreteScheduler"),
            dict(seed=6, scheduler="DPMSolverMultistepScheduler",
                 scheduler_options=dict(use_karras_sigmas=True, algorithm_type="sde-dpmsolver++")),
            dict(seeds=[7, 8, BIG_SEED], strength=0.5, scheduler="EulerAncestralDiscreteScheduler"),
            dict(seeds=[9, 10], strength=0.5),
            dict(seed=11, negative_prompt=None), dict(seed=12, negative_prompt=""),
            dict(seed=13, guidance=0.5), dict(seed=14, strength=0.57, steps=20),
            # A switch to DDIM turns its clip_sample on, whose edges make rounding errors grow.
            dict(seed=23, strength=0.6, steps=5, scheduler="DDIMScheduler", tolerance=1e-4),
            dict(seed=15, strength=0.5, steps=2, scheduler="DPMSolverMultistepScheduler"),
            dict(seed=16, strength=0.8, steps=5, guidance=1.0, scheduler="LCMScheduler"),
            dict(seed=17, strength=0.5, steps=8, guidance=1.5, scheduler="LCMScheduler"),
            dict(seed=18, strength=0.8, steps=5, guidance=1.0, scheduler="TCDScheduler"),
            dict(seed=19, scheduler="DPMSolverSinglestepScheduler"), dict(seed=20, scheduler="UniPCMultistepScheduler"),
            dict(seed=21, scheduler="DDPMScheduler"), dict(seed=22, scheduler="LMSDiscreteScheduler")])

    def sd15_sparse(self):
        """The scheduler_config.json that Stable Diffusion 1.5 has: what it leaves out is dropped on a switch."""
        config = dict(_class_name="PNDMScheduler", _diffusers_version="0.6.0", beta_end=0.012,
                      beta_schedule="scaled_linear", beta_start=0.00085, clip_sample=False, num_train_timesteps=1000,
                      set_alpha_to_one=False, skip_prk_steps=True, steps_offset=1, trained_betas=None)
        switched = ["DPMSolverMultistepScheduler", "EulerDiscreteScheduler", "DDIMScheduler", "DDPMScheduler",
                    "UniPCMultistepScheduler", "EulerAncestralDiscreteScheduler"]
        self.more("sd15_sparse", "sd15", StableDiffusionImg2ImgPipeline,
                  [dict(seed=1), *[dict(seed=2 + i, scheduler=s) for i, s in enumerate(switched)],
                   dict(seed=9, steps=12, scheduler="DPMSolverMultistepScheduler",
                        scheduler_options=dict(use_karras_sigmas=True))], config)

    def sd15_outdated(self):
        """A configuration without steps_offset and clip_sample: Stable Diffusion's pipelines put 1 and false in."""
        config = dict(_class_name="DDIMScheduler", **SD_BETAS)
        self.more("sd15_outdated", "sd15", StableDiffusionImg2ImgPipeline,
                  [dict(seed=1), dict(seed=2, scheduler="PNDMScheduler"), dict(seed=3, scheduler="DDPMScheduler"),
                   dict(seed=4, scheduler="EulerDiscreteScheduler",
                        scheduler_options=dict(timestep_spacing="leading"))], config)

    def sd15_inpaint_more(self):
        self.more("sd15_inpaint_more", "sd15_inpaint", StableDiffusionInpaintPipeline, [
            dict(seed=1, mask=True, strength=0.8, scheduler="EulerAncestralDiscreteScheduler", png=True),
            dict(seed=2, mask=True, strength=1.0, steps=6, scheduler="EulerDiscreteScheduler"),
            dict(seed=3, mask=True, scheduler="HeunDiscreteScheduler"),
            dict(seed=4, mask=True, scheduler="PNDMScheduler", scheduler_options=dict(skip_prk_steps=True)),
            dict(seed=5, mask=True, scheduler="DPMSolverMultistepScheduler",
                 scheduler_options=dict(use_karras_sigmas=True)),
            dict(seeds=[6, BIG_SEED], mask=True, strength=1.0, steps=6),
            dict(seed=7, mask=True, strength=0.5, guidance=1.0)],
            mask=tiny.mask(96, 96), inpaint_class=StableDiffusionInpaintPipeline)

    def sdxl_more(self):
        self.more("sdxl_more", "sdxl", StableDiffusionXLImg2ImgPipeline, [
            dict(seed=1, guidance_rescale=0.7, guidance=7.5, png=True),
            dict(seed=2, negative_prompt=None, guidance=2.5),
            dict(seed=3, negative_prompt="", guidance=2.5), dict(seeds=[4, BIG_SEED], guidance_rescale=0.3),
            dict(seed=5, scheduler="EulerAncestralDiscreteScheduler", scheduler_options=dict(
                timestep_spacing="trailing"), guidance=0.0, steps=4, strength=0.5),
            dict(seed=6, scheduler="DPMSolverMultistepScheduler", scheduler_options=dict(
                use_karras_sigmas=True, algorithm_type="sde-dpmsolver++")),
            dict(seed=7, mask=True, strength=0.8), dict(seed=8, mask=True, strength=1.0, steps=5),
            dict(seed=9, mask=True, scheduler="EulerAncestralDiscreteScheduler")],
            mask=tiny.mask(96, 128), inpaint_class=StableDiffusionXLInpaintPipeline)

    def sdxl_playground(self):
        """Latents with a mean and a standard deviation per channel."""
        target = clear("sdxl_playground")
        spread = dict(latents_mean=[-1.657, 0.966, -0.1, 0.3], latents_std=[8.4927, 5.9022, 6.5498, 5.2299])
        parts = self.shared("sdxl")
        parts["vae"].register_to_config(**spread)
        for part in ("vae_encoder", "vae_decoder"):
            config = json.loads((self.goldens / "sdxl" / "onnx" / part / "config.json").read_text())
            write_json(target / part / "config.json", dict(config, **spread))
        make = lambda case: StableDiffusionXLImg2ImgPipeline(
            **parts, scheduler=scheduler(self.goldens / "sdxl" / "onnx" / "scheduler"))
        image = Image.open(self.goldens / "sdxl" / "input.png")
        write_cases(target, make, [dict(seed=1, png=True)], image, base="sdxl")


NAMES = ["tiny_vae", "sd2", "lcm", "sdxl_refiner", "inpaint9", "sd15_more", "sd15_sparse", "sd15_outdated",
         "sd15_inpaint_more", "sdxl_more", "sdxl_playground"]


def main(goldens, names):
    variants = Variants(goldens)
    for name in names or NAMES:
        getattr(variants, name)()
        size = sum(p.stat().st_size for p in (MODELS / name).rglob("*") if p.is_file())
        print(f"{name}: {size / 1024:.0f} KB")


if __name__ == "__main__":
    warnings.filterwarnings("ignore")
    diffusers.logging.set_verbosity_error()
    main(Path(sys.argv[1]), sys.argv[2:])
