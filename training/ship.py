"""Writes a trained net where the run time finds them."""

from __future__ import annotations

from pathlib import Path

from kg.detect.decode import Calibration
from kg.detect.tagger import MODELS
from training.corpora import Kit
from training.data import TYPES
from training.export import export_fast, write_sidecar
from training.export_pieced import export_pieced
from training.nets import Fast, Pieced

# Between fits (training.calibrate) on 35 articles annotated after training and on gold/dev.
CALIBRATION = Calibration(0.85, -0.85)
# Likewise: (1.02, -0.41) on gold/dev, (1.03, 0.05) on 45 articles annotated last.
ACCURATE_CALIBRATION = Calibration(1.02, -0.18)


def ship_fast(net: Fast, kit: Kit, folder: Path = MODELS) -> None:
    """Write `fast.onnx` and its sidecar."""
    export_fast(net.eval(), folder / "fast.onnx")
    parts = {
        "alphabet": kit.ids,
        "calibration": [CALIBRATION.slope, CALIBRATION.intercept],
    }
    write_sidecar(folder / "fast.json", TYPES, parts)


def ship_accurate(net: Pieced, kit: Kit, folder: Path = MODELS) -> None:
    """Write `accurate.onnx.gz` and its sidecar, which holds the pieces too."""
    assert kit.e5 is not None
    export_pieced(net.eval(), folder / "accurate.onnx.gz")
    pieces = [kit.e5.pieces[row] for row in kit.piece_rows]
    scores = [round(kit.e5.scores[row], 4) for row in kit.piece_rows]
    parts = {
        "alphabet": kit.ids,
        "calibration": [ACCURATE_CALIBRATION.slope, ACCURATE_CALIBRATION.intercept],
        "pieces": [pieces, scores],
    }
    write_sidecar(folder / "accurate.json", TYPES, parts)
