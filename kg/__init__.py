"""Builds a knowledge graph with sentence-level evidence from a folder of news articles."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.build import build
    from kg.opened import open_build as open

__version__ = "0.1.0"

__all__ = ["__version__", "build", "open"]

# Public name -> where it is; loaded when it is first used, so that `import kg` costs nothing.
_LATE = {"build": ("kg.build", "build"), "open": ("kg.opened", "open_build")}


def __getattr__(name: str) -> Any:
    if name not in _LATE:
        raise AttributeError(f"module 'kg' has no attribute {name!r}")
    module, attribute = _LATE[name]
    found = getattr(import_module(module), attribute)
    # Importing `kg.build` puts the module under this name; the function is what is public.
    globals()[name] = found
    return found
