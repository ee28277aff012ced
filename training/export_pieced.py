"""Writes the net over e5's pieces as a packed ONNX file: weights of seven bits, words of four."""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from onnx import TensorProto, helper

from training.export import Graph
from training.nets import Pieced

MICROSOFT = "com.microsoft"
# Layers' weights lie in -63..63: two products with an unsigned byte then fit the 16 bits that
# older processors add them up in, and what gzip leaves of them is an eighth less.
LEVELS = 63
EPSILON = 1e-12
# e5's file holds word vectors as blocks of so many values of four bits with one scale.
BLOCK = 32

State = Mapping[str, np.ndarray]


def export_pieced(net: Pieced, path: Path) -> None:
    """Write a graph that reads one sentence at a time, packed by gzip without a clock.

    The layers' inputs are quantized piece by piece: some of their values are twenty times the usual
    ones, and one scale for a whole sentence cost 0.8 points of F1.
    """
    state = {name: value.detach().float().numpy() for name, value in net.state_dict().items()}
    graph = Graph()
    x = _embedded(graph, state)
    heads = net.encoder.layers[0].heads
    for number in range(len(net.encoder.layers)):
        x = _layer(graph, x, f"encoder.layers.{number}", state, int(heads))  # type: ignore[arg-type]
    x = graph.node("LogSoftmax", [_head(graph, x, state)], axis=-1)
    inputs = ("chars", "shapes", "lexicon", "pieces", "piece_of", "piece_at")
    with TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        graph.save(dict.fromkeys(inputs, 2), x, plain)
        path.write_bytes(gzip.compress(plain.read_bytes(), 9, mtime=0))


def _embedded(graph: Graph, state: State) -> str:
    """Word vectors and places, normed; places beyond the last one share it."""
    places = state["encoder.place"] + state["encoder.kind"]
    zero, one = (graph.constant(f"int_{n}", np.int64(n)) for n in (0, 1))
    size = graph.node("Squeeze", [graph.node("Shape", ["pieces"], start=1, end=2)])
    last = graph.constant("last_place", np.int64(len(places) - 1))
    ids = graph.node("Min", [graph.node("Range", [zero, size, one]), last])
    rows = graph.node("Gather", [graph.constant("places", places.astype(np.float16)), ids])
    place = graph.node("Cast", [rows], to=TensorProto.FLOAT)
    x = graph.node("Add", [_words(graph, state["encoder.word.weight"]), place])
    weights = _norm_weights(graph, "encoder.norm", state)
    return graph.node("LayerNormalization", [x, *weights], epsilon=EPSILON)


