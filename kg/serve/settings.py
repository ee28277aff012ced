"""What a server may spend on strangers."""

from __future__ import annotations

import os
from dataclasses import dataclass, field

from kg.query.request import Limits


@dataclass(frozen=True, slots=True)
class Settings:
    """How a build is served.

    Args:
        limits: what one query may use.
        workers: queries answered at the same time; as many long ones may run beside them.
        waiting: queries that may wait for a worker; the next one gets 503.
        patience: seconds a query waits for a worker before it gets 503.
        body: largest request body, bytes.
        origins: sites that may ask from a browser (CORS); `*` for all, none by default.
        hosts: names under which the server answers; `*` for all. A page elsewhere that makes its
            own name point here must not read the build.
    """

    limits: Limits = field(default_factory=lambda: Limits(10.0, 2048, 100_000, 32))
    workers: int = max(2, os.cpu_count() or 2)
    waiting: int = 100
    patience: float = 20.0
    body: int = 1 << 20
    origins: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ("*",)
    service: bool = False
