"""The faults of kg: what a user did wrong is raised, what is wrong in the data is a value.

KgError                 one line on stderr, nothing lost
├── UsageError          a wrong option, path or name (exit code 2)
├── InputError          an input that the command cannot do without (exit code 1)
├── SchemaError         a fault in `schemas/` or in a user's lexicon or decisions file (exit code 1)
├── BuildError          the build folder is missing, busy or damaged (exit code 1)
├── QueryError          a query that cannot be answered (exit code 1)
└── MissingPackage      an optional package is not installed (exit code 2)
"""

from __future__ import annotations

from dataclasses import dataclass


class KgError(Exception):
    """A user's mistake, said in one line: what was wrong, where, and what to do."""

    exit_code = 1


class UsageError(KgError):
    """A wrong option, path or name."""

    exit_code = 2


class InputError(KgError):
    """An input that the command cannot do without."""


class SchemaError(KgError):
    """A fault in the knowledge files: `schemas/`, a lexicon or a decisions file."""


class BuildError(KgError):
    """A build folder that is missing, busy or damaged."""


class QueryError(KgError):
    """A query that cannot be answered: a syntax error, a time limit, an unknown name."""


class MissingPackage(KgError):
    """An optional package that is not installed; the message says how to install it."""

    exit_code = 2


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """A fault in the data, with its place; work goes on.

    Args:
        path: the file (or `-` for stdin), as the user named it.
        article: the article's id, or "" when no article came of it.
        line: 1-based line or record number in the file, 0 when it has no meaning.
        kind: a short stable word such as `empty`, `encoding`, `yaml`, `duplicate`.
        message: one line for a person.
    """

    path: str
    article: str
    line: int
    kind: str
    message: str
