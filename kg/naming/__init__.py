"""Knows how names are made: cores, short names, abbreviations, versions, stock codes."""

from kg.naming.bars import barred
from kg.naming.compare import Likeness, likeness
from kg.naming.core import core, han, squash, version
from kg.naming.entries import means_it
from kg.naming.kinds import code_of, kind_of
from kg.naming.knowledge import Knowledge, knowledge_for, load_knowledge, shipped
from kg.naming.persons import only_here

__all__ = [
    "Knowledge",
    "Likeness",
    "barred",
    "code_of",
    "core",
    "han",
    "kind_of",
    "knowledge_for",
    "likeness",
    "load_knowledge",
    "means_it",
    "only_here",
    "shipped",
    "squash",
    "version",
]
