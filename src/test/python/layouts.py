# Copyright (c) 2026, Img2Img developers. BSD 2-Clause licence, see LICENSE.txt.
"""One tiny Stable Diffusion 1.x model in the layouts in which exporters write such models, below models/layouts.

All layouts hold the same weights, so one golden made by torch is right for all that can run. README.md says which of
them come from real exporters and which from editing a graph.

usage: python layouts.py GOLDENS [NAME...]      (GOLDENS: the directory that compact.py copies from)
"""

import json
import shutil
import sys
import tempfile
import warnings
from pathlib import Path

import diffusers
import onnx
import torch
from diffusers import PNDMScheduler, StableDiffusionImg2ImgPipeline
from onnx import TensorProto, helper, numpy_helper
from transformers import CLIPTokenizer

import tiny
from files import RESOURCES, unpacked, write, write_json
from goldens import scheduler, write_cases, write_png

MODELS = RESOURCES / "models"
LAYOUTS = MODELS / "layouts"
BASE = "layouts/optimum"
WIDTH, HEIGHT = 64, 48
OPSET = 17
CONFIGS = ["unet/config.json", "vae_encoder/config.json", "vae_decoder/config.json", "text_encoder/config.json"]


class Unet(torch.nn.Module):

    def __init__(self, module):
        super().__init__()
        self.module = module

    def forward(self, sample, timestep, encoder_hidden_states):
        return self.module(sample, timestep, encoder_hidden_states, return_dict=False)[0]


class Sampler(torch.nn.Module):
    """The VAE encoder as exporters wrote it until late in 2024: it draws the latent inside the graph."""

    def __init__(self, module):
        super().__init__()
        self.module = module

    def forward(self, sample):
        return self.module.encode(sample).latent_dist.sample()


class Moments(Sampler):

    def forward(self, sample):
        return self.module.encode(sample).latent_dist.parameters


class Decoder(Sampler):

    def forward(self, latent_sample):
        return self.module.decode(latent_sample, return_dict=False)[0]


class TextEncoder(Sampler):

    def forward(self, input_ids):
        found = self.module(input_ids)
        return found.last_hidden_state, found.pooler_output


def tiny_unet():
    return tiny.unet(35, block_out_channels=(8,), down_block_types=("CrossAttnDownBlock2D",),
                     up_block_types=("CrossAttnUpBlock2D",))


def eager_text_encoder():
    module = tiny.text_encoder()
    module.config._attn_implementation = "eager"
    return module


