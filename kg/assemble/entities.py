"""Names the entities: canonical name, readable id, aliases with what taught them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kg.assemble.gather import Node
from kg.assemble.whys import Names, Union, of_table
from kg.fold import fold_name
from kg.lexicon import Entry, Lexicon
from kg.model import Alias, Article, Entity
from kg.naming import Knowledge, core, han, kind_of

__all__ = ["Draft", "entities", "identify"]

# Characters before and after a name that are quoted at most, where no sentence ends sooner.
QUOTED = 160
_ENDS = re.compile(r"[。！？!?\n；;]")


@dataclass(slots=True)
class Draft:
    """A cluster on its way to an entity.

    Args:
        nodes: its nodes, sorted by key; those split by sense are split copies.
        preferred: the canonical name a decision gives, or "".
        unions: what made the nodes one.
    """

    nodes: list[Node]
    preferred: str = ""
    unions: Sequence[Union] = ()
    id: str = ""
    name: str = ""
    type: str = ""
    entry: Entry | None = None
    surfaces: Counter[str] = field(default_factory=Counter)


def identify(drafts: Iterable[Draft], lexicon: Lexicon, known: Knowledge) -> list[Draft]:
    """Give every draft its name, type and id; ids depend on the set alone, never on an order.

    Of several entities with one name the lexicon's keeps it bare, then the class ranked first;
    the others carry their class: `苹果 (Product)`, in an IRI `苹果_(Product)`.
    """
    made = [_described(draft, lexicon, known) for draft in drafts]
    by_name: defaultdict[str, list[Draft]] = defaultdict(list)
    for draft in made:
        by_name[_readable(draft.name)].append(draft)
    taken: set[str] = set()
    for name in sorted(by_name):
        namesakes = by_name[name]
        if len(namesakes) > 1:
            namesakes.sort(key=lambda d: _order(d, known))
        for place, draft in enumerate(namesakes):
            draft.id = _free(_wanted(draft, name, place, known), taken)
            taken.add(draft.id)
    return sorted(made, key=lambda draft: draft.id)


def _wanted(draft: Draft, name: str, place: int, known: Knowledge) -> str:
    if draft.entry and draft.entry.id != draft.entry.name:
        return _readable(draft.entry.id)
    return name if place == 0 else f"{name} ({known.top(draft.type)})"


def _free(wanted: str, taken: set[str]) -> str:
    number, id = 1, wanted
    while id in taken:
        number += 1
        id = f"{wanted} {number}"
    return id


def _readable(name: str) -> str:
    # An IRI writes a space as `_`; an id with `_` of its own would be percent-encoded.
    return " ".join(name.replace("_", " ").split())


def _order(draft: Draft, known: Knowledge) -> tuple[bool, int, list[tuple[str, str]], str]:
    top = known.top(draft.type)
    rank = known.rank.index(top) if top in known.rank else len(known.rank)
    first = min((local.article for node in draft.nodes for local in node.locals), default="")
    return draft.entry is None, rank, [node.key for node in draft.nodes], first


def _described(draft: Draft, lexicon: Lexicon, known: Knowledge) -> Draft:
    ids = sorted({node.entry for node in draft.nodes if node.entry})
    draft.entry = lexicon.entries.get(ids[0]) if ids else None
    types: Counter[str] = Counter()
    for node in draft.nodes:
        draft.surfaces.update(node.surfaces)
        types.update(node.types)
    draft.type = draft.entry.type if draft.entry else _type(types, known)
    draft.name = draft.preferred or (draft.entry.name if draft.entry else _name(draft, known))
    return draft


def _type(types: Counter[str], known: Knowledge) -> str:
    """The most frequent top class, as the most frequent of its classes below it."""
    tops: Counter[str] = Counter()
    for type_, count in types.items():
        tops[known.top(type_)] += count
    top = min(tops, key=lambda t: (-tops[t], t))
    below = [t for t in types if known.top(t) == top and t != top]
    return min(below, key=lambda t: (-types[t], t)) if below else top


def _name(draft: Draft, known: Knowledge) -> str:
    """The name an encyclopedia would choose: Chinese, the full one for persons and short names.

    Abbreviations of two characters give way to what they stand for; a company loses its legal
    form when news uses it without.
    """
    surfaces = draft.surfaces
    chinese = [s for s in surfaces if han(s)] or list(surfaces)
    top = known.top(draft.type)
    cores = {core(s, top, known) for s in chinese}
    longest = max(len(c) for c in cores)
    full = [s for s in chinese if 2 * len(core(s, top, known)) > longest or top == "Organization"]
    if top == "Organization":
        full = [s for s in full if len(core(s, top, known)) > 2 and not _legal(s, known)] or full
    if top == "Person":
        full = [s for s in chinese if len(s) == max(map(len, chinese))]
    named = full or chinese
    counts = {s: surfaces[s] * (1 + (len(core(s, top, known)) > 2)) for s in named}
    best = min(counts, key=lambda s: (-counts[s], -len(s), s))
    return _spelled(best)


def _legal(name: str, known: Knowledge) -> bool:
    return fold_name(name).endswith(known.legal)


def _spelled(name: str) -> str:
    return re.sub(r"[“”‘’「」『』《》]", "", name).strip() or name


def entities(
    drafts: Sequence[Draft], article_of: Callable[[str], Article], known: Knowledge
) -> Iterator[Entity]:
    """The entities of named drafts, in their order."""
    for draft in drafts:
        articles = {local.article for node in draft.nodes for local in node.locals}
        yield Entity(
            id=draft.id,
            name=draft.name,
            type=draft.type,
            aliases=tuple(sorted(_aliases(draft, article_of, known), key=_alias_order)),
            same_as=tuple(sorted(_same_as(draft.entry))) if draft.entry else (),
            articles=len(articles),
            mentions=draft.surfaces.total(),
        )


def _alias_order(alias: Alias) -> tuple[str, str, str, str]:
    return alias.name, alias.kind, alias.article, alias.quote


def _same_as(entry: Entry) -> Iterator[str]:
    """Identifiers a table gives: codes, and `same_as=IRI` in the note."""
    yield from (f"code:{name}" for name, kind in entry.aliases if kind == "code")
    for note in entry.note:
        key, _, value = note.partition("=")
        if key == "same_as" and value:
            yield value


def _aliases(
    draft: Draft, article_of: Callable[[str], Article], known: Knowledge
) -> Iterator[Alias]:
    """Every other name once: as the lexicon gives it, else with the sentence that taught it."""
    told: set[str] = {draft.name}
    names = Names(draft.name, draft.nodes, draft.unions, known)
    if draft.entry:
        for name, kind in ((draft.entry.name, "name"), *draft.entry.aliases):
            if name not in told:
                told.add(name)
                tie = of_table(name, draft.entry, known)
                yield Alias(name, kind, tie=tie)  # type: ignore[arg-type]
    known_folded = {fold_name(name) for name in told} if draft.entry else set()
    for said in sorted(s for node in draft.nodes for s in node.said):
        for name in (said.alias, said.name):
            if name not in told and (name == said.alias or name in draft.surfaces):
                told.add(name)
                quote = article_of(said.article).text[said.start : said.end]
                kind = said.kind if name == said.alias else "other"
                tie = names.of_sentence(name, said.name if name == said.alias else said.alias)
                yield Alias(name, kind, said.article, quote, tie)
    top = known.top(draft.type)
    for name, place in sorted(_places(draft.nodes).items()):
        if name not in told and fold_name(name) not in known_folded:
            told.add(name)
            kind = kind_of(name, draft.name, top, known)
            tie, shown = names.of_use(name)
            article, start, end = shown or place
            yield Alias(name, kind, article, _quote(article_of(article).text, start, end), tie)


def _places(nodes: Iterable[Node]) -> Mapping[str, tuple[str, int, int]]:
    first: dict[str, tuple[str, int, int]] = {}
    for node in nodes:
        for name, place in node.places.items():
            first[name] = min(place, first.get(name, place))
    return first


def _quote(text: str, start: int, end: int) -> str:
    """The sentence around a name."""
    left = max(0, start - QUOTED)
    for match in _ENDS.finditer(text, left, start):
        left = match.end()
    stop = _ENDS.search(text, end, end + QUOTED)
    right = stop.end() if stop else min(len(text), end + QUOTED)
    return text[left:right].strip()
