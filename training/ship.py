"""Writes trained nets where the run time finds them."""

from __future__ import annotations

from pathlib import Path

from kg.detect.decode import Calibration
from kg.detect.tagger import MODELS
from training.corpora import Kit
from training.data import TYPES
from training.e5 import packed_words
from training.export import export_fast, write_sidecar
from training.export_pieced import export_pieced
from training.nets import Fast, Pieced

# Fitted (training.calibrate) on 35 annotated articles that came after the nets were trained.
CALIBRATIONS = {"fast": Calibration(0.85, -0.85), "accurate": Calibration(0.9, -0.35)}


def _settings(name: str) -> list[float]:
    fitted = CALIBRATIONS[name]
    return [fitted.slope, fitted.intercept]


def ship_fast(net: Fast, kit: Kit, folder: Path = MODELS) -> None:
    """Write `fast.onnx` and its sidecar."""
    export_fast(net.eval(), folder / "fast.onnx")
    parts = {"alphabet": kit.ids, "calibration": _settings("fast")}
    write_sidecar(folder / "fast.json", "chars", TYPES, parts)


def ship_accurate(net: Pieced, kit: Kit, wheel: Path, folder: Path = MODELS) -> None:
    """Write `accurate.onnx` and its sidecar."""
    assert kit.vocabulary is not None
    # Begin mark, unknown piece and end mark come first, as in the net.
    nibbles, scales = packed_words(wheel, [0, 3, 2, *kit.piece_rows])
    export_pieced(net.eval(), nibbles, scales, folder / "accurate.onnx")
    parts = {
        "alphabet": kit.ids,
        "calibration": _settings("accurate"),
        "pieces": list(kit.vocabulary.ids),
        "piece_scores": [round(score, 3) for score in kit.vocabulary.scores[3:]],
    }
    write_sidecar(folder / "accurate.json", "pieces", TYPES, parts)