# The parts' inputs in the order of their forward methods: name, example, names of the changing axes.
SAMPLE = ("sample", torch.zeros(2, 4, HEIGHT // 8, WIDTH // 8), {0: "batch", 2: "height", 3: "width"})
TEXT = ("encoder_hidden_states", torch.zeros(2, 77, 16), {0: "batch", 1: "sequence"})
IMAGE = ("sample", torch.zeros(1, 3, HEIGHT, WIDTH), {0: "batch", 2: "height", 3: "width"})
LATENT = ("latent_sample", torch.zeros(1, 4, HEIGHT // 8, WIDTH // 8), {0: "batch", 2: "height", 3: "width"})


def ids(kind):
    return "input_ids", torch.zeros(1, 77, dtype=kind), {0: "batch", 1: "sequence"}


def timestep(example, axes):
    return "timestep", example, axes


def exported(module, inputs, outputs, dynamo=False, fixed=False):
    """What torch.onnx.export makes of a module."""
    names, examples = [n for n, _, _ in inputs], tuple(e for _, e, _ in inputs)
    if fixed:
        examples = tuple(e[:1] for e in examples)
    with tempfile.TemporaryDirectory() as scratch:
        file = Path(scratch) / "model.onnx"
        if dynamo:
            shapes = tuple({i: torch.export.Dim(n) for i, n in axes.items()} for _, _, axes in inputs)
            torch.onnx.export(module, examples, file, dynamo=True, external_data=False, input_names=names,
                              output_names=outputs, dynamic_shapes=shapes)
        else:
            torch.onnx.export(module, examples, file, dynamo=False, opset_version=OPSET, input_names=names,
                              output_names=outputs, dynamic_axes={} if fixed else {n: a for n, _, a in inputs if a})
        return onnx.load(file)


def without_traces(model):
    """Drops the dynamo exporter's stack traces, which name the files of the machine that exported."""
    for node in model.graph.node:
        kept = [p for p in node.metadata_props if "stack_trace" not in p.key]
        del node.metadata_props[:]
        node.metadata_props.extend(kept)
    return model


def put(name, part, model):
    """Writes a graph that holds its own weights."""
    onnx.checker.check_model(model)
    write(LAYOUTS / name / part / "model.onnx", model.SerializeToString())


def put_external(name, part, model, **options):
    """Writes a graph whose weights lie beside it."""
    with tempfile.TemporaryDirectory() as scratch:
        onnx.save_model(model, Path(scratch) / "model.onnx", save_as_external_data=True, **options)
        for file in Path(scratch).iterdir():
            write(LAYOUTS / name / part / file.name, file.read_bytes())


def graph(part, base=BASE):
    return onnx.load_from_string(unpacked(MODELS / base / part / "model.onnx"))


def golden(name, without=(), base=BASE, **more):
    """The golden of a layout: that of the base, or the reason for which it cannot run."""
    cases = json.loads((LAYOUTS / "optimum" / "golden.json").read_text())
    if "refused" in more:
        cases = dict(base=base)
    lacks = {"without": list(without)} if without else {}
    write_json(LAYOUTS / name / "golden.json", {**cases, "base": base, **lacks, **more})


def with_tolerance(tolerance):
    cases = json.loads((LAYOUTS / "optimum" / "golden.json").read_text())["cases"]
    return [dict(c, tolerance=tolerance) for c in cases]


class Layouts:
    """Each method makes one directory below models/layouts, named like it."""

    def __init__(self, goldens):
        self.words = CLIPTokenizer.from_pretrained(goldens / "sd15" / "onnx" / "tokenizer")

    def optimum(self):
        """What optimum-onnx writes today; the base of all others."""
        target = LAYOUTS / "optimum"
        own = PNDMScheduler(beta_start=0.00085, beta_end=0.012, beta_schedule="scaled_linear", skip_prk_steps=True,
                            set_alpha_to_one=False, steps_offset=1)
        parts = dict(vae=tiny.vae(), text_encoder=tiny.text_encoder(), tokenizer=self.words, unet=tiny_unet(),
                     safety_checker=None, feature_extractor=None, requires_safety_checker=False)
        tiny.export(StableDiffusionImg2ImgPipeline(**parts, scheduler=own), target)
        for part in ("vae_encoder", "vae_decoder"):
            (target / part / "model.onnx.gz").unlink()
        image = tiny.picture(WIDTH, HEIGHT)
        write_png(target / "input.png", image)
        make = lambda case: StableDiffusionImg2ImgPipeline(**parts, scheduler=scheduler(target / "scheduler"))
        write_cases(target, make, [dict(seed=1, steps=6, png=True)], image, base="tiny_vae")

    def optimum_2023(self):
        """int64 timesteps of rank 1, and a VAE encoder that samples inside the graph."""
        put("optimum_2023", "unet", exported(
            Unet(tiny_unet()), [SAMPLE, timestep(torch.tensor([1]), {0: "steps"}), TEXT], ["out_sample"]))
        put("optimum_2023", "vae_encoder", exported(Sampler(tiny.vae()), [IMAGE], ["latent_sample"]))
        golden("optimum_2023")

    def diffusers_script(self):
        """A float timestep per row, int32 ids, sampling inside the graph, weights.pb, no config.json."""
        name = "diffusers_script"
        unet = exported(Unet(tiny_unet()), [SAMPLE, timestep(torch.zeros(2), {0: "batch"}), TEXT], ["out_sample"])
        put_external(name, "unet", unet, all_tensors_to_one_file=True, location="weights.pb")
        put(name, "vae_encoder", exported(Sampler(tiny.vae()), [IMAGE], ["latent_sample"]))
        text = exported(TextEncoder(eager_text_encoder()), [ids(torch.int32)], ["last_hidden_state", "pooler_output"])
        write(LAYOUTS / name / "text_encoder" / "model.onnx", tiny.shrunk(text, self.words))
        golden(name, CONFIGS)

    def dynamo(self):
        """UNet and VAE as torch.onnx.export writes them with dynamo=True."""
        put("dynamo", "unet", without_traces(exported(
            Unet(tiny_unet()), [SAMPLE, timestep(torch.tensor(1.0), {}), TEXT], ["out_sample"], dynamo=True)))
        batch_of_two = lambda n, e, a: (n, torch.cat([e, e]), a)
        for part, module, given, found in [
                ("vae_encoder", Moments, IMAGE, "latent_parameters"), ("vae_decoder", Decoder, LATENT, "sample")]:
            put("dynamo", part, without_traces(exported(
                module(tiny.vae()), [batch_of_two(*given)], [found], dynamo=True)))
        golden("dynamo")

    def fp16(self):
        """float16 weights, inputs and outputs; int64 timesteps of rank 1, as they are found together."""
        name = "fp16"
        half = lambda n, e, a: (n, e.half(), a)
        put(name, "unet", exported(Unet(tiny_unet().half()), [
            half(*SAMPLE), timestep(torch.tensor([1]), {0: "steps"}), half(*TEXT)], ["out_sample"]))
        put(name, "vae_encoder", exported(Moments(tiny.vae().half()), [half(*IMAGE)], ["latent_parameters"]))
        put(name, "vae_decoder", exported(Decoder(tiny.vae().half()), [half(*LATENT)], ["sample"]))
        text = exported(TextEncoder(eager_text_encoder().half()), [ids(torch.int32)],
                        ["last_hidden_state", "pooler_output"])
        write(LAYOUTS / name / "text_encoder" / "model.onnx", tiny.shrunk(text, self.words))
        golden(name, cases=with_tolerance(5e-3))

    def fixed(self):
        """Batch 1 and one size of image, all through."""
        name = "fixed"
        put(name, "unet", exported(
            Unet(tiny_unet()), [SAMPLE, timestep(torch.tensor([1.0]), {}), TEXT], ["out_sample"], fixed=True))
        put(name, "vae_encoder", exported(Moments(tiny.vae()), [IMAGE], ["latent_parameters"], fixed=True))
        put(name, "vae_decoder", exported(Decoder(tiny.vae()), [LATENT], ["sample"], fixed=True))
        text = exported(TextEncoder(eager_text_encoder()), [ids(torch.int64)], ["last_hidden_state", "pooler_output"],
                        fixed=True)
        write(LAYOUTS / name / "text_encoder" / "model.onnx", tiny.shrunk(text, self.words))
        golden(name)

    def external(self):
        """External data as optimum names it."""
        put_external("external", "unet", graph("unet"), all_tensors_to_one_file=True, location="model.onnx_data",
                     size_threshold=100)
        golden("external")

    def loose(self):
        """External data in a file per tensor."""
        put_external("loose", "unet", graph("unet"), all_tensors_to_one_file=False, size_threshold=1024)
        golden("loose")

    def no_config(self):
        """No configuration beside the graphs."""
        golden("no_config", CONFIGS)

    def no_scaling_factor(self):
        """The VAE's configurations lack the scaling factor."""
        for part in ("vae_encoder", "vae_decoder"):
            settings = json.loads((LAYOUTS / "optimum" / part / "config.json").read_text())
            del settings["scaling_factor"]
            write_json(LAYOUTS / "no_scaling_factor" / part / "config.json", settings)
        golden("no_scaling_factor")

    def return_dict(self):
        """A UNet with an input that nothing reads."""
        model = graph("unet")
        model.graph.input.append(helper.make_tensor_value_info("return_dict", TensorProto.BOOL, []))
        put("return_dict", "unet", model)
        golden("return_dict")

    def no_hidden_states(self):
        """SDXL whose text encoder shows its last state only."""
        model = graph("text_encoder_2", "sdxl_refiner")
        kept = [o for o in model.graph.output if not o.name.startswith("hidden_states")]
        del model.graph.output[:]
        model.graph.output.extend(kept)
        put("no_hidden_states", "text_encoder_2", model)
        golden("no_hidden_states", base="sdxl_refiner", refused="the text encoder has no hidden_states outputs")

    def nhwc_conv(self):
        """A graph fused for CUDA: its convolutions are com.microsoft.NhwcConv."""
        model = graph("unet")
        weights = {t.name: t for t in model.graph.initializer}
        nodes = []
        for node in model.graph.node:
            if node.op_type != "Conv":
                nodes.append(node)
                continue
            weight = weights[node.input[1]]
            weight.CopyFrom(numpy_helper.from_array(
                numpy_helper.to_array(weight).transpose(0, 2, 3, 1).copy(), weight.name))
            last, first = node.output[0], node.input[0]
            node.op_type, node.domain = "NhwcConv", "com.microsoft"
            node.input[0], node.output[0] = last + "_nhwc_in", last + "_nhwc"
            nodes += [helper.make_node("Transpose", [first], [node.input[0]], perm=[0, 2, 3, 1]), node,
                      helper.make_node("Transpose", [node.output[0]], [last], perm=[0, 3, 1, 2])]
        del model.graph.node[:]
        model.graph.node.extend(nodes)
        model.opset_import.append(helper.make_opsetid("com.microsoft", 1))
        write(LAYOUTS / "nhwc_conv" / "unet" / "model.onnx", model.SerializeToString())
        golden("nhwc_conv", refused="com.microsoft.NhwcConv runs on CUDA only")


NAMES = ["optimum", "optimum_2023", "diffusers_script", "fp16", "fixed", "external", "loose", "no_config",
         "no_scaling_factor", "return_dict", "no_hidden_states", "nhwc_conv", "dynamo"]


def main(goldens, names):
    layouts = Layouts(goldens)
    for name in names or NAMES:
        shutil.rmtree(LAYOUTS / name, ignore_errors=True)
        getattr(layouts, name)()
        size = sum(p.stat().st_size for p in (LAYOUTS / name).rglob("*") if p.is_file())
        print(f"{name}: {size / 1024:.0f} KB", flush=True)


if __name__ == "__main__":
    warnings.filterwarnings("ignore")
    diffusers.logging.set_verbosity_error()
    main(Path(sys.argv[1]), sys.argv[2:])
