"""The nouns of kg: frozen records that every stage takes and gives.

Offsets are Unicode code points into `Article.text`; `text[start:end] == surface` always holds.
Ids here are local keys (`百度`, `cls-2370637`); only `kg.rdf` turns them into IRIs.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Modality = Literal["asserted", "planned", "predicted", "negated", "reported"]
Status = Literal["current", "disputed", "superseded"]
TieKind = Literal["", "table", "sentence", "spelling", "article", "points", "company", "decision"]
AliasKind = Literal[
    "name",
    "full",
    "short",
    "english",
    "abbreviation",
    "stock",
    "former",
    "code",
    "variant",
    "other",
]

# The top classes of the ontology, in the order of the annotation guidelines.
TYPES: tuple[str, ...] = (
    "Organization",
    "Person",
    "Place",
    "Technology",
    "Product",
    "Policy",
    "Event",
    "Industry",
)
MODALITIES: tuple[Modality, ...] = ("asserted", "planned", "predicted", "negated", "reported")
# The place of what a sentence leaves out: an empty span.
NOWHERE = (0, 0)


@dataclass(frozen=True, slots=True)
class Article:
    """One news article as a reader sees it.

    Args:
        id: stable local key, derived from `source_id`, unique in a build.
        source_id: the record's own id, else its url, else its path.
        title: one line of plain text, may be empty.
        date: ISO 8601 to the precision known (`2018`, `2026-05-15T12:35:00+08:00`) or "".
        source: the outlet, or "".
        url: link to the original, or "".
        text: `title + "\\n" + body`; paragraphs of the body are joined by a newline.
        path: where it was read from, for messages only.
    """

    id: str
    source_id: str
    title: str
    date: str
    source: str
    url: str
    text: str
    path: str = ""

    @property
    def sha256(self) -> str:
        """Digest of `text` in UTF-8, hexadecimal."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an article: `article.text[start:end]`, trimmed of white space.

    Args:
        index: its place in the article, from 0; a non-empty title is sentence 0.
        paragraph: its paragraph, from 0; the title is paragraph 0.
    """

    index: int
    start: int
    end: int
    paragraph: int


@dataclass(frozen=True, slots=True)
class Mention:
    """A span of an article that names an entity.

    Args:
        type: local name of an ontology class, may be a subclass (`Company`).
        score: calibrated probability in [0, 1] that span and type are right.
        detector: who found it: `lexicon`, `tagger`, `pattern`, `term`, or several joined by `+`.
        entry: id of the lexicon entry whose name it carries, or "".
    """

    start: int
    end: int
    surface: str
    type: str
    score: float
    detector: str
    entry: str = ""


@dataclass(frozen=True, slots=True)
class NameTie:
    """A place where an article says that two names belong to one entity.

    Args:
        name: the fuller or better known name.
        alias: the other name.
        kind: what `alias` is to `name`.
        start, end: the sentence that says so, in the article's text.
    """

    name: str
    alias: str
    kind: AliasKind
    start: int
    end: int


@dataclass(frozen=True, slots=True, order=True)
class Join:
    """Two names that were made one, and why.

    Args:
        points: as `schemas/linking.toml` counts them.
        reasons: what they are made of, as `weight points`.
    """

    name: str
    other: str
    points: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chain:
    """The mentions of one article that name the same thing (a coreference chain).

    Args:
        name: the best name of it in this article, or the lexicon's canonical name.
        type: local name of an ontology class.
        entry: lexicon entry it was linked to, or "".
        mentions: indices into `Extraction.mentions`, ascending.
        score: confidence of the link in [0, 1].
        joins: what made its names one, the strongest first.
    """

    name: str
    type: str
    entry: str
    mentions: tuple[int, ...]
    score: float = 1.0
    joins: tuple[Join, ...] = ()


@dataclass(frozen=True, slots=True)
class Relation:
    """One place in one article that states a predicate between two chains.

    Args:
        subject, object: indices into `Extraction.chains`.
        predicate: local name of an ontology predicate.
        start, end: the evidence span in the article's text (a sentence or clause).
        rule: id of the rule or model that found it.
        modality, cue: how it is said and the word that shows it.
        time: event time YYYY, YYYY-MM, YYYY-MM-DD or "".
        role: the title of a person as written, or "".
        attributed_to: index of the chain that says so, or -1.
        amounts: literals such as `20.04亿元` or `51%`, as normalised `value unit`.
        confidence: calibrated probability in [0, 1].
        subject_at, object_at: where the sentence has them, by name or by a word that stands for
            one (该产品); of a subject that a clause leaves out, where the sentence named it last;
            `NOWHERE` when it does not.
    """

    subject: int
    predicate: str
    object: int
    start: int
    end: int
    rule: str
    modality: Modality = "asserted"
    cue: str = ""
    time: str = ""
    role: str = ""
    attributed_to: int = -1
    amounts: tuple[str, ...] = ()
    confidence: float = 0.5
    subject_at: tuple[int, int] = NOWHERE
    object_at: tuple[int, int] = NOWHERE


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that one article says, before other articles are looked at."""

    article: str
    sha256: str
    mentions: tuple[Mention, ...] = ()
    chains: tuple[Chain, ...] = ()
    name_ties: tuple[NameTie, ...] = ()
    relations: tuple[Relation, ...] = ()


