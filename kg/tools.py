"""What extraction works with: settings say what to load, tools are the loaded things."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.detect import Detector
from kg.detect.lexicon import LexiconDetector
from kg.detect.patterns import PatternDetector
from kg.detect.terms import TermDetector
from kg.detect.trust import load_trust
from kg.errors import SchemaError, UsageError
from kg.lexicon import Lexicon, load_lexicon
from kg.lexicon_table import read_table
from kg.naming import Knowledge, knowledge_for
from kg.relate import Relator, load_relator
from kg.schema import Schema, load_schema, schemas_folder

DEFAULT_MODEL = "fast"
# The optional baseline; unlike the trained models it is not shown the lexicon's hits.
LAC = "lac"


@dataclass(frozen=True, slots=True)
class Settings:
    """What decides an extraction; small and picklable, so that workers load their own tools.

    Args:
        schemas: folder that replaces the shipped `schemas/`, or None.
        lexicons: the user's own tables, read after the shipped ones.
        model: name of the tagger.
    """

    schemas: Path | None = None
    lexicons: tuple[Path, ...] = ()
    model: str = DEFAULT_MODEL


@dataclass(frozen=True, slots=True)
class Tools:
    """Detectors, the score a mention must reach, ontology, lexicon, rules, how names are made."""

    detectors: tuple[Detector, ...]
    keep: float
    schema: Schema
    lexicon: Lexicon
    relator: Relator
    naming: Knowledge


def load_tools(settings: Settings) -> Tools:
    """Load everything that the settings name.

    Raises:
        SchemaError: a fault in a knowledge file.
        UsageError: an unknown model, listing the known ones.
    """
    folder = schemas_folder(settings.schemas)
    lexicon = load_lexicon(lexicon_tables(settings))
    trust = load_trust(folder / "detect.toml", shown=settings.model != LAC)
    schema = load_schema(folder)
    own = frozenset(entry.id for table in settings.lexicons for entry in read_table(table))
    detectors: tuple[Detector, ...] = (
        _model(settings.model, lexicon),
        LexiconDetector(lexicon, trust, schema.top, own),
        PatternDetector(folder / "patterns.toml"),
        TermDetector(folder / "terms.toml"),
    )
    naming = knowledge_for(settings.schemas)
    return Tools(detectors, trust.keep, schema, lexicon, load_relator(folder), naming)


def require(settings: Settings) -> None:
    """Ask, before any work is done, whether all that the settings name is there.

    Raises:
        UsageError: no such lexicon or model.
        SchemaError: a lexicon has a fault, or a type that is no class of the ontology.
    """
    from kg.detect.tagger import model_names

    lexicon_tables(settings)
    _require_types(settings)
    known = [*model_names(), LAC]
    if settings.model not in known:
        raise UsageError(f"unknown model {settings.model!r}; known: {', '.join(known)}")


def _require_types(settings: Settings) -> None:
    if not settings.lexicons:
        return
    known = load_schema(schemas_folder(settings.schemas)).classes
    for table in settings.lexicons:
        for entry in read_table(table):
            if entry.type not in known:
                where = f"{table}:{entry.line}: {entry.name}"
                raise SchemaError(
                    f"{where}: unknown type {entry.type!r}; known: {', '.join(known)}"
                )


def lexicon_tables(settings: Settings) -> list[Path]:
    """The shipped tables, sorted, then the user's in the order given."""
    missing = [str(path) for path in settings.lexicons if not path.is_file()]
    if missing:
        raise UsageError(f"no such lexicon: {missing[0]}")
    shipped = sorted((schemas_folder(settings.schemas) / "lexicon").glob("*.tsv"))
    return [*shipped, *settings.lexicons]


def _model(name: str, lexicon: Lexicon) -> Detector:
    """A tagger by name: `lac` is the optional baseline, the others are trained models."""
    special: Mapping[str, Callable[[], Detector]] = {LAC: _lac}
    return special[name]() if name in special else _tagger(name, lexicon)


def _lac() -> Detector:
    from kg.detect.lac import LacDetector

    return LacDetector()


def _tagger(name: str, lexicon: Lexicon) -> Detector:
    from kg.detect.tagger import Tagger
    from kg.detect.tagging import TaggerDetector

    return TaggerDetector(Tagger(name, lexicon))


# What decides an extraction: code of these rooms, knowledge files, trained weights.
_ROOMS = ("detect", "naming", "link", "relate")
_CODE = (*_ROOMS, "fold.py", "segment.py", "lexicon.py", "lexicon_table.py")
_KNOWLEDGE = ("lexicon/*.tsv", "relations/*.toml", "*.toml", "ontology.ttl", "abbreviation.json")


def settings_digest(settings: Settings) -> str:
    """Digest of all that decides an extraction, without loading any of it."""
    package, schemas = Path(__file__).parent, schemas_folder(settings.schemas)
    files: list[Path] = [
        *(file for name in _CODE for file in _below(package / name)),
        *(file for pattern in _KNOWLEDGE for file in sorted(schemas.glob(pattern))),
        *settings.lexicons,
    ]
    digest = hashlib.sha256(settings.model.encode())
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _below(path: Path) -> list[Path]:
    files = [path] if path.suffix == ".py" else sorted(path.rglob("*"))
    return [file for file in files if file.is_file() and file.suffix != ".pyc"]
