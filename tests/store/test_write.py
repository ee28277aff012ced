"""The RDF of a build: what stands in which graph, the same bytes, and exact updates."""

from __future__ import annotations

import hashlib
import json
import random
import shutil
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import BuildError
from kg.model import Alias
from kg.rdf import PREFIXES, term
from kg.store import open_store, write_rdf
from kg.store.quads import statement_quads
from tests.store.small import IRIS, Fact, build_small, schema, write_small

TEXTS = {"a1": "百度发布飞桨", "a2": "百度的飞桨开源", "a3": "百度否认收购小米"}
TYPES = {"百度": "Company", "飞桨": "Product", "小米": "Company"}
FACTS = [
    Fact("a1", "百度", "develops", "飞桨"),
    Fact("a2", "百度", "develops", "飞桨"),
    Fact("a3", "百度", "acquires", "小米", "negated"),
]


def ask(folder: Path, query: str) -> bool:
    answer = open_store(folder).query(query, prefixes=PREFIXES, base_iri=IRIS.base)
    return bool(answer)


def test_an_assertion_is_a_plain_triple_in_the_graph_of_each_article_that_makes_it(
    tmp_path: Path,
) -> None:
    build_small(tmp_path / "b", TEXTS, TYPES, FACTS)

    plain = "<entity/百度> kg:develops <entity/飞桨>"
    assert ask(tmp_path / "b", f"ASK {{ GRAPH <article/a1> {{ {plain} }} }}")
    assert ask(tmp_path / "b", f"ASK {{ GRAPH <article/a2> {{ {plain} }} }}")
    assert not ask(tmp_path / "b", f"ASK {{ GRAPH <article/a3> {{ {plain} }} }}")
    assert not ask(tmp_path / "b", f"ASK {{ {plain} }}")


@pytest.mark.parametrize("modality", ["planned", "predicted", "negated", "reported"])
def test_what_is_not_asserted_is_no_plain_triple_but_a_statement(
    tmp_path: Path, modality: str
) -> None:
    fact = Fact("a3", "百度", "acquires", "小米", modality)  # type: ignore[arg-type]
    build_small(tmp_path / "b", TEXTS, TYPES, [fact])

    assert not ask(tmp_path / "b", "ASK { GRAPH ?g { ?s kg:acquires ?o } }")
    assert ask(tmp_path / "b", f"ASK {{ ?s rdf:predicate kg:acquires; kg:modality kg:{modality} }}")


def test_evidence_leads_to_the_mention_of_the_object_and_to_the_word_for_the_subject(
    tmp_path: Path,
) -> None:
    build_small(
        tmp_path / "b", {"a1": "该公司发布飞桨"}, TYPES, [Fact("a1", "百度", "develops", "飞桨")]
    )
    row = json.loads((tmp_path / "b/tables/statements.jsonl").read_text("utf-8"))
    row["evidence"][0]["marks"] = [
        {"role": "subject", "start": 0, "end": 3, "surface": "该公司"},
        {"role": "object", "start": 5, "end": 7, "surface": "飞桨"},
    ]

    ends = {quad.predicate: quad.object for quad in statement_quads(row)}

    place = IRIS.article("a1") + "#char="
    assert ends[term("kg:subjectAt")] == f"<{place}0,3>"
    assert ends[term("kg:objectAt")] == f"<{place}5,7>"


def test_evidence_leads_from_the_statement_to_the_words_of_the_article(tmp_path: Path) -> None:
    build_small(tmp_path / "b", TEXTS, TYPES, FACTS)

    assert ask(
        tmp_path / "b",
        """ASK { ?st rdf:subject <entity/百度> ; rdf:object <entity/飞桨> .
               GRAPH <article/a1> { ?st kg:evidence ?ev .
                 ?ev prov:wasDerivedFrom <article/a1> ; kg:quote "百度发布飞桨" ;
                     nif:beginIndex 0 ; nif:endIndex 6 } }""",
    )


def test_a_mention_stands_at_its_offsets_and_names_its_entity(tmp_path: Path) -> None:
    build_small(tmp_path / "b", TEXTS, TYPES)

    assert ask(
        tmp_path / "b",
        """ASK { GRAPH <article/a1> { <article/a1#char=4,6> a nif:OffsetBasedString ;
                 nif:referenceContext <article/a1> ; nif:anchorOf "飞桨" ;
                 itsrdf:taIdentRef <entity/飞桨> ; itsrdf:taClassRef kg:Product } }""",
    )


