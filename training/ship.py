"""Writes a trained net where the run time finds them."""

from __future__ import annotations

from pathlib import Path

from kg.detect.decode import Calibration
from kg.detect.tagger import MODELS
from training.corpora import Kit
from training.data import TYPES
from training.export import export_fast, write_sidecar
from training.nets import Fast

# Between fits (training.calibrate) on 35 articles annotated after training and on gold/dev.
CALIBRATION = Calibration(0.85, -0.85)


def ship_fast(net: Fast, kit: Kit, folder: Path = MODELS) -> None:
    """Write `fast.onnx` and its sidecar."""
    export_fast(net.eval(), folder / "fast.onnx")
    parts = {
        "alphabet": kit.ids,
        "calibration": [CALIBRATION.slope, CALIBRATION.intercept],
    }
    write_sidecar(folder / "fast.json", TYPES, parts)
