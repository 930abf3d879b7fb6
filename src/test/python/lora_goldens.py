# Copyright (c) 2026, Img2Img developers. BSD 2-Clause licence, see LICENSE.txt.
"""LoRA files of all kinds for the tiny UNet of layouts.py, made by LyCORIS and peft, and what the UNet answers with them.

Writes goldens/lora: NAME.safetensors (the LoRA), golden.safetensors (inputs, `plain`, and `NAME.WEIGHT` for each answer)
and the UNet as unfolded.onnx (exported without constant folding) and flat.onnx (without the modules' paths, as PyTorch
exported until 1.12). A text encoder with a projection: text_lora.safetensors, text.safetensors (`input_ids`, and
`WEIGHT.OUTPUT` for each answer, reckoned in double precision) and text_dynamo.onnx, text_unfolded.onnx, text_flat.onnx.

usage: python lora_goldens.py      (needs lycoris-lora and peft besides requirements.txt)
"""

import json
import tempfile
from pathlib import Path

import onnx
import torch
from diffusers.models.attention_processor import AttnProcessor
from lycoris import LycorisNetwork, create_lycoris
from peft import IA3Config, LoraConfig, LoHaConfig, LoKrConfig, get_peft_model, get_peft_model_state_dict
from safetensors.torch import save

import tiny
from files import RESOURCES, write
from layouts import OPSET, SAMPLE, TEXT, Unet, exported, ids, tiny_unet, without_traces

TARGET = RESOURCES / "goldens" / "lora"
LINEAR = ["to_q", "to_k", "to_v", "to_out.0", "ff.net.0.proj", "ff.net.2", "time_emb_proj"]
CONV = ["conv1", "conv2", "proj_in", "proj_out"]


def inputs():
    generator = torch.Generator().manual_seed(5)
    return dict(sample=torch.randn(2, 4, 6, 8, generator=generator), timestep=torch.tensor(321.0),
                encoder_hidden_states=torch.randn(2, 77, 16, generator=generator))


@torch.no_grad()
def answer(unet):
    return unet(**inputs(), return_dict=False)[0].contiguous()


def randomise(parameters, seed, std):
    generator = torch.Generator().manual_seed(seed)
    with torch.no_grad():
        for parameter in parameters:
            parameter.copy_(torch.randn(parameter.shape, generator=generator) * std)


def lycoris(name, answers, weights=(1.0, 0.6, -0.5), std=0.2, **options):
    """A LoRA by LyCORIS for all linear and convolutional layers of the attention and residual blocks."""
    unet = tiny_unet()
    LycorisNetwork.apply_preset(dict(enable_conv=True, target_module=[
        "Transformer2DModel", "ResnetBlock2D"], unet_target_module=[], text_encoder_target_module=[]))
    network = create_lycoris(unet, 1.0, **options)
    network.apply_to()
    learned = [p for n, p in network.named_parameters() if "dora_scale" not in n and not n.endswith("scalar")]
    randomise(learned, 7, std)
    with torch.no_grad():
        for n, p in network.named_parameters():
            if "dora_scale" in n:
                p.mul_(torch.linspace(0.8, 1.2, p.numel()).reshape(p.shape))
    tensors = {k: v.detach().clone().contiguous() for k, v in network.state_dict().items()}
    write(TARGET / f"{name}.safetensors", save(tensors))
    if not tensors:
        raise AssertionError(f"{name} has no tensors")
    for weight in weights:
        network.set_multiplier(weight)
        answers[f"{name}.{weight}"] = answer(unet)


def peft(name, answers, config, std=0.2):
    """A LoRA by peft, its settings in diffusers' place for them."""
    unet = get_peft_model(tiny_unet(), config)
    learned = [p for n, p in unet.named_parameters() if p.requires_grad and "magnitude" not in n]
    randomise(learned, 8, std)
    if isinstance(config, IA3Config):
        with torch.no_grad():
            for p in learned:
                p.add_(1)
    with torch.no_grad():
        for n, p in unet.named_parameters():
            if "magnitude" in n:
                p.mul_(torch.linspace(0.8, 1.2, p.numel()).reshape(p.shape))
    tensors = {k.replace("base_model.model.", "unet."): v.detach().clone().contiguous()
               for k, v in get_peft_model_state_dict(unet).items()}
    known = {f"unet.{k}": v for k, v in config.to_dict().items()
             if k in ("r", "lora_alpha", "alpha", "use_rslora", "use_dora") and v is not None}
    write(TARGET / f"{name}.safetensors", save(tensors, {"lora_adapter_metadata": json.dumps(known)}))
    answers[f"{name}.1.0"] = answer(unet.eval())


def torchscript(module, given, found, **options):
    """What the TorchScript exporter makes of a module."""
    with tempfile.TemporaryDirectory() as scratch:
        file = Path(scratch) / "model.onnx"
        torch.onnx.export(module, tuple(e for _, e, _ in given), file, dynamo=False, opset_version=OPSET,
                          input_names=[n for n, _, _ in given], output_names=found,
                          dynamic_axes={n: a for n, _, a in given if a}, **options)
        return onnx.load(file)


def without_paths(model):
    """Calls every operation by its kind and a number."""
    for number, node in enumerate(model.graph.node):
        node.name = f"{node.op_type}_{number}"
    return model


