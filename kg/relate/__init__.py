"""Says which typed relations the sentences of an article state."""

from kg.relate.relator import Relator, load_relator

__all__ = ["Relator", "load_relator"]
