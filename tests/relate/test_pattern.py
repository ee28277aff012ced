"""Faults in rule files and models are said in one line, with their place."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kg.errors import SchemaError
from kg.relate.classifier import load_classifier
from kg.relate.pattern import compile_pattern
from kg.relate.relator import MODEL
from kg.relate.rules import load_rules
from kg.relate.skeleton import code_of
from kg.schema import schemas_folder

TYPES = ("Organization", "Product")


def compiled(pattern: str) -> object:
    return compile_pattern(pattern, TYPES[:1], TYPES[1:], {"make": ["发布", "推出"]}, "x.toml")


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        ("{s}@unknown{o}", "x.toml: no word list 'unknown' in words.toml"),
        ("{s}发布", "x.toml: a pattern needs both {s} and {o}"),
        ("{s}{o:Planet}", "x.toml: unknown type in 'Planet'"),
    ],
)
def test_a_fault_in_a_pattern_is_named(pattern: str, message: str) -> None:
    with pytest.raises(SchemaError, match=message.replace("{", r"\{").replace("}", r"\}")):
        compiled(pattern)


def test_a_gap_stops_at_a_clause_and_at_a_mention() -> None:
    firm, thing = code_of("Organization"), code_of("Product")
    pattern = compile_pattern("{s}<8>@make{o}", TYPES[:1], TYPES[1:], {"make": ["发布"]}, "x.toml")

    assert pattern.search(f"{firm}今日发布{thing}")
    assert not pattern.search(f"{firm}今日,发布{thing}")
    assert not pattern.search(f"{firm}{thing}发布{thing}")


def test_a_gap_may_cross_a_carried_subject_and_a_place() -> None:
    firm, thing = code_of("Organization"), code_of("Product")
    pattern = compile_pattern("{s}<8>@make{o}", TYPES[:1], TYPES[1:], {"make": ["发布"]}, "x.toml")

    assert pattern.search(f"{firm}在{code_of('Place')}发布{thing}")
    assert pattern.search(f"{firm}{code_of('Policy', 'carried')}发布{thing}")


def test_a_rule_file_of_an_unknown_predicate_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "schemas"
    shutil.copytree(schemas_folder(), folder)
    (folder / "relations" / "extra.toml").write_text('predicate = "likes"', encoding="utf-8")

    with pytest.raises(SchemaError, match=r"extra\.toml: names no known predicate"):
        load_rules(folder)


def test_the_model_is_small() -> None:
    assert MODEL.stat().st_size < 8_000_000


def test_a_broken_model_is_refused(tmp_path: Path) -> None:
    broken = tmp_path / "pairs.npz"
    broken.write_bytes(b"no model")

    with pytest.raises(SchemaError, match="not a relation model"):
        load_classifier(broken)