def unets():
    given = [SAMPLE, ("timestep", torch.tensor(1.0), {}), TEXT]
    unfolded = torchscript(Unet(tiny_unet()), given, ["out_sample"], do_constant_folding=False)
    write(TARGET / "unfolded.onnx", unfolded.SerializeToString())
    # The attention that was in use then: baddbmm, softmax, bmm.
    unet = tiny_unet()
    unet.set_attn_processor(AttnProcessor())
    flat = without_paths(torchscript(Unet(unet), given, ["out_sample"]))
    write(TARGET / "flat.onnx", flat.SerializeToString())


class Projecting(torch.nn.Module):

    def __init__(self, module):
        super().__init__()
        self.module = module

    def forward(self, input_ids):
        found = self.module(input_ids)
        return found.text_embeds, found.last_hidden_state


def text_encoder():
    module = tiny.text_encoder(projection=True)
    module.config._attn_implementation = "eager"
    return module


@torch.no_grad()
def text_encoders():
    """A LoRA for all linear layers, by the formula W + weight * (alpha / rank) * up @ down."""
    words = tiny.tokenizer(RESOURCES / "models" / "sd15" / "tokenizer")
    given, found = [ids(torch.int64)], ["text_embeds", "last_hidden_state"]
    exports = dict(
        dynamo=without_traces(exported(Projecting(text_encoder()), given, found, dynamo=True)),
        unfolded=torchscript(Projecting(text_encoder()), given, found, do_constant_folding=False),
        flat=without_paths(torchscript(Projecting(text_encoder()), given, found)))
    for name, model in exports.items():
        write(TARGET / f"text_{name}.onnx", tiny.shrunk(model, words))
    prompt = words("fluorescence microscopy of nuclei, sharp", padding="max_length", max_length=77).input_ids
    tensors, answers = {}, dict(input_ids=torch.tensor([prompt]).float())
    generator = torch.Generator().manual_seed(9)
    linear = [n for n, m in text_encoder().named_modules() if isinstance(m, torch.nn.Linear)]
    for weight in (1.0, 1.3, -0.8):
        module = text_encoder()
        for name in linear:
            layer, key = module.get_submodule(name), "lora_te2_" + name.replace(".", "_")
            if f"{key}.alpha" not in tensors:
                tensors[f"{key}.lora_down.weight"] = torch.randn(3, layer.in_features, generator=generator) * 0.2
                tensors[f"{key}.lora_up.weight"] = torch.randn(layer.out_features, 3, generator=generator) * 0.2
                tensors[f"{key}.alpha"] = torch.tensor(2.0)
            up, down = (tensors[f"{key}.lora_{side}.weight"].double() for side in ("up", "down"))
            layer.weight.data = layer.weight.double() + weight * (2.0 / 3) * up @ down
        torch.set_default_dtype(torch.float64)
        for name, value in zip(found, Projecting(module.double())(torch.tensor([prompt]))):
            answers[f"{weight}.{name}"] = value.float().contiguous()
        torch.set_default_dtype(torch.float32)
    write(TARGET / "text_lora.safetensors", save(tensors))
    write(TARGET / "text.safetensors", save(answers))


def main():
    answers = dict(inputs(), plain=answer(tiny_unet()))
    sizes = dict(linear_dim=4, linear_alpha=2.0, conv_dim=3, conv_alpha=1.5)
    lycoris("locon", answers, algo="lora", **sizes)
    lycoris("locon_mid", answers, algo="lora", use_tucker=True, **sizes)
    lycoris("loha", answers, algo="loha", std=0.5, **sizes)
    lycoris("loha_tucker", answers, algo="loha", use_tucker=True, std=0.5, **sizes)
    lycoris("lokr", answers, algo="lokr", factor=2, **{**sizes, "linear_dim": 1, "conv_dim": 1})
    lycoris("lokr_tucker", answers, algo="lokr", factor=2, use_tucker=True, decompose_both=True,
            **{**sizes, "linear_dim": 1, "conv_dim": 1})
    lycoris("lokr_full", answers, algo="lokr", factor=2, **{**sizes, "linear_dim": 10000, "conv_dim": 10000})
    lycoris("ia3", answers, algo="ia3", **sizes)
    lycoris("full_norm", answers, algo="full", train_norm=True, std=0.05, **sizes)
    lycoris("dora_in", answers, weights=(1.0,), algo="lora", dora_wd=True, wd_on_out=False, **sizes)
    lycoris("dora_out", answers, weights=(1.0,), algo="loha", dora_wd=True, wd_on_out=True, std=0.5, **sizes)
    peft("peft_rs", answers, LoraConfig(r=4, lora_alpha=2, use_rslora=True, target_modules=LINEAR + CONV))
    peft("peft_dora", answers, LoraConfig(r=4, lora_alpha=2, use_dora=True, target_modules=LINEAR + CONV))
    peft("peft_ia3", answers, IA3Config(target_modules=LINEAR + CONV, feedforward_modules=["ff.net.2"]))
    peft("peft_loha", answers, LoHaConfig(r=3, alpha=2, target_modules=LINEAR + CONV, use_effective_conv2d=True), 0.5)
    peft("peft_lokr", answers, LoKrConfig(r=1, alpha=2, target_modules=LINEAR + CONV, use_effective_conv2d=True))
    for name, value in answers.items():
        if not torch.isfinite(value).all():
            raise AssertionError(f"{name} is not finite")
    write(TARGET / "golden.safetensors", save({k: v.contiguous() for k, v in answers.items()}))
    unets()
    text_encoders()


if __name__ == "__main__":
    main()
