"""Reads files and folders of news into articles; what cannot be read becomes a Problem."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from kg.errors import Problem
from kg.model import Article
from kg.read.articles import article_of
from kg.read.draft import Report
from kg.read.fields import check_map
from kg.read.files import read_file
from kg.read.identity import settled
from kg.read.walk import shown, walk

__all__ = ["read"]

_NO_MAP: Mapping[str, str] = {}


def read(
    paths: Sequence[str],
    *,
    field_map: Mapping[str, str] = _NO_MAP,
    on_problem: Callable[[Problem], None],
) -> Iterator[Article]:
    """The articles of files and folders, in a fixed order; `-` reads JSON lines from stdin.

    Every file is read to its end before the first article is given, as ids must be unique; the
    articles wait on disk, so memory stays small.

    Args:
        field_map: a record's field for each of ours, e.g. `{"text": "正文"}`.
        on_problem: told of all that cannot be read or is doubtful; reading goes on.

    Raises:
        UsageError: a path that does not exist, or an unknown name in `field_map`.
    """
    columns = check_map(field_map)
    yield from settled(_articles(paths, columns, on_problem), on_problem)


def _articles(
    paths: Sequence[str], columns: Mapping[str, str], on_problem: Callable[[Problem], None]
) -> Iterator[Article]:
    for found in walk(paths, on_problem):
        told: list[Problem] = []
        report = Report(shown(found.path), told.append)
        silent = True
        for draft in read_file(found, columns, report):
            article = article_of(draft, found, report)
            if article is not None:
                silent = False
                yield article
            silent = silent and not told
            _pass_on(told, on_problem)
        if silent and not told:
            report("empty", "no article in the file")
        _pass_on(told, on_problem)


def _pass_on(told: list[Problem], on_problem: Callable[[Problem], None]) -> None:
    for problem in told:
        on_problem(problem)
    told.clear()
