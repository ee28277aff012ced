"""Every example of every rule file gives just the statements that stand beside it."""

from __future__ import annotations

import pytest

from kg.relate.rules import Rule, load_rules
from kg.schema import schemas_folder
from tests.relate.marked import found_by_rules

RULES = load_rules(schemas_folder())
EXAMPLES = [
    pytest.param(rule, example, id=f"{rule.id}-{place}")
    for rule in RULES.rules
    for place, example in enumerate(rule.examples)
]


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_an_example_gives_its_statements(rule: Rule, example: object) -> None:
    found = found_by_rules(RULES, example.text, rule.predicate)  # type: ignore[attr-defined]

    assert found == set(example.states)  # type: ignore[attr-defined]


def test_every_predicate_of_the_ontology_has_rules_with_examples() -> None:
    shown = {rule.predicate for rule in RULES.rules if rule.examples}

    assert shown == set(RULES.schema.predicates)


def test_no_two_rules_share_an_id() -> None:
    ids = [rule.id for rule in RULES.rules]

    assert sorted(set(ids)) == sorted(ids)
