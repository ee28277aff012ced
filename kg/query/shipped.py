"""The shipped queries: SPARQL files with a description and parameters in their first comments.

A file is a valid query as it stands: a parameter's example is the term in its text that a value
takes the place of.

    # en: Entities named in the same articles as an entity.
    # zh: 与某实体出现在同一批文章里的实体。
    # param name (entity, e.g. 百度): the entity, by any of its names / 实体的任一名称
    # param limit (limit, default 20): rows at most / 最多行数
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from kg.errors import SchemaError

FOLDER = "queries"
# entity: any name of an entity; article and statement: an IRI or what leads to it; month:
# YYYY-MM or YYYY; limit: the number after LIMIT.
KINDS = ("entity", "article", "statement", "month", "limit")

_DESCRIPTION = re.compile(r"^# (en|zh): (.+)$", re.MULTILINE)
_PARAMETER = re.compile(
    r"^# param (?P<name>\w+) \((?P<kind>\w+)(?P<optional>, optional)?"
    r"(?:, (?:e\.g\.|default) (?P<example>[^)]+))?\): (?P<en>.+?) / (?P<zh>.+)$",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value that a shipped query takes.

    Args:
        kind: one of KINDS.
        example: the value that stands in the query's text; for `limit` the default.
        required: an error without it; else the lines marked `# if NAME` go.
    """

    name: str
    kind: str
    example: str
    required: bool
    en: str
    zh: str


@dataclass(frozen=True, slots=True)
class ShippedQuery:
    """A query by name with what it answers, in two languages."""

    name: str
    text: str
    en: str
    zh: str
    parameters: tuple[Parameter, ...]


def shipped_queries(schemas: Path) -> dict[str, ShippedQuery]:
    """The queries of a folder of knowledge files, by name, sorted.

    Raises:
        SchemaError: a file lacks its description, or a parameter is not understood.
    """
    files = sorted((schemas / FOLDER).glob("*.rq"))
    return {path.stem: _load(path) for path in files}


def _load(path: Path) -> ShippedQuery:
    text = path.read_text(encoding="utf-8")
    said = dict(_DESCRIPTION.findall(text))
    if said.keys() != {"en", "zh"}:
        raise SchemaError(f"{path}: needs a comment `# en: …` and one `# zh: …`")
    lines = [line for line in text.splitlines() if line.startswith("# param")]
    parameters = tuple(_parameter(line, path) for line in lines)
    return ShippedQuery(path.stem, text, said["en"], said["zh"], parameters)


def _parameter(line: str, path: Path) -> Parameter:
    found = _PARAMETER.match(line)
    if found is None or found["kind"] not in KINDS:
        raise SchemaError(f"{path}: is no parameter: {line}")
    required = not found["optional"] and found["kind"] != "limit"
    return Parameter(
        found["name"], found["kind"], found["example"] or "", required, found["en"], found["zh"]
    )
