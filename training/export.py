"""Writes a trained fast net as an ONNX file and its sidecar of alphabet, types and calibration."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from training.nets import PAIR_FACTOR, PAIRS, Fast

OPSET = 18


class Graph:
    """An ONNX graph in the making: nodes in order and named constants."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def constant(self, name: str, value: np.ndarray) -> str:
        self.constants.append(numpy_helper.from_array(np.array(value, order="C"), name))
        return name

    def node(self, kind: str, inputs: Sequence[str], domain: str = "", **settings: Any) -> str:
        """Add a node and give the name of its first output."""
        name = f"{kind.lower()}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(inputs), [name], domain=domain, **settings))
        return name

    def table(self, name: str, ids: str, values: np.ndarray) -> str:
        """Rows of a table stored as int8 with a scale a row."""
        scale = np.abs(values).max(axis=1, keepdims=True) / 127 + 1e-12
        packed = np.round(values / scale).astype(np.int8)
        rows = self.node("Gather", [self.constant(name, packed), ids])
        scales = self.node(
            "Gather", [self.constant(f"{name}_scale", scale.astype(np.float32)), ids]
        )
        return self.node("Mul", [self.node("Cast", [rows], to=TensorProto.FLOAT), scales])

    def save(self, inputs: Mapping[str, int], output: str, path: Path, ir: int = 9) -> None:
        """Write the model; `inputs` gives the number of axes of each input."""
        given = [
            helper.make_tensor_value_info(
                name,
                TensorProto.INT32 if axes == 1 else TensorProto.INT64,
                [f"{name}_{axis}" for axis in range(axes)],
            )
            for name, axes in inputs.items()
        ]
        self.node("Identity", [output])
        self.nodes[-1].output[0] = "scores"
        made = helper.make_tensor_value_info("scores", TensorProto.FLOAT, [None, None, None])
        graph = helper.make_graph(self.nodes, "tagger", given, [made], self.constants)
        imports = [helper.make_opsetid("", OPSET), helper.make_opsetid("com.microsoft", 1)]
        model = helper.make_model(graph, opset_imports=imports, ir_version=ir)
        onnx.save(model, str(path))


def export_fast(net: Fast, path: Path) -> None:
    """The fast net: int8 tables, float recurrent layers, so batch mates can't change a result."""
    state = {name: value.detach().numpy() for name, value in net.state_dict().items()}
    graph = Graph()
    x = graph.table("char", "chars", state["char.weight"])
    for name in ("shape", "lexicon"):
        table = graph.constant(f"{name}_table", state[f"{name}.weight"])
        x = graph.node("Add", [x, graph.node("Gather", [table, _input(name)])])
    factor = graph.constant("from_pairs", _turned(state, "from_pairs"))
    pairs = graph.node("MatMul", [_pairs(graph, state), factor])
    x = graph.node("Add", [x, pairs])
    x = graph.node("Transpose", [x], perm=[1, 0, 2])
    for name in ("first", "second"):
        x = _gru(graph, x, name, state)
    x = graph.node("Transpose", [x], perm=[1, 0, 2])
    x = graph.node("MatMul", [x, graph.constant("out", _turned(state, "out"))])
    x = graph.node("Add", [x, graph.constant("bias", state["out.bias"])])
    x = graph.node("LogSoftmax", [x], axis=-1)
    graph.save({"chars": 2, "shapes": 2, "lexicon": 2, "lengths": 1}, x, path)


def _turned(state: Mapping[str, np.ndarray], name: str) -> np.ndarray:
    """A linear layer's weight as a right-hand factor."""
    return state[f"{name}.weight"].T


def _pairs(graph: Graph, state: Mapping[str, np.ndarray]) -> str:
    """Vectors of each character's pairs with its neighbours, as `Fast._pairs` makes them."""
    before = graph.node("Pad", ["chars", graph.constant("left", np.array([0, 1, 0, 0]))])
    behind = graph.node("Pad", ["chars", graph.constant("right", np.array([0, 0, 0, 1]))])
    factor = graph.constant("pair_factor", np.int64(PAIR_FACTOR))
    ids = graph.node("Add", [graph.node("Mul", [before, factor]), behind])
    ids = graph.node("Mod", [ids, graph.constant("pair_count", np.int64(PAIRS))])
    rows = graph.table("pair", ids, state["pair.weight"])
    axis = graph.constant("along", np.array([1]))
    sides = []
    for side, (start, end) in {"first": (0, -1), "last": (1, 2**31)}.items():
        ends = [graph.constant(f"{side}_{i}", np.array([v])) for i, v in enumerate((start, end))]
        sides.append(graph.node("Slice", [rows, *ends, axis]))
    return graph.node("Concat", sides, axis=2)


def _input(name: str) -> str:
    return "shapes" if name == "shape" else name


def _gru(graph: Graph, x: str, name: str, state: Mapping[str, np.ndarray]) -> str:
    def both(part: str) -> np.ndarray:
        sides = (f"{name}.{part}_l0", f"{name}.{part}_l0_reverse")
        return np.stack([_swap(state[side]) for side in sides])

    hidden = state[f"{name}.weight_hh_l0"].shape[1]
    bias = np.concatenate([both("bias_ih"), both("bias_hh")], axis=1)
    inputs = [
        x,
        graph.constant(f"{name}_w", both("weight_ih")),
        graph.constant(f"{name}_r", both("weight_hh")),
        graph.constant(f"{name}_b", bias),
        "lengths",
    ]
    y = graph.node(
        "GRU", inputs, hidden_size=hidden, direction="bidirectional", linear_before_reset=1
    )
    y = graph.node("Transpose", [y], perm=[0, 2, 1, 3])
    shape = graph.constant(f"{name}_shape", np.array([0, 0, 2 * hidden]))
    return graph.node("Reshape", [y, shape])


def _swap(stacked: np.ndarray) -> np.ndarray:
    """Torch stacks the gates reset, update, new; ONNX update, reset, new."""
    reset, update, new = np.split(stacked, 3)
    return np.concatenate([update, reset, new])


def write_sidecar(path: Path, types: Sequence[str], parts: Mapping[str, Any]) -> None:
    """What the run time needs beside the weights."""
    record = {"types": list(types), **parts}
    text = json.dumps(record, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    path.write_text(text + "\n", encoding="utf-8")
