"""The line: articles in, graph out; the order of the stages stands here and nowhere else."""

from __future__ import annotations

import json
import re
import resource
import shutil
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

import kg
from kg.assemble import Question, assemble
from kg.cache import Cache
from kg.decisions import load_decisions
from kg.engines import ENGINES, Engine
from kg.errors import BuildError, Problem, UsageError
from kg.lexicon import load_lexicon
from kg.model import Article, Graph
from kg.naming import knowledge_for
from kg.page import write_page
from kg.rdf import DEFAULT_BASE, Iris
from kg.read import read
from kg.review import write_questions
from kg.schema import load_schema, schemas_folder
from kg.store import write_rdf
from kg.tables import write_tables
from kg.tools import Settings, lexicon_tables, require, settings_digest
from kg.workspace import workspace

# Articles a worker takes at a time: enough sentences to fill the tagger's batches.
BATCH = 48
CACHE = Path(".cache", "articles.sqlite")
_BASE = re.compile(r"""[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>"{}|\\^`]+[/#]""")

Progress = Callable[[str, int, int], None]
"""Told (stage, done, of how many; 0 when not known)."""


@dataclass(frozen=True, slots=True)
class Options:
    """How to build; the defaults are those of the command line.

    Args:
        settings: what decides an extraction.
        decisions: a file of decisions by `kg review`, or None.
        jobs: worker processes.
        engine: name of an engine, or "" for the one that suits `jobs`.
        prune: drop articles of the earlier build that the input no longer has.
        fresh: use nothing of the earlier build.
        base_iri: start of all IRIs but the ontology's.
        field_map: a record's field name for each of ours (`--map`).
    """

    settings: Settings = field(default_factory=Settings)
    decisions: Path | None = None
    jobs: int = 1
    engine: str = ""
    prune: bool = False
    fresh: bool = False
    base_iri: str = DEFAULT_BASE
    field_map: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Built:
    """What a build came to; `build.json` holds the same."""

    output: Path
    counts: dict[str, int]
    problems: tuple[Problem, ...]
    record: dict[str, Any]


def build(
    paths: Sequence[str],
    output: Path,
    options: Options = Options(),
    progress: Progress = lambda stage, done, total: None,
) -> Built:
    """Read articles, extract, assemble and write a build folder.

    Args:
        paths: files and folders; `-` reads JSON lines from stdin.
        output: the build folder; replaced as a whole, and only when the new build is complete.

    Raises:
        KgError: a wrong path, option, lexicon or decisions file; a busy output folder.
    """
    require(options.settings)
    _require_base(options.base_iri)
    clock = _Clock()
    with workspace(output) as work:
        problems: list[Problem] = []
        cache = _open_cache(work, output, options)
        _read(paths, cache, options, problems.append, progress)
        _require_articles(cache, paths, problems)
        clock.lap("read")
        _extract(cache, options, progress)
        clock.lap("extract")
        questions: list[Question] = []
        graph = _assemble(cache, options, problems.append, questions.append, progress)
        clock.lap("assemble")
        iris = Iris(options.base_iri)
        progress("tables", 0, 0)
        write_tables(graph, cache.articles(), cache.extractions(), iris, work)
        _write_problems(work, problems)
        write_questions(questions, work)
        clock.lap("tables")
        progress("rdf", 0, 0)
        schema = load_schema(schemas_folder(options.settings.schemas))
        previous = output if output.is_dir() and not options.fresh else None
        digest = write_rdf(work, schema, iris, previous, _made_with(options))
        clock.lap("rdf")
        progress("page", 0, 0)
        write_page(work, work / "graph.html", schema=schema)
        clock.lap("page")
        counts = _counts(cache, graph, problems)
        cache.close()
        record = _record(counts, options, clock, digest)
        _write_json(work / "build.json", record)
    return Built(output, counts, tuple(problems), record)


def _open_cache(work: Path, output: Path, options: Options) -> Cache:
    """The earlier build's articles and extractions, copied, or an empty cache."""
    target = work / CACHE
    target.parent.mkdir()
    if not options.fresh and (output / CACHE).is_file():
        shutil.copyfile(output / CACHE, target)
    return Cache(target, settings_digest(options.settings))


def _read(
    paths: Sequence[str],
    cache: Cache,
    options: Options,
    on_problem: Callable[[Problem], None],
    progress: Progress,
) -> None:
    cache.forget_seen()
    for number, article in enumerate(
        read(paths, field_map=options.field_map, on_problem=on_problem), 1
    ):
        cache.put_article(article)
        if number % 50 == 0:
            progress("read", number, 0)
    if options.prune:
        cache.drop(cache.unseen())
    progress("read", cache.count(), cache.count())


