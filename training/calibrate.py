"""Fits the map from a span's raw probability to the share of such spans that are right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from kg.detect.decode import Calibration, best_paths, confidence, spans
from training.batches import Row
from training.data import TYPES


def raw_confidences(
    logps: Sequence[Any], rows: Sequence[Row], types: Sequence[str] = TYPES
) -> tuple[list[float], list[bool]]:
    """Raw confidence of every predicted span, and whether it is annotated so."""
    found, right = [], []
    for logp, row in zip(logps, rows, strict=True):
        scores = np.asarray(logp)
        truth = set(row.sample.spans)
        for start, end, kind in spans(best_paths(scores[None])[0].tolist()):
            found.append(confidence(scores, start, end, kind))
            right.append((start, end, types[kind]) in truth)
    return found, right


def fit_calibration(found: Sequence[float], right: Sequence[bool], steps: int = 50) -> Calibration:
    """Platt's logistic map, by Newton's method (Platt 1999)."""
    bounded = np.clip(np.array(found), 1e-6, 1 - 1e-6)
    x = np.stack([np.log(bounded / (1 - bounded)), np.ones(len(found))], axis=1)
    y, weights = np.array(right, dtype=float), np.array([1.0, 0.0])
    for _ in range(steps):
        p = 1 / (1 + np.exp(-x @ weights))
        hessian = (x * (p * (1 - p))[:, None]).T @ x + 1e-6 * np.eye(2)
        weights = weights + np.linalg.solve(hessian, x.T @ (y - p))
    return Calibration(round(float(weights[0]), 4), round(float(weights[1]), 4))
