# Copyright (c) 2026, Img2Img developers. BSD 2-Clause licence, see LICENSE.txt.
"""Makes model directories as large as Stable Diffusion 1.5 and XL without their weights, some hundred kilobytes each.

The graphs are those of the real architectures. Their weights are external data in a file weights.bin, which weights.py
makes where they are needed; layout.json beside it says which parameters it holds, in their order. No gigabytes are
needed for it: what is exported has parameters without memory of their own.

usage: python graphs.py TOKENIZER TARGET      (TOKENIZER: a directory with the CLIP tokenizer's files)
"""

import itertools
import json
import shutil
import sys
import tempfile
import warnings
from pathlib import Path

import onnx
import torch
from diffusers import AutoencoderKL, UNet2DConditionModel
from transformers import CLIPTextConfig, CLIPTextModel

SCHEDULER = dict(_class_name="PNDMScheduler", beta_start=0.00085, beta_end=0.012, beta_schedule="scaled_linear",
                 num_train_timesteps=1000, skip_prk_steps=True, set_alpha_to_one=False, steps_offset=1,
                 prediction_type="epsilon", timestep_spacing="leading")

# NB: of the small ones, too, a checkpoint must tell all by its shapes.
UNETS = {
    "small": dict(
        sample_size=16, layers_per_block=1, block_out_channels=(32, 64), cross_attention_dim=64, attention_head_dim=8,
        down_block_types=("CrossAttnDownBlock2D", "DownBlock2D"),
        up_block_types=("UpBlock2D", "CrossAttnUpBlock2D")),
    "sd15": dict(
        sample_size=64, layers_per_block=2, block_out_channels=(320, 640, 1280, 1280), cross_attention_dim=768,
        attention_head_dim=8, down_block_types=("CrossAttnDownBlock2D",) * 3 + ("DownBlock2D",),
        up_block_types=("UpBlock2D",) + ("CrossAttnUpBlock2D",) * 3),
    "sdxl": dict(
        sample_size=128, layers_per_block=2, block_out_channels=(320, 640, 1280), cross_attention_dim=2048,
        attention_head_dim=(5, 10, 20), transformer_layers_per_block=(1, 2, 10), use_linear_projection=True,
        addition_embed_type="text_time", addition_time_embed_dim=256, projection_class_embeddings_input_dim=2816,
        down_block_types=("DownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D"),
        up_block_types=("CrossAttnUpBlock2D", "CrossAttnUpBlock2D", "UpBlock2D")),
}

VAES = {
    "small": dict(layers_per_block=1, block_out_channels=(32, 32, 32, 32)),
    "sd15": dict(layers_per_block=2, block_out_channels=(128, 256, 512, 512)),
}

TEXTS = {
    "small": dict(hidden_size=64, intermediate_size=128, num_hidden_layers=2, num_attention_heads=1, projection_dim=64),
    "sd15": dict(hidden_size=768, intermediate_size=3072, num_hidden_layers=12, num_attention_heads=12,
                 projection_dim=768),
}


class Call(torch.nn.Module):
    """A module whose parameters keep their names, called in another way."""

    def __init__(self, inner, call):
        super().__init__()
        self.inner, self.call = inner, call

    def forward(self, *inputs):
        return self.call(self.inner, *inputs)


def without_memory(make):
    with torch.device("meta"):
        module = make()
    # NB: the exporter takes parameters for one that are equal.
    number = itertools.count(1)
    for owner in module.modules():
        for name, parameter in list(owner._parameters.items()):
            if parameter is not None:
                owner._parameters[name] = torch.nn.Parameter(
                    torch.tensor(next(number) * 1e-6).expand(parameter.shape), False)
        for name, buffer in list(owner._buffers.items()):
            if buffer is not None:
                count = buffer.numel()
                owner._buffers[name] = torch.arange(count, dtype=buffer.dtype).reshape(buffer.shape)
    return module.eval()


def unet(kind):
    return UNet2DConditionModel(in_channels=4, out_channels=4, **UNETS[kind])


def vae(kind):
    return AutoencoderKL(
        in_channels=3, out_channels=3, latent_channels=4, scaling_factor=0.18215, sample_size=512,
        down_block_types=("DownEncoderBlock2D",) * 4, up_block_types=("UpDecoderBlock2D",) * 4, **VAES[kind])


def text_encoder(kind):
    return CLIPTextModel(CLIPTextConfig(
        vocab_size=49408, max_position_embeddings=77, hidden_act="quick_gelu", bos_token_id=49406, eos_token_id=49407,
        pad_token_id=49407, attn_implementation="eager", **TEXTS[kind]))


def fold_transposes(graph, parameters):
    """Weights that are transposed before they are used become weights that lie transposed, as exporters leave them."""
    transposed = {}
    for node in [n for n in graph.node if n.op_type == "Transpose" and n.input[0] in parameters]:
        source = node.input[0]
        assert len(parameters[source]) == 2 and list(node.attribute[0].ints) == [1, 0]
        name = f"onnx::MatMul_{len(transposed)}"
        transposed[name] = source
        for other in graph.node:
            other.input[:] = [name if i == node.output[0] else i for i in other.input]
        graph.node.remove(node)
    return transposed