def test_an_entity_has_its_classes_names_codes_and_the_sentence_behind_an_alias(
    tmp_path: Path,
) -> None:
    alias = Alias("Baidu", "english", "a1", "百度发布飞桨")
    same = ("https://www.wikidata.org/entity/Q14772", "code:BIDU")
    folder = write_small(tmp_path, TEXTS, TYPES, (), {"百度": (alias,)}, {"百度": same})
    write_rdf(folder, schema(), IRIS)

    assert ask(
        folder,
        """ASK { <entity/百度> a kg:Company, kg:Organization, kg:Entity ;
               skos:prefLabel "百度"@zh ; skos:altLabel "Baidu"@en ; kg:name "百度", "Baidu" ;
               owl:sameAs <https://www.wikidata.org/entity/Q14772> ; kg:code "BIDU" ;
               skosxl:altLabel ?alias . ?alias kg:aliasKind "english" .
             GRAPH <article/a1> { ?alias kg:quote "百度发布飞桨" } }""",
    )


def test_no_node_is_blank_and_the_lines_are_sorted(tmp_path: Path) -> None:
    build_small(tmp_path / "b", TEXTS, TYPES, FACTS)
    lines = (tmp_path / "b/graph.nq").read_bytes().splitlines(keepends=True)

    assert sorted(set(lines)) == lines
    assert not any(b"_:" in line.partition(b'"')[0] for line in lines)


def test_the_digest_is_that_of_the_canonical_form(tmp_path: Path) -> None:
    digest = build_small(tmp_path / "b", TEXTS, TYPES, FACTS)
    raw = (tmp_path / "b/graph.nq").read_bytes()
    data = ox.Dataset(ox.parse(raw, format=ox.RdfFormat.N_QUADS))
    data.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    canonical = sorted(ox.serialize([quad], format=ox.RdfFormat.N_QUADS) or b"" for quad in data)

    assert hashlib.sha256(b"".join(canonical)).hexdigest() == digest
    assert hashlib.sha256(raw).hexdigest() == digest


def test_the_store_holds_the_file(tmp_path: Path) -> None:
    build_small(tmp_path / "b", TEXTS, TYPES, FACTS)
    dump = open_store(tmp_path / "b").dump(format=ox.RdfFormat.N_QUADS) or b""

    assert sorted(dump.splitlines()) == (tmp_path / "b/graph.nq").read_bytes().splitlines()


def test_the_order_of_the_input_does_not_matter(tmp_path: Path) -> None:
    build_small(tmp_path / "b", TEXTS, TYPES, FACTS)
    build_small(tmp_path / "c", dict(reversed(TEXTS.items())), TYPES, FACTS[::-1])

    for name in ("graph.nq", "graph.ttl", "tables/mentions.jsonl", "tables/statements.jsonl"):
        assert (tmp_path / "b" / name).read_bytes() == (tmp_path / "c" / name).read_bytes(), name


def test_dropping_the_graph_of_an_article_leaves_nothing_of_what_it_alone_says(
    tmp_path: Path,
) -> None:
    build_small(tmp_path / "b", TEXTS, TYPES, FACTS)
    without = {id_: text for id_, text in TEXTS.items() if id_ != "a3"}
    build_small(tmp_path / "c", without, TYPES, FACTS)
    store = ox.Store()
    store.bulk_load(path=str(tmp_path / "b/graph.nq"), format=ox.RdfFormat.N_QUADS)
    store.remove_graph(ox.NamedNode(IRIS.article("a3")))

    kept = {quad for quad in store if quad.graph_name != ox.DefaultGraph()}
    expected = {q for q in open_store(tmp_path / "c") if q.graph_name != ox.DefaultGraph()}
    assert kept == expected


HOSTILE = [
    'a"b\\c',
    "tab\tnewline\nreturn\r",
    "nul\0bell\a",
    "<script>alert('x')</script>",
    "]]> -->",
    "{{x}} %20 # ? / .. _",
    "‮override‬",
    "e\u0301 é",
    "😀👨‍👩‍👧",
    "\u2028line\u2029",
    "\ufffe\uffff",
    "_:b0 <http://x> .",
    " 空 格 ",
]


@pytest.mark.parametrize("name", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_name_comes_back_as_it_was(tmp_path: Path, name: str) -> None:
    build_small(tmp_path / "b", {"a1": f"{name}来了"}, {name: "Product"})
    store = open_store(tmp_path / "b")
    labels = store.query("SELECT ?e ?l { ?e skos:prefLabel ?l }", prefixes=PREFIXES)
    (solution,) = labels  # type: ignore[misc]

    assert solution["l"].value == name
    assert IRIS.local(solution["e"].value) == ("entity", name)


def test_a_folder_without_tables_is_refused_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match=r"has no tables/articles\.jsonl; run `kg build` first"):
        write_rdf(tmp_path, schema(), IRIS)


WORDS = ["百度", "飞桨", "小米", "华为"]
MODALITIES = ["asserted", "planned", "negated"]


