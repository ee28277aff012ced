"""The line: articles in, graph out; the order of the stages stands here and nowhere else."""

from __future__ import annotations

import gc
import re
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from kg.assemble import Question, assemble
from kg.cache import Cache, Extractions
from kg.decisions import load_decisions
from kg.engines import ENGINES, Engine
from kg.errors import BuildError, Problem, UsageError
from kg.lexicon import load_lexicon
from kg.model import Article, Extraction, Graph
from kg.naming import knowledge_for
from kg.page import write_page
from kg.rdf import DEFAULT_BASE, Iris
from kg.read import read
from kg.record import Clock, made_with, record_of, write_problems, write_record
from kg.review import write_questions
from kg.schema import load_schema, schemas_folder
from kg.store import write_rdf
from kg.tabulate import write_tables
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
    clock = Clock()
    with workspace(output) as work:
        problems: list[Problem] = []
        cache = _open_cache(work, output, options)
        _read(paths, cache, options, problems.append, progress)
        _require_articles(cache, paths, problems)
        clock.lap("read")
        _extract(cache, options, progress)
        clock.lap("extract")
        with _uncollected():
            graph = _tables(work, cache, options, problems, clock, progress)
            digest = _writings(work, output, options, clock, progress)
        counts = _counts(cache, graph, problems)
        cache.close()
        others = {"decisions": str(options.decisions or ""), "base_iri": options.base_iri}
        record = record_of(options.settings, others, counts, digest, clock)
        write_record(work, record)
    return Built(output, counts, tuple(problems), record)


def _tables(
    work: Path,
    cache: Cache,
    options: Options,
    problems: list[Problem],
    clock: Clock,
    progress: Progress,
) -> Graph:
    """Assemble the graph of all extractions and write its tables."""
    questions: list[Question] = []
    extractions = Extractions(cache)
    progress("assemble", 0, 0)
    graph = _assemble(cache, extractions, options, problems.append, questions.append)
    clock.lap("assemble")
    progress("tables", 0, 0)
    write_tables(graph, cache.articles(), extractions, Iris(options.base_iri), work)
    write_problems(work, problems)
    write_questions(questions, work)
    clock.lap("tables")
    return graph


def _writings(work: Path, output: Path, options: Options, clock: Clock, progress: Progress) -> str:
    """Write RDF and page beside the tables, both at once; the digest of the RDF.

    Loading, hashing and copying quads leaves Python free to make the page meanwhile.
    """
    schema = load_schema(schemas_folder(options.settings.schemas))
    previous = output if output.is_dir() and not options.fresh else None
    iris, made = Iris(options.base_iri), made_with(options.settings)
    with ThreadPoolExecutor(1) as beside:
        progress("page", 0, 0)
        rdf = beside.submit(write_rdf, work, schema, iris, previous, made)
        write_page(work, work / "graph.html", schema=schema)
        clock.lap("page")
        progress("rdf", 0, 0)
        digest = rdf.result()
        clock.lap("rdf")
    return digest


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
    extractions: Iterable[Extraction],
    options: Options,
    on_problem: Callable[[Problem], None],
    on_question: Callable[[Question], None],
) -> Graph:
    lexicon = load_lexicon(lexicon_tables(options.settings))
    decisions = load_decisions(options.decisions) if options.decisions else ()
    known = knowledge_for(options.settings.schemas)
    return assemble(extractions, cache.article, lexicon, decisions, on_problem, on_question, known)


@contextmanager
def _uncollected() -> Iterator[None]:
    """No search for reference cycles: a build makes millions of records and none of them."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _counts(cache: Cache, graph: Graph, problems: Sequence[Problem]) -> dict[str, int]:
    return {
        "articles": cache.count(),
        "kept": len(cache.unseen()),
        "entities": len(graph.entities),
        "statements": len(graph.statements),
        "mentions": sum(entity.mentions for entity in graph.entities),
        "problems": len(problems),
    }
