"""Backends by name: built-ins and outside plugins come through the same door."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib.metadata import EntryPoint, entry_points
from typing import Generic, TypeVar

from kg.errors import UsageError

T = TypeVar("T")


class Registry(Generic[T]):
    """Factories of one kind of backend, by name.

    Built-ins are given at construction; entry points of the group `kg.<kind>` add to them.
    """

    def __init__(self, kind: str, built_in: Mapping[str, Callable[[], T]]) -> None:
        self.kind = kind
        self._built_in = dict(built_in)

    def names(self) -> list[str]:
        """All known names, sorted."""
        return sorted({*self._built_in, *(point.name for point in self._points())})

    def make(self, name: str) -> T:
        """The backend called `name`; an unknown name raises UsageError listing the known ones."""
        if name in self._built_in:
            return self._built_in[name]()
        for point in self._points():
            if point.name == name:
                made: T = point.load()()
                return made
        known = ", ".join(self.names())
        raise UsageError(f"unknown {self.kind} {name!r}; known: {known}")

    def _points(self) -> list[EntryPoint]:
        return list(entry_points(group=f"kg.{self.kind}"))