def export(module, inputs, names, outputs, axes, folder):
    with tempfile.TemporaryDirectory() as scratch, warnings.catch_warnings(), torch.no_grad():
        warnings.simplefilter("ignore")
        file = Path(scratch) / "model.onnx"
        torch.onnx.export(module, inputs, str(file), export_params=False, do_constant_folding=False, dynamo=False,
                          opset_version=18, input_names=names, output_names=outputs, dynamic_axes=axes)
        model = onnx.load(file)
    graph = model.graph
    parameters = {i.name: [d.dim_value for d in i.type.tensor_type.shape.dim] for i in graph.input
                  if i.name not in names}
    transposed = fold_transposes(graph, parameters)
    kept = [i for i in graph.input if i.name in names]
    del graph.input[:]
    graph.input.extend(kept)
    used = {i for node in graph.node for i in node.input}
    buffers = dict(module.named_buffers())
    layout, offset = [], 0
    for name in [n for n in list(parameters) + list(transposed) if n in used]:
        source = transposed.get(name, name)
        if source in buffers:
            graph.initializer.append(onnx.numpy_helper.from_array(buffers[source].numpy(), name))
            continue
        shape = parameters[source][::-1] if name in transposed else parameters[source]
        size = 4
        for length in shape:
            size *= length
        tensor = graph.initializer.add(name=name, data_type=onnx.TensorProto.FLOAT, dims=shape,
                                       data_location=onnx.TensorProto.EXTERNAL)
        for key, value in dict(location="weights.bin", offset=offset, length=size).items():
            tensor.external_data.add(key=key, value=str(value))
        layout.append([source.removeprefix("inner."), parameters[source], name in transposed])
        offset += size
    folder.mkdir(parents=True)
    onnx.save(model, folder / "model.onnx")
    (folder / "layout.json").write_text(json.dumps(layout))
    print(folder, f"{offset / 1e6:.0f} MB of weights, {(folder / 'model.onnx').stat().st_size / 1e3:.0f} kB of graph")


def dump(config, file):
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps({k: v for k, v in dict(config).items() if not k.startswith("_") or k == "_class_name"},
                               indent=1, default=list))


def export_unet(kind, folder):
    module = without_memory(lambda: unet(kind))
    config = UNETS[kind]
    inputs = [torch.zeros(2, 4, 16, 16), torch.tensor(1.0), torch.zeros(2, 77, config["cross_attention_dim"])]
    names = ["sample", "timestep", "encoder_hidden_states"]
    axes = {"sample": {0: "batch", 2: "height", 3: "width"}, "encoder_hidden_states": {0: "batch", 1: "sequence"},
            "out_sample": {0: "batch", 2: "height", 3: "width"}}

    def call(inner, sample, timestep, text, *added):
        given = dict(text_embeds=added[0], time_ids=added[1]) if added else None
        return inner(sample, timestep, text, added_cond_kwargs=given, return_dict=False)[0]
    if kind == "sdxl":
        inputs += [torch.zeros(2, 1280), torch.zeros(2, 6)]
        names += ["text_embeds", "time_ids"]
        axes.update({"text_embeds": {0: "batch"}, "time_ids": {0: "batch"}})
    export(Call(module, call), tuple(inputs), names, ["out_sample"], axes, folder)
    dump(module.config, folder / "config.json")


def export_vae(kind, target):
    module = without_memory(lambda: vae(kind))
    pixels = {0: "batch", 2: "height", 3: "width"}
    export(Call(module, lambda v, image: v.encode(image, return_dict=False)[0].parameters),
           (torch.zeros(1, 3, 64, 64),), ["sample"], ["latent_parameters"],
           {"sample": pixels, "latent_parameters": pixels}, target / "vae_encoder")
    export(Call(module, lambda v, latent: v.decode(latent, return_dict=False)[0]),
           (torch.zeros(1, 4, 8, 8),), ["latent_sample"], ["sample"],
           {"latent_sample": pixels, "sample": pixels}, target / "vae_decoder")
    for part in ("vae_encoder", "vae_decoder"):
        dump(module.config, target / part / "config.json")


def export_text(kind, folder):
    module = without_memory(lambda: text_encoder(kind))
    for owner in module.modules():
        if "position_ids" in owner._buffers:
            owner._buffers["position_ids"] = torch.arange(77)[None]
    export(Call(module, lambda t, ids: tuple(t(ids, return_dict=False))),
           (torch.full((1, 77), 49407),), ["input_ids"], ["last_hidden_state", "pooler_output"],
           {"input_ids": {0: "batch"}, "last_hidden_state": {0: "batch"}, "pooler_output": {0: "batch"}}, folder)
    dump(module.config.to_dict(), folder / "config.json")


def main(tokenizer, target):
    for kind in ("small", "sd15"):
        export_unet(kind, target / kind / "unet")
        export_vae(kind, target / kind)
        export_text(kind, target / kind / "text_encoder")
        shutil.copytree(tokenizer, target / kind / "tokenizer")
        dump(SCHEDULER, target / kind / "scheduler" / "scheduler_config.json")
        dump(dict(_class_name="StableDiffusionImg2ImgPipeline"), target / kind / "model_index.json")
    export_unet("sdxl", target / "sdxl" / "unet")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
