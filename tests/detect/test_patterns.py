"""Every pattern of schemas/patterns.toml finds what its own examples mark, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg.detect.patterns import Pattern, load_patterns, match_patterns
from tests.conftest import ROOT

PATTERNS = load_patterns(ROOT / "schemas" / "patterns.toml")
CASES = [
    pytest.param(pattern, example, id=f"{pattern.id}-{number}")
    for pattern in PATTERNS
    for number, example in enumerate(pattern.examples)
]


@pytest.mark.parametrize(("pattern", "example"), CASES)
def test_a_pattern_finds_what_its_example_marks(pattern: Pattern, example: str) -> None:
    expected = re.findall("⟦(.+?)⟧", example)
    text = example.replace("⟦", "").replace("⟧", "")

    assert expected == [m.surface for m in match_patterns(text, [pattern])]


def test_every_pattern_has_an_example_that_it_finds() -> None:
    assert [p.id for p in PATTERNS if not any("⟦" in e for e in p.examples)] == []


def test_offsets_hold() -> None:
    text = "据《星空日报》报道，国务院印发《蓝藻治理条例（试行）》。"
    mentions = list(match_patterns(text, PATTERNS))

    assert mentions
    assert all(text[m.start : m.end] == m.surface for m in mentions)


def test_a_broken_pattern_is_named(tmp_path: Path) -> None:
    from kg.errors import SchemaError

    (tmp_path / "p.toml").write_text('[[pattern]]\nid="x"\ntype="Policy"\nscore=1\nregex="("\n')

    with pytest.raises(SchemaError, match=r"p\.toml"):
        load_patterns(tmp_path / "p.toml")
