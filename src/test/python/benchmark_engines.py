# Copyright (c) 2026, Img2Img developers. BSD 2-Clause licence, see LICENSE.txt.
"""Runs an image through one of Python's engines, and says when it does what, for benchmark.py.

usage: python benchmark_engines.py ENGINE FOLDER JOB      (JOB: JSON; FOLDER: that of benchmark.py)
       python benchmark_engines.py --prepare ENGINE FOLDER
ENGINE: diffusers (torch in float32), diffusers_bf16, onnxruntime (optimum's pipeline on its own export), openvino (in
float32) or openvino_own (in the type that OpenVINO itself chooses); these two run UNet and VAE within diffusers.
"""

import importlib.util
import json
import sys
from pathlib import Path

NEEDS = dict(diffusers=["torch", "diffusers", "transformers"], diffusers_bf16=["torch", "diffusers", "transformers"],
             onnxruntime=["torch", "diffusers", "onnxruntime", "optimum.onnxruntime"],
             openvino=["torch", "diffusers", "openvino"], openvino_own=["torch", "diffusers", "openvino"])


def lacks(engine):
    """The first module that an engine needs and this Python has not; None if it has all."""
    for module in NEEDS[engine]:
        try:
            if importlib.util.find_spec(module) is None:
                return module
        except ModuleNotFoundError as e:
            return e.name
    return None


def tell(text):
    print(text, file=sys.stderr, flush=True)


def telling(function, text):
    """A function that says what it does."""
    def told(*values, **named):
        tell(text)
        return function(*values, **named)
    return told


def export(folder):
    """What optimum makes of the model; takes about three times the model's size in memory."""
    target = folder / "onnx"
    if not (target / "model_index.json").exists():
        from optimum.exporters.onnx import main_export
        main_export(str(folder / "model"), output=str(target), task="image-to-image", do_validation=False)
    return target


def convert(folder):
    """UNet and VAE as OpenVINO keeps them."""
    import openvino
    import torch
    from diffusers import AutoencoderKL, UNet2DConditionModel
    target = folder / "openvino"
    if (target / "decoder.bin").exists():
        return target
    target.mkdir(exist_ok=True)

    class Call(torch.nn.Module):

        def __init__(self, module, call):
            super().__init__()
            self.module, self.call = module, call

        def forward(self, *values):
            return self.call(self.module, *values)

    def save(name, module, call, *example):
        with torch.inference_mode():
            model = openvino.convert_model(Call(module.eval(), call), example_input=tuple(example))
        for value in model.inputs:
            value.get_node().set_partial_shape(openvino.PartialShape([-1] * len(value.partial_shape)))
        model.validate_nodes_and_infer_types()
        openvino.save_model(model, target / f"{name}.xml", compress_to_fp16=False)

    unet = UNet2DConditionModel.from_pretrained(folder / "model" / "unet")
    width, context = unet.config.in_channels, unet.config.cross_attention_dim
    save("unet", unet, lambda m, sample, time, text: m(sample, time, text, return_dict=False)[0],
         torch.zeros(2, width, 8, 8), torch.tensor(1.0), torch.zeros(2, 77, context))
    vae = AutoencoderKL.from_pretrained(folder / "model" / "vae")
    save("encoder", vae, lambda m, image: m.quant_conv(m.encoder(image)), torch.zeros(1, 3, 64, 64))
    save("decoder", vae, lambda m, latent: m.decoder(m.post_quant_conv(latent)), torch.zeros(1, width, 8, 8))
    return target


def prepare(engine, folder):
    if engine == "onnxruntime":
        export(folder)
    if engine.startswith("openvino"):
        convert(folder)


def torch_pipeline(folder, kind):
    import torch
    from diffusers import StableDiffusionImg2ImgPipeline
    return StableDiffusionImg2ImgPipeline.from_pretrained(folder / "model", torch_dtype=getattr(torch, kind))


def onnx_pipeline(folder):
    from optimum.onnxruntime import ORTStableDiffusionImg2ImgPipeline
    return ORTStableDiffusionImg2ImgPipeline.from_pretrained(export(folder), provider="CPUExecutionProvider")


def openvino_pipeline(folder, settings):
    import openvino
    import torch
    from diffusers import AutoencoderKL, StableDiffusionImg2ImgPipeline, UNet2DConditionModel
    from diffusers.models.autoencoders.vae import DecoderOutput, DiagonalGaussianDistribution
    from diffusers.models.modeling_outputs import AutoencoderKLOutput
    core = openvino.Core()
    ask = {n: core.compile_model(folder / "openvino" / f"{n}.xml", "CPU", settings) for n in ("unet", "encoder", "decoder")}

    def run(name, *values):
        return torch.from_numpy(ask[name]([v.numpy() for v in values])[0])

    # NB: their own weights are not needed.
    with torch.device("meta"):
        unet = UNet2DConditionModel.from_config(UNet2DConditionModel.load_config(folder / "model" / "unet"))
        vae = AutoencoderKL.from_config(AutoencoderKL.load_config(folder / "model" / "vae"))
    unet.forward = lambda sample, time, encoder_hidden_states, **_: (
        run("unet", sample, time.float(), encoder_hidden_states),)
    vae.encode = lambda image: AutoencoderKLOutput(DiagonalGaussianDistribution(run("encoder", image)))
    vae.decode = lambda latent, **_: (run("decoder", latent),)
    pipeline = StableDiffusionImg2ImgPipeline.from_pretrained(folder / "model", unet=unet, vae=vae)
    type(pipeline)._execution_device = torch.device("cpu")
    return pipeline


def open_pipeline(engine, folder):
    if engine == "onnxruntime":
        return onnx_pipeline(folder)
    if engine.startswith("openvino"):
        return openvino_pipeline(folder, {"INFERENCE_PRECISION_HINT": "f32"} if engine == "openvino" else {})
    return torch_pipeline(folder, "bfloat16" if engine == "diffusers_bf16" else "float32")


def main(engine, folder, job):
    import diffusers
    import torch
    from PIL import Image
    diffusers.utils.logging.set_verbosity_error()
    pipeline = open_pipeline(engine, folder)
    pipeline.set_progress_bar_config(disable=True)
    scheduler = getattr(diffusers, job["scheduler"] + "Scheduler")
    pipeline.scheduler = scheduler.from_config(pipeline.scheduler.config)
    if job["lora"]:
        lora = Path(job["lora"])
        pipeline.load_lora_weights(str(lora.parent), weight_name=lora.name)
    pipeline.vae.encode = telling(pipeline.vae.encode, "Encoding the image")
    pipeline.vae.decode = telling(pipeline.vae.decode, "Decoding the image")
    image = Image.open(job["input"]).convert("RGB")
    for number, (strength, weight) in enumerate(job["cells"]):
        if job["lora"]:
            pipeline.set_adapters(pipeline.get_active_adapters(), [weight])
        made = []

        def step(_, index, time, values):
            made.append(time)
            tell(f"step {len(made)}")
            return values

        result = pipeline(job["prompt"], image, negative_prompt=job["negative"], strength=strength,
                          num_inference_steps=job["steps"], guidance_scale=job["guidance"],
                          generator=torch.Generator().manual_seed(1), callback_on_step_end=step).images[0]
        result.save(job["output"].replace(".png", f"-{number}.png") if len(job["cells"]) > 1 else job["output"])
    tell("Wrote " + job["output"])


if __name__ == "__main__":
    if sys.argv[1] == "--prepare":
        prepare(sys.argv[2], Path(sys.argv[3]))
    else:
        main(sys.argv[1], Path(sys.argv[2]), json.loads(sys.argv[3]))