@dataclass(frozen=True, slots=True)
class Tie:
    """What made a name one with another name of its entity.

    Args:
        kind: a `table` of names gives it, a `sentence` says so, they differ in `spelling` or form
            only, one `article` uses both, `points` over all articles, the `company` that its
            sightings keep, a person's `decision`; "" where a build does not say.
        to: the other name.
        points: the sum of the reasons.
        reasons: as `weight points`, the strongest first; docs/linking.md explains them.
    """

    kind: TieKind = ""
    to: str = ""
    points: float = 0.0
    reasons: tuple[str, ...] = ()


NO_TIE = Tie()


@dataclass(frozen=True, slots=True)
class Alias:
    """Another name of an entity and the sentence that taught it ("" when the lexicon did)."""

    name: str
    kind: AliasKind
    article: str = ""
    quote: str = ""
    tie: Tie = NO_TIE


@dataclass(frozen=True, slots=True)
class Entity:
    """One thing of the world across all articles.

    Args:
        id: local key, readable, made from the canonical name.
        same_as: IRIs or `code:SZ000001`-like identifiers from the lexicon or a user's table.
        articles, mentions: in how many articles and how often it is named.
    """

    id: str
    name: str
    type: str
    aliases: tuple[Alias, ...] = ()
    same_as: tuple[str, ...] = ()
    articles: int = 0
    mentions: int = 0


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a sentence has the subject or object of what it states, by name or by 该产品, 其, 公司.

    Args:
        surface: the words there: `text[start:end] == surface`.
    """

    role: Literal["subject", "object"]
    start: int
    end: int
    surface: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """The place that states a statement; `text[start:end] == quote`.

    Args:
        marks: where its sentence has subject and object, in this order; without what it leaves out.
    """

    article: str
    start: int
    end: int
    quote: str
    rule: str
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """Subject, predicate, object with all the places that say so, merged over articles.

    Args:
        id: hash of what is claimed (subject, predicate, object, modality, time, role, speaker).
        attributed_to: entity id of who says so, or "".
    """

    id: str
    subject: str
    predicate: str
    object: str
    modality: Modality
    time: str
    role: str
    attributed_to: str
    confidence: float
    status: Status
    evidence: tuple[Evidence, ...]
    amounts: tuple[str, ...] = ()
    first_seen: str = ""
    last_seen: str = ""


@dataclass(frozen=True, slots=True)
class Graph:
    """What all articles say together.

    Args:
        entities, statements: sorted by id.
        entity_of: entity id of every chain, by (article id, index of the chain).
    """

    entities: tuple[Entity, ...]
    statements: tuple[Statement, ...]
    entity_of: Mapping[tuple[str, int], str]
