"""The shipped fast net back as a net to train on."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from kg.detect.tagger import MODELS
from training.lac import copy_gru
from training.nets import Fast


def start_from_shipped(net: Fast, path: Path = MODELS / "fast.onnx") -> None:
    """Copy the weights of an exported net, its tables as eight bits left them."""
    graph = onnx.load(str(path)).graph
    kept = {one.name: np.array(numpy_helper.to_array(one)) for one in graph.initializer}
    with torch.no_grad():
        for name in ("char", "pair"):
            _put(net, name, kept[name].astype(np.float32) * kept[f"{name}_scale"])
        for name in ("shape", "lexicon"):
            _put(net, name, kept[f"{name}_table"])
        for name in ("from_pairs", "out"):
            _put(net, name, kept[name].T)
        net.out.bias.copy_(torch.from_numpy(kept["bias"]))
        for name, layer in (("first", net.first), ("second", net.second)):
            copy_gru(layer, *(kept[f"{name}_{part}"] for part in "wrb"))


def _put(net: Fast, name: str, values: np.ndarray) -> None:
    getattr(net, name).weight.copy_(torch.from_numpy(np.array(values, order="C")))
