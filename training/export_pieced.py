"""Writes a trained net over e5's pieces as an ONNX file: 8-bit layers, 4-bit word vectors."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
from onnx import TensorProto

from training.export import Graph
from training.nets import Pieced

MICROSOFT = "com.microsoft"
# Weights share a scale over so many inputs; 128 costs 3% more than one scale a row would.
BLOCK = 128
State = Mapping[str, np.ndarray]


def export_pieced(net: Pieced, nibbles: np.ndarray, scales: np.ndarray, path: Path) -> None:
    """Write the net; `nibbles` (-8..7) and `scales` are its word vectors as e5's file has them.

    Activations are quantized row by row, so a sentence's result does not hang on its batch.
    """
    state = {name: value.detach().float().numpy() for name, value in net.state_dict().items()}
    graph = Graph()
    x = _words(graph, state, nibbles, scales, net.norm.eps)
    mask = _mask(graph)
    for number, layer in enumerate(net.layers):
        x = _layer(graph, x, mask, f"layers.{number}.", state, layer.heads)
    x = _head(graph, x, state)
    inputs = {"pieces": 2, "piece_of": 2, "piece_at": 2, "chars": 2, "shapes": 2, "lexicon": 2}
    graph.save({**inputs, "lengths": 1, "piece_lengths": 1}, x, path)


def linear(graph: Graph, x: str, name: str, state: State) -> str:
    """x times a weight (output, input) kept in 8 bits, without its bias."""
    weight = state[f"{name}.weight"]
    out, width = weight.shape
    blocks = weight.reshape(out, width // BLOCK, BLOCK)
    scale = np.abs(blocks).max(axis=2) / 127 + 1e-12
    packed = (np.round(blocks / scale[..., None]) + 128).clip(1, 255).astype(np.uint8)
    inputs = [
        x,
        graph.constant(f"{name}.q", packed),
        graph.constant(f"{name}.s", scale.reshape(-1)),
    ]
    return graph.node(
        "MatMulNBits",
        inputs,
        MICROSOFT,
        K=width,
        N=out,
        bits=8,
        block_size=BLOCK,
        accuracy_level=4,
    )


def _biased(graph: Graph, x: str, name: str, state: State) -> str:
    made = linear(graph, x, name, state)
    return graph.node("Add", [made, graph.constant(f"{name}.b", state[f"{name}.bias"])])


def _normed(graph: Graph, x: str, name: str, state: State, epsilon: float) -> str:
    parts = [
        graph.constant(f"{name}.{part}", state[f"{name}.{part}"]) for part in ("weight", "bias")
    ]
    return graph.node("LayerNormalization", [x, *parts], axis=-1, epsilon=epsilon)


def _words(
    graph: Graph, state: State, nibbles: np.ndarray, scales: np.ndarray, epsilon: float
) -> str:
    raised = (nibbles + 8).astype(np.uint8)
    packed = raised[:, 0::2] | (raised[:, 1::2] << 4)
    data = [graph.constant("words", packed), "pieces", graph.constant("word_scales", scales)]
    settings = {"block_size": 32, "gather_axis": 0, "quantize_axis": 1, "bits": 4}
    x = graph.node("GatherBlockQuantized", data, MICROSOFT, **settings)
    x = graph.node("Cast", [x], to=TensorProto.FLOAT)
    places = (state["place"] + state["kind"]).astype(np.float16)
    known = graph.node("Cast", [graph.constant("places", places)], to=TensorProto.FLOAT)
    count = graph.node("Shape", ["pieces"], start=1, end=2)
    zero = graph.constant("zero", np.array([0]))
    x = graph.node("Add", [x, graph.node("Slice", [known, zero, count, zero])])
    return _normed(graph, x, "norm", state, epsilon)


def _mask(graph: Graph) -> str:
    """(sentence, 1, 1, piece): 0 where a piece is, -10000 where padding is."""
    real = _real(graph, "pieces", "piece_lengths")
    values = [graph.constant("seen", np.float32(0)), graph.constant("hidden", np.float32(-1e4))]
    mask = graph.node("Where", [real, *values])
    return graph.node("Unsqueeze", [mask, graph.constant("middle", np.array([1, 2]))])


def _real(graph: Graph, ids: str, lengths: str) -> str:
    """(sentence, place): whether the place is inside the sentence."""
    size = graph.node("Shape", [ids], start=1, end=2)
    size = graph.node("Squeeze", [size])
    begin = graph.constant(f"{ids}_begin", np.int64(0))
    step = graph.constant(f"{ids}_step", np.int64(1))
    places = graph.node("Range", [begin, size, step])
    counts = graph.node("Cast", [lengths], to=TensorProto.INT64)
    counts = graph.node("Unsqueeze", [counts, graph.constant(f"{ids}_last", np.array([1]))])
    return graph.node("Less", [places, counts])


def _layer(graph: Graph, x: str, mask: str, name: str, state: State, heads: int) -> str:
    width = state[f"{name}attended.weight"].shape[0]
    seen = _attention(graph, x, mask, name, state, heads, width)
    seen = _biased(graph, seen, f"{name}attended", state)
    x = _normed(graph, graph.node("Add", [x, seen]), f"{name}first_norm", state, 1e-12)
    up = linear(graph, x, f"{name}up", state)
    bias = graph.constant(f"{name}up.b", state[f"{name}up.bias"])
    up = graph.node("BiasGelu", [up, bias], MICROSOFT)
    down = _biased(graph, up, f"{name}down", state)
    return _normed(graph, graph.node("Add", [x, down]), f"{name}last_norm", state, 1e-12)


def _attention(
    graph: Graph, x: str, mask: str, name: str, state: State, heads: int, width: int
) -> str:
    qkv = _biased(graph, x, f"{name}qkv", state)
    shape = graph.constant(f"{name}split", np.array([0, 0, 3, heads, width // heads]))
    qkv = graph.node("Reshape", [qkv, shape])
    qkv = graph.node("Transpose", [qkv], perm=[2, 0, 3, 1, 4])
    q, k, v = (
        graph.node("Gather", [qkv, graph.constant(f"{name}{part}", np.int64(part))], axis=0)
        for part in range(3)
    )
    scale = graph.constant(f"{name}scale", np.float32((width // heads) ** -0.5))
    weights = graph.node("MatMul", [q, graph.node("Transpose", [k], perm=[0, 1, 3, 2])])
    weights = graph.node("Add", [graph.node("Mul", [weights, scale]), mask])
    seen = graph.node("MatMul", [graph.node("Softmax", [weights], axis=-1), v])
    seen = graph.node("Transpose", [seen], perm=[0, 2, 1, 3])
    return graph.node("Reshape", [seen, graph.constant(f"{name}join", np.array([0, 0, width]))])


def _head(graph: Graph, x: str, state: State) -> str:
    """Pieces' states carried to their characters, two convolutions, log-probabilities."""
    y = _to_chars(graph, _biased(graph, x, "from_piece", state), state)
    chars = graph.table("chars_table", "chars", state["char.weight"])
    chars = graph.node("MatMul", [chars, graph.constant("from_char", state["from_char.weight"].T)])
    y = graph.node("Add", [y, chars])
    y = graph.node("Add", [y, graph.constant("from_char.b", state["from_char.bias"])])
    for place, name in enumerate(("piece_at", "shapes", "lexicon")):
        table = graph.constant(f"{name}_table", state[f"extra.{place}.weight"])
        y = graph.node("Add", [y, graph.node("Gather", [table, name])])
    real = graph.node("Cast", [_real(graph, "chars", "lengths")], to=TensorProto.FLOAT)
    real = graph.node("Unsqueeze", [real, graph.constant("feature", np.array([2]))])
    y = graph.node("Mul", [y, real])
    for place in range(2):
        near = graph.node("Mul", [_near(graph, y, f"near.{place}", state), real])
        y = graph.node("Add", [y, near])
    y = graph.node("MatMul", [y, graph.constant("out", state["out.weight"].T)])
    y = graph.node("Add", [y, graph.constant("out_bias", state["out.bias"])])
    return graph.node("LogSoftmax", [y], axis=-1)


