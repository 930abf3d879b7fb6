# Copyright (c) 2026, Img2Img developers. BSD 2-Clause licence, see LICENSE.txt.
"""What Stable Diffusion's original code calls the modules of diffusers, for writing single files as they are published."""

import re

UNET, VAE, CLIP = "model.diffusion_model.", "first_stage_model.", "cond_stage_model.transformer."
XL_CLIP, XL_OPEN_CLIP = "conditioner.embedders.0.transformer.", "conditioner.embedders.1.model."

_RESNET = {"norm1": "in_layers.0", "conv1": "in_layers.2", "time_emb_proj": "emb_layers.1", "norm2": "out_layers.0",
           "conv2": "out_layers.3", "conv_shortcut": "skip_connection"}
_ENDS = {"conv_in": "input_blocks.0.0", "conv_norm_out": "out.0", "conv_out": "out.2",
         "time_embedding.linear_1": "time_embed.0", "time_embedding.linear_2": "time_embed.2",
         "add_embedding.linear_1": "label_emb.0.0", "add_embedding.linear_2": "label_emb.0.2",
         "mid_block.resnets.0": "middle_block.0", "mid_block.attentions.0": "middle_block.1",
         "mid_block.resnets.1": "middle_block.2"}
_ATTENTION = {"group_norm": "norm", "to_q": "q", "to_k": "k", "to_v": "v", "to_out.0": "proj_out"}


def unet(name, names, layers):
    """The name of a UNet's tensor; names: those of all of its tensors, layers: resnets per level on the way down."""
    def down(match):
        block, kind, index, rest = int(match[1]), match[2], int(match[3]), match[4]
        if kind == "downsamplers":
            return f"input_blocks.{(block + 1) * (layers + 1)}.0.op" + rest.removeprefix(".conv")
        return f"input_blocks.{block * (layers + 1) + index + 1}.{int(kind == 'attentions')}{rest}"

    def up(match):
        block, kind, index, rest = int(match[1]), match[2], int(match[3]), match[4]
        if kind == "upsamplers":
            attention = any(other.startswith(f"up_blocks.{block}.attentions.") for other in names)
            return f"output_blocks.{block * (layers + 1) + layers}.{1 + attention}{rest}"
        return f"output_blocks.{block * (layers + 1) + index}.{int(kind == 'attentions')}{rest}"

    if ".resnets." in name:
        for ours, theirs in _RESNET.items():
            name = re.sub(rf"(resnets\.\d+)\.{ours}\.", rf"\1.{theirs}.", name)
    for ours, theirs in _ENDS.items():
        if name.startswith(ours + "."):
            name = theirs + name[len(ours):]
    name = re.sub(r"^down_blocks\.(\d+)\.(\w+)\.(\d+)(\..*)", down, name)
    return UNET + re.sub(r"^up_blocks\.(\d+)\.(\w+)\.(\d+)(\..*)", up, name)


def vae(name, levels):
    """The name of an autoencoder's tensor, whose attention is [C, C, 1, 1] there."""
    name = re.sub(r"down_blocks\.(\d+)\.resnets\.", r"down.\1.block.", name)
    name = re.sub(r"down_blocks\.(\d+)\.downsamplers\.0", r"down.\1.downsample", name)
    name = re.sub(r"up_blocks\.(\d+)\.resnets\.", lambda m: f"up.{levels - 1 - int(m[1])}.block.", name)
    name = re.sub(r"up_blocks\.(\d+)\.upsamplers\.0", lambda m: f"up.{levels - 1 - int(m[1])}.upsample", name)
    name = re.sub(r"mid_block\.resnets\.(\d)", lambda m: f"mid.block_{int(m[1]) + 1}", name)
    name = re.sub(r"mid_block\.attentions\.0\.(group_norm|to_q|to_k|to_v|to_out\.0)",
                  lambda m: "mid.attn_1." + _ATTENTION[m[1]], name)
    return VAE + name.replace("conv_shortcut", "nin_shortcut").replace("conv_norm_out", "norm_out")


def open_clip(width, inner, layers, vocabulary, length, projection):
    """The names of OpenCLIP's text encoder, whose queries, keys and values are one tensor, with their shapes."""
    shapes = {"token_embedding.weight": (vocabulary, width), "positional_embedding": (length, width),
              "text_projection": (width, projection), "ln_final.weight": (width,), "ln_final.bias": (width,)}
    for i in range(layers):
        block = f"transformer.resblocks.{i}."
        for norm in ("ln_1", "ln_2"):
            shapes.update({f"{block}{norm}.weight": (width,), f"{block}{norm}.bias": (width,)})
        shapes.update({f"{block}attn.in_proj_weight": (3 * width, width), f"{block}attn.in_proj_bias": (3 * width,)})
        for name, size_out, size_in in (("attn.out_proj", width, width), ("mlp.c_fc", inner, width),
                                        ("mlp.c_proj", width, inner)):
            shapes.update({f"{block}{name}.weight": (size_out, size_in), f"{block}{name}.bias": (size_out,)})
    return shapes