def world(seed: int) -> tuple[dict[str, str], list[Fact]]:
    """Up to five articles out of six, each with some names and some facts, some said twice."""
    chance = random.Random(seed)
    texts, facts = {}, []
    for id_ in chance.sample(["a1", "a2", "a3", "a4", "a5", "a6"], chance.randint(0, 5)):
        texts[id_] = "，".join(chance.choices(WORDS, k=chance.randint(1, 4)))
        for _ in range(chance.randint(0, 3)):
            subject, object_ = chance.sample(WORDS, 2)
            modality = chance.choice(MODALITIES)
            role = chance.choice(["", "董事长"])
            facts.append(Fact(id_, subject, "uses", object_, modality, role))  # type: ignore[arg-type]
    return texts, facts


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(0, 10_000), min_size=2, max_size=5))
def test_an_updated_build_equals_a_fresh_one(
    tmp_path_factory: pytest.TempPathFactory, seeds: list[int]
) -> None:
    home = tmp_path_factory.mktemp("builds")
    types = dict.fromkeys(WORDS, "Product")
    previous = None
    for number, seed in enumerate(seeds):
        texts, facts = world(seed)
        updated, fresh = home / f"u{number}", home / f"f{number}"
        digest = build_small(updated, texts, types, facts, previous)
        assert digest == build_small(fresh, texts, types, facts)
        for name in ("graph.nq", "graph.ttl"):
            assert (updated / name).read_bytes() == (fresh / name).read_bytes()
        assert set(open_store(updated)) == set(open_store(fresh))
        previous = updated
    shutil.rmtree(home)


def test_an_update_leaves_the_earlier_store_as_it_was(tmp_path: Path) -> None:
    build_small(tmp_path / "b", TEXTS, TYPES, FACTS)
    reader = open_store(tmp_path / "b")
    before = set(reader)
    build_small(tmp_path / "c", {"a9": "小米来了"}, TYPES, (), tmp_path / "b")

    assert set(reader) == before == set(open_store(tmp_path / "b"))
    assert set(open_store(tmp_path / "c")) != before


def test_an_earlier_build_that_is_damaged_is_not_used(tmp_path: Path) -> None:
    build_small(tmp_path / "b", TEXTS, TYPES, FACTS)
    (tmp_path / "b/store/CURRENT").unlink()

    updated = build_small(tmp_path / "c", TEXTS, TYPES, FACTS[:1], tmp_path / "b")
    assert updated == build_small(tmp_path / "d", TEXTS, TYPES, FACTS[:1])


def test_an_earlier_file_that_was_edited_is_not_used(tmp_path: Path) -> None:
    digest = build_small(tmp_path / "b", TEXTS, TYPES, FACTS)
    (tmp_path / "b/build.json").write_text(json.dumps({"rdfc10_sha256": digest}))
    with (tmp_path / "b/graph.nq").open("a") as out:
        out.write("<http://x.example/s> <http://x.example/p> <http://x.example/o> .\n")

    assert digest == build_small(tmp_path / "c", TEXTS, TYPES, FACTS, tmp_path / "b")


def test_an_earlier_build_made_with_other_things_is_not_used(tmp_path: Path) -> None:
    write_rdf(write_small(tmp_path / "b", TEXTS, TYPES), schema(), IRIS, None, {"model": "old"})
    folder = write_small(tmp_path / "c", TEXTS, TYPES)
    updated = write_rdf(folder, schema(), IRIS, tmp_path / "b")

    assert updated == build_small(tmp_path / "d", TEXTS, TYPES)


RETRACT = """
DROP GRAPH <https://kg.example/article/a3> ;
DELETE { ?s ?p ?o } WHERE {
  ?s a kg:Statement ; ?p ?o . FILTER NOT EXISTS { GRAPH ?g { ?s kg:evidence ?e } } } ;
DELETE { ?e ?p ?o } WHERE {
  ?e a kg:Entity ; ?p ?o . FILTER NOT EXISTS { GRAPH ?g { ?m itsrdf:taIdentRef ?e } } }
"""


def test_the_updates_in_the_docs_take_an_article_back(tmp_path: Path) -> None:
    """What is left names and states what a build without the article does; counts may differ."""
    build_small(tmp_path / "b", TEXTS, TYPES, FACTS)
    without = {id_: text for id_, text in TEXTS.items() if id_ != "a3"}
    build_small(tmp_path / "c", without, TYPES, FACTS)
    store = ox.Store()
    store.bulk_load(path=str(tmp_path / "b/graph.nq"), format=ox.RdfFormat.N_QUADS)
    store.update(RETRACT, prefixes=PREFIXES)

    def kept(quads: ox.Store) -> set[ox.Quad]:
        counts = {PREFIXES["kg"] + name for name in ("articleCount", "mentionCount", "confidence")}
        return {quad for quad in quads if quad.predicate.value not in counts}

    assert kept(store) == kept(open_store(tmp_path / "c"))
    doc = (Path(__file__).parents[2] / "docs/ontology.md").read_text(encoding="utf-8")
    for line in RETRACT.strip().splitlines()[1:]:
        assert " ".join(line.split()) in " ".join(doc.split())
