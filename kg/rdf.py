"""IRIs and RDF terms: the only room that knows how an id becomes an IRI.

Terms are strings in canonical N-Quads form (as RDFC-1.0 writes them), which is what both the
sorted file and the store hold.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from urllib.parse import quote, unquote

from kg.schema import NS

__all__ = [
    "DEFAULT_BASE",
    "NS",
    "PREFIXES",
    "Iris",
    "dated",
    "decimal",
    "integer",
    "iri",
    "labelled",
    "language",
    "literal",
    "segment",
    "term",
]

DEFAULT_BASE = "https://kg.example/"

PREFIXES: dict[str, str] = {
    "dcterms": "http://purl.org/dc/terms/",
    "itsrdf": "http://www.w3.org/2005/11/its/rdf#",
    "kg": NS,
    "nif": "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "skosxl": "http://www.w3.org/2008/05/skos-xl#",
    "void": "http://rdfs.org/ns/void#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

_XSD = PREFIXES["xsd"]
# What RFC 3987 allows in a path segment besides letters and digits, less `_` (it stands for a
# space) and `%` (it starts an escape).
_SEGMENT = frozenset("-.~!$&'()*+,;=:@")
_IRI_ILLEGAL = re.compile(r'[\x00-\x20<>"{}|\\^`\x7f-\x9f\ud800-\udfff]')
# Canonical N-Quads escapes these and nothing else.
_ESCAPES = {
    **{code: f"\\u{code:04X}" for code in (*range(0x20), 0x7F)},
    **{ord(char): f"\\{mark}" for char, mark in zip('\b\t\n\f\r"\\', 'btnfr"\\', strict=True)},
    # A lone surrogate is no character; its place is kept so that offsets hold.
    **dict.fromkeys(range(0xD800, 0xE000), "\ufffd"),
}
_NEEDS_ESCAPE = re.compile(r'[\x00-\x1f\x7f"\\\ud800-\udfff]')
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_KANA = re.compile(r"[\u3040-\u30ff]")
_LATIN = re.compile(r"[A-Za-z]")


@dataclass(frozen=True, slots=True)
class Iris:
    """IRIs of a build under a base such as `https://kg.example/`, and the way back.

    Ids stay readable: `百度` is `entity/百度`, a space is `_`, anything an IRI may not hold in a
    path segment is percent-encoded, so that every id comes back as it was.
    """

    base: str = DEFAULT_BASE

    def entity(self, id_: str) -> str:
        """IRI of an entity."""
        return f"{self.base}entity/{segment(id_)}"

    def article(self, id_: str) -> str:
        """IRI of an article, which is also the name of its graph."""
        return f"{self.base}article/{segment(id_)}"

    def statement(self, id_: str) -> str:
        """IRI of a statement."""
        return f"{self.base}statement/{segment(id_)}"

    @property
    def dataset(self) -> str:
        """IRI of the build's data as a whole."""
        return f"{self.base}dataset"

    @property
    def build(self) -> str:
        """IRI of the activity that made the data."""
        return f"{self.base}build"

    def local(self, full: str) -> tuple[str, str]:
        """Kind and id of an IRI: `…entity/百度` -> (`entity`, `百度`); ("", IRI) for others."""
        kind, slash, rest = full.removeprefix(self.base).partition("/")
        if not full.startswith(self.base) or not slash or kind not in _KINDS or "#" in rest:
            return "", full
        return kind, unquote(rest.replace("_", " "), errors="surrogatepass")


_KINDS = frozenset({"entity", "article", "statement"})


@lru_cache(maxsize=1 << 16)
def segment(id_: str) -> str:
    """A string as a path segment or fragment of an IRI; `unquote` of it, `_` read as a space."""
    # A segment of dots alone would be resolved away (`entity/..`).
    keep = id_.strip(".") != ""
    return "".join(_part(char, keep) for char in id_)


def _part(char: str, keep_dots: bool) -> str:
    if char == " ":
        return "_"
    if char.isascii():
        plain = char.isalnum() or (char in _SEGMENT and (keep_dots or char != "."))
        return char if plain else f"%{ord(char):02X}"
    # Unprintable are the marks that RFC 3987 forbids or a reader cannot see: U+3000, U+202E.
    allowed = not "\ufff0" <= char <= "\uffff" and char < "\U000e0000"
    if allowed and char.isprintable() and unicodedata.category(char) != "Co":
        return char
    return quote(char.encode("utf-8", "surrogatepass"))


@lru_cache(maxsize=1 << 16)
def iri(value: str) -> str:
    """An IRI as a term; characters that no IRI may hold are percent-encoded."""
    if _IRI_ILLEGAL.search(value):
        value = _IRI_ILLEGAL.sub(lambda m: quote(m[0].encode("utf-8", "surrogatepass")), value)
    return f"<{value}>"


def term(prefixed: str) -> str:
    """A prefixed name as a term: `kg:quote` -> `<https://kg.example/ns#quote>`."""
    prefix, _, local = prefixed.partition(":")
    return f"<{PREFIXES[prefix]}{local}>"


def literal(value: str) -> str:
    """A plain string as a term."""
    return f'"{value.translate(_ESCAPES) if _NEEDS_ESCAPE.search(value) else value}"'


def language(value: str) -> str:
    """The language tag of a name: `zh` with a Chinese character, `en` if Latin, else ""."""
    if _HAN.search(value):
        return "" if _KANA.search(value) else "zh"
    return "en" if _LATIN.search(value) and value.isascii() else ""


def labelled(value: str) -> str:
    """A name as a term with its language tag: `"百度"@zh`, `"IDC"@en`."""
    tag = language(value)
    return f"{literal(value)}@{tag}" if tag else literal(value)


def integer(value: int) -> str:
    """A whole number as a term."""
    return f'"{value}"^^<{_XSD}integer>'


def decimal(value: float) -> str:
    """A number as an xsd:decimal of at most four places, in canonical form: `0.9`, `1`."""
    text = f"{value:.4f}".rstrip("0").rstrip(".")
    return f'"{"0" if text == "-0" else text}"^^<{_XSD}decimal>'


@lru_cache(maxsize=1 << 12)
def dated(value: str) -> str:
    """An ISO 8601 date as a term of its precision: year, month, day or moment.

    What is no such date stays a plain string, so that nothing is lost.
    """
    kind = {4: "gYear", 7: "gYearMonth", 10: "date"}.get(len(value), "dateTime")
    canonical = _moment(value) if kind == "dateTime" else _day(value)
    return f'"{canonical}"^^<{_XSD}{kind}>' if canonical else literal(value)


def _day(value: str) -> str:
    padded = value + "-01-01"[len(value) - 4 :] if len(value) < 10 else value
    try:
        return value if date.fromisoformat(padded).isoformat() == padded else ""
    except ValueError:
        return ""


def _moment(value: str) -> str:
    if not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?(Z|[+-]\d\d:\d\d)?", value):
        return ""
    try:
        text = datetime.fromisoformat(value).isoformat()
    except ValueError:
        return ""
    text = text.removesuffix("+00:00") + "Z" if text.endswith("+00:00") else text
    return re.sub(r"\.(\d*?)0+(?=Z|[+-]|$)", lambda m: f".{m[1]}" if m[1] else "", text)