def _require_base(base: str) -> None:
    """IRIs are made by adding to the base: it is absolute, legal and ends where a name begins."""
    if not _BASE.fullmatch(base):
        raise UsageError(f"--base-iri {base}: give an absolute IRI that ends in / or #")


def _require_articles(cache: Cache, paths: Sequence[str], problems: Sequence[Problem]) -> None:
    if not cache.count():
        first = f"; {problems[0].path}: {problems[0].message}" if problems else ""
        raise BuildError(f"no articles in {', '.join(paths)}{first}")


def _extract(cache: Cache, options: Options, progress: Progress) -> None:
    todo = cache.count_missing()
    batches = _batched(cache.missing(), BATCH)
    name = options.engine or ("processes" if options.jobs > 1 and todo > BATCH else "serial")
    engine: Engine = ENGINES.make(name)
    done = 0
    progress("extract", 0, todo)
    for extractions in engine.run(batches, options.settings, options.jobs):
        for extraction in extractions:
            cache.put_extraction(cache.article(extraction.article), extraction)
        done += len(extractions)
        progress("extract", done, todo)


def _batched(articles: Iterable[Article], size: int) -> Iterator[tuple[Article, ...]]:
    waiting = iter(articles)
    while batch := tuple(islice(waiting, size)):
        yield batch


def _assemble(
    cache: Cache,
    options: Options,
    on_problem: Callable[[Problem], None],
    on_question: Callable[[Question], None],
    progress: Progress,
) -> Graph:
    progress("assemble", 0, 0)
    lexicon = load_lexicon(lexicon_tables(options.settings))
    decisions = load_decisions(options.decisions) if options.decisions else ()
    extractions = _Extractions(cache)
    known = knowledge_for(options.settings.schemas)
    return assemble(extractions, cache.article, lexicon, decisions, on_problem, on_question, known)


class _Extractions:
    """The cache's extractions as a collection that can be walked more than once."""

    def __init__(self, cache: Cache) -> None:
        self._cache = cache

    def __iter__(self) -> Iterator[Any]:
        return self._cache.extractions()


class _Clock:
    """Seconds of each stage, and the peak of memory by its end."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self.peaks: dict[str, int] = {}
        self._last = time.perf_counter()

    def lap(self, stage: str) -> None:
        """The time since the last lap belongs to `stage`."""
        now = time.perf_counter()
        self.seconds[stage] = round(now - self._last, 3)
        self.peaks[stage] = _peak_memory()
        self._last = now


def _counts(cache: Cache, graph: Graph, problems: Sequence[Problem]) -> dict[str, int]:
    return {
        "articles": cache.count(),
        "kept": len(cache.unseen()),
        "entities": len(graph.entities),
        "statements": len(graph.statements),
        "mentions": sum(entity.mentions for entity in graph.entities),
        "problems": len(problems),
    }


def _made_with(options: Options) -> dict[str, str]:
    """What the build used, for its provenance: nothing that depends on machine or time."""
    settings = options.settings
    return {"model": settings.model, "tools": settings_digest(settings)}


def _record(counts: dict[str, int], options: Options, clock: _Clock, digest: str) -> dict[str, Any]:
    settings = options.settings
    return {
        "version": kg.__version__,
        "settings": {
            "model": settings.model,
            "lexicons": [str(path) for path in settings.lexicons],
            "decisions": str(options.decisions or ""),
            "schemas": str(settings.schemas or ""),
            "base_iri": options.base_iri,
            "tools": settings_digest(settings),
        },
        "counts": counts,
        "rdfc10_sha256": digest,
        "seconds": clock.seconds,
        "peak_memory_mb": _peak_memory(),
        "peak_memory_mb_by_end_of": clock.peaks,
        "built": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
    }


def _peak_memory() -> int:
    """Peak resident memory of this process in MiB (ru_maxrss is in KiB, in bytes on macOS)."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak // (1024 * 1024) if sys.platform == "darwin" else peak // 1024


def _write_problems(work: Path, problems: Sequence[Problem]) -> None:
    with (work / "problems.jsonl").open("w", encoding="utf-8") as out:
        for problem in sorted(problems):
            out.write(json.dumps(asdict(problem), ensure_ascii=False) + "\n")


def _write_json(path: Path, record: dict[str, Any]) -> None:
    path.write_text(json.dumps(record, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