def _to_chars(graph: Graph, x: str, state: State) -> str:
    width = state["from_piece.bias"].shape[0]
    flat = graph.node("Reshape", [x, graph.constant("flat", np.array([-1, width]))])
    count = graph.node("Shape", ["pieces"], start=1, end=2)
    sentences = graph.node("Squeeze", [graph.node("Shape", ["pieces"], start=0, end=1)])
    ends = [graph.constant("from", np.int64(0)), sentences, graph.constant("by", np.int64(1))]
    offsets = graph.node("Mul", [graph.node("Range", ends), count])
    offsets = graph.node("Unsqueeze", [offsets, graph.constant("column", np.array([1]))])
    return graph.node("Gather", [flat, graph.node("Add", ["piece_of", offsets])], axis=0)


def _near(graph: Graph, y: str, name: str, state: State) -> str:
    """A width-3 convolution as one product with the neighbours laid side by side."""
    weight = state[f"{name}.weight"]
    out, width, _ = weight.shape
    pads = graph.constant(f"{name}.pads", np.array([0, 1, 0, 0, 1, 0]))
    padded = graph.node("Pad", [y, pads])
    axis = graph.constant(f"{name}.axis", np.array([1]))
    sides = []
    for place, end in enumerate((-2, -1, 2**31)):
        cut = [
            graph.constant(f"{name}.{side}{place}", np.array([value]))
            for side, value in (("a", place), ("z", end))
        ]
        sides.append(graph.node("Slice", [padded, *cut, axis]))
    joined = graph.node("Concat", sides, axis=2)
    stacked = {f"{name}.weight": weight.transpose(0, 2, 1).reshape(out, 3 * width)}
    made = linear(graph, joined, name, stacked)
    bias = graph.constant(f"{name}.b", state[f"{name}.bias"])
    return graph.node("BiasGelu", [made, bias], MICROSOFT)
