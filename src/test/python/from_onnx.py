# Copyright (c) 2026, Img2Img developers. BSD 2-Clause licence, see LICENSE.txt.
"""Torch modules with the weights of an ONNX model directory, so that diffusers can run what was only kept as ONNX.

The exporter folds and renames weights, but a node is still called by the path of its module: the weights of
"down_blocks.0.conv" are the constants that the nodes below "/down_blocks.0/conv/" read.
"""

import json

import diffusers
import onnx
import torch
import transformers
from onnx import numpy_helper


class _Weights:

    def __init__(self, *files):
        self.constants, self.nodes = {}, {}
        for file in files:
            graph = onnx.load(file).graph
            self.constants.update({t.name: numpy_helper.to_array(t) for t in graph.initializer})
            for node in graph.node:
                if node.op_type in ("Identity", "Cast") and node.input[0] in self.constants:
                    self.constants[node.output[0]] = self.constants[node.input[0]]
                path, _, _ = node.name.rpartition("/")
                constants = [name for name in node.input if name in self.constants]
                if constants:
                    self.nodes.setdefault(path.strip("/").replace("/", "."), {}).setdefault(node.op_type, constants)

    def get(self, key):
        """The value of one parameter; its shape may have other 1s than that of the module."""
        if key in self.constants:
            return self.constants[key]
        path, kind = key.rsplit(".", 1)
        nodes = self.nodes[path]
        if kind == "bias" and "Add" in nodes:
            return self.constants[nodes["Add"][0]]
        for op in ("Conv", "Gemm", "LayerNormalization", "Gather"):
            if op in nodes:
                return self.constants[nodes[op][0 if kind == "weight" else 1]]
        if "MatMul" in nodes:
            return self.constants[nodes["MatMul"][0]].T
        return self.constants[nodes["Mul"][0]]

    def fill(self, module):
        state = {}
        for key, like in module.state_dict().items():
            if key.endswith("position_ids"):
                state[key] = like
                continue
            state[key] = torch.tensor(self.get(key).copy()).reshape(like.shape)
        module.load_state_dict(state)
        return module.eval()


def _config(directory):
    return json.loads((directory / "config.json").read_text())


def unet(directory):
    return _Weights(directory / "model.onnx").fill(diffusers.UNet2DConditionModel.from_config(_config(directory)))


def vae(model):
    files = (model / part / "model.onnx" for part in ("vae_encoder", "vae_decoder"))
    return _Weights(*files).fill(diffusers.AutoencoderKL.from_config(_config(model / "vae_encoder")))


def text_encoder(directory):
    config = transformers.CLIPTextConfig.from_dict(_config(directory))
    kind = getattr(transformers, config.architectures[0])
    return _Weights(directory / "model.onnx").fill(kind(config))