def _words(graph: Graph, words: np.ndarray) -> str:
    """Word vectors in the four bits they came in: training leaves them as they are."""
    nibbles, scale = four_bits(words)
    packed = nibbles[..., : BLOCK // 2] | (nibbles[..., BLOCK // 2 :] << 4)
    rows = graph.node("Gather", [graph.constant("words", packed), "pieces"])
    low = graph.node("BitwiseAnd", [rows, graph.constant("low", np.uint8(15))])
    high = graph.node("BitShift", [rows, graph.constant("four", np.uint8(4))], direction="RIGHT")
    values = graph.node("Concat", [low, high], axis=-1)
    values = graph.node("Cast", [values], to=TensorProto.FLOAT)
    values = graph.node("Sub", [values, graph.constant("middle", np.float32(8))])
    scales = graph.node("Gather", [graph.constant("word_scales", scale), "pieces"])
    scales = graph.node("Cast", [scales], to=TensorProto.FLOAT)
    shape = graph.constant("word_shape", np.array([0, 0, words.shape[1]]))
    return graph.node("Reshape", [graph.node("Mul", [values, scales]), shape])


def four_bits(words: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Nibbles (row, block, value) and float16 scales of vectors that were unpacked from such.

    In each block one value is 8 below the middle: that gives the scale back.
    """
    blocks = words.reshape(len(words), -1, BLOCK)
    top = np.take_along_axis(blocks, np.abs(blocks).argmax(axis=-1)[..., None], axis=-1)
    scale = (top / -8).astype(np.float16)
    whole = scale.astype(np.float32)
    nibbles = np.round(np.divide(blocks, whole, out=np.zeros_like(blocks), where=whole != 0)) + 8
    return nibbles.astype(np.uint8), scale


def _layer(graph: Graph, x: str, name: str, state: State, heads: int) -> str:
    stacked = _linear(graph, x, f"{name}.qkv", state)
    parts = [f"{stacked}_{part}" for part in "qkv"]
    width = graph.constant(f"{name}.split", np.array([len(state[f"{name}.down.bias"])] * 3))
    graph.nodes.append(helper.make_node("Split", [stacked, width], parts, axis=2))
    seen = graph.node("MultiHeadAttention", parts, MICROSOFT, num_heads=heads)
    x = _normed(
        graph, x, _linear(graph, seen, f"{name}.attended", state), f"{name}.first_norm", state
    )
    inner = graph.node("Gelu", [_linear(graph, x, f"{name}.up", state)], MICROSOFT)
    return _normed(
        graph, x, _linear(graph, inner, f"{name}.down", state), f"{name}.last_norm", state
    )


def _linear(graph: Graph, x: str, name: str, state: State) -> str:
    """A layer in whole numbers: each place of `x` in 255 steps, each output in 127."""
    weight = state[f"{name}.weight"]
    scale = np.abs(weight).max(axis=1) / LEVELS + EPSILON
    packed = np.round(weight / scale[:, None]).astype(np.int8).T
    axis = graph.constant(f"{name}.axis", np.array([-1]))
    top = graph.node("ReduceMax", [graph.node("Abs", [x]), axis])
    step = graph.node("Mul", [top, graph.constant(f"{name}.steps", np.float32(1 / 127))])
    middle = graph.constant(f"{name}.middle", np.float32(128))
    whole = graph.node("Round", [graph.node("Add", [graph.node("Div", [x, step]), middle])])
    whole = graph.node("Cast", [whole], to=TensorProto.UINT8)
    zero = graph.constant(f"{name}.zero", np.uint8(128))
    y = graph.node("MatMulInteger", [whole, graph.constant(name, packed), zero])
    y = graph.node("Mul", [graph.node("Cast", [y], to=TensorProto.FLOAT), step])
    y = graph.node("Mul", [y, graph.constant(f"{name}.scale", scale.astype(np.float32))])
    return graph.node("Add", [y, graph.constant(f"{name}.bias", state[f"{name}.bias"])])


def _norm_weights(graph: Graph, name: str, state: State) -> list[str]:
    return [
        graph.constant(f"{name}.{part}", state[f"{name}.{part}"]) for part in ("weight", "bias")
    ]


def _normed(graph: Graph, x: str, more: str, name: str, state: State) -> str:
    inputs = [x, more, *_norm_weights(graph, name, state)]
    return graph.node("SkipLayerNormalization", inputs, MICROSOFT, epsilon=EPSILON)


def _head(graph: Graph, x: str, state: State) -> str:
    """From states of pieces to scores of characters, as `Pieced._head` does it."""
    piece = graph.node("MatMul", [x, _eight_bits(graph, "from_piece", state, turned=True)])
    first = graph.constant("first_axis", np.array([0]))
    y = graph.node("Gather", [graph.node("Squeeze", [piece, first]), "piece_of"])
    char = graph.table("char", "chars", state["char.weight"])
    char = graph.node("MatMul", [char, _eight_bits(graph, "from_char", state, turned=True)])
    bias = graph.constant("from_bias", state["from_piece.bias"] + state["from_char.bias"])
    y = graph.node("Add", [graph.node("Add", [y, char]), bias])
    for place, name in enumerate(("piece_at", "shapes", "lexicon")):
        table = graph.constant(f"extra_{place}", state[f"extra.{place}.weight"])
        y = graph.node("Add", [y, graph.node("Gather", [table, name])])
    for name in ("near.0", "near.1"):
        near = graph.node("Transpose", [y], perm=[0, 2, 1])
        inputs = [
            near,
            _eight_bits(graph, name, state),
            graph.constant(f"{name}.b", state[f"{name}.bias"]),
        ]
        near = graph.node("Transpose", [graph.node("Conv", inputs, pads=[1, 1])], perm=[0, 2, 1])
        y = graph.node("Add", [y, graph.node("Gelu", [near], MICROSOFT)])
    y = graph.node("MatMul", [y, graph.constant("out", state["out.weight"].T)])
    return graph.node("Add", [y, graph.constant("out.bias", state["out.bias"])])


def _eight_bits(graph: Graph, name: str, state: State, turned: bool = False) -> str:
    """A weight stored in eight bits, one scale an output; unpacked once, when it is loaded."""
    weight = state[f"{name}.weight"]
    scale = np.abs(weight).reshape(len(weight), -1).max(axis=1) / 127 + EPSILON
    scale = scale.reshape(-1, *[1] * (weight.ndim - 1)).astype(np.float32)
    packed = np.round(weight / scale).astype(np.int8)
    packed, scale = (packed.T, scale.T) if turned else (packed, scale)
    whole = graph.node("Cast", [graph.constant(name, packed)], to=TensorProto.FLOAT)
    return graph.node("Mul", [whole, graph.constant(f"{name}.scale", scale)])
