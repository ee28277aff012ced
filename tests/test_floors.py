"""A room imports only from the floors below it; stages never import each other."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.conftest import ROOT

# A room not named here is on the floor of its package's name; see docs/architecture.md.
FLOORS: dict[str, int] = {
    **dict.fromkeys(("model", "errors", "registry"), 0),
    **dict.fromkeys(("fold", "lexicon_table", "lexicon", "schema", "rdf", "decisions"), 1),
    **dict.fromkeys(("times", "sorting", "tables", "tabulate", "naming"), 1),
    **dict.fromkeys(("read", "segment", "detect", "link", "relate", "assemble"), 2),
    **dict.fromkeys(("tools", "extract", "engines", "cache", "workspace"), 3),
    **dict.fromkeys(("store", "export", "page", "validate", "verify", "query", "eval"), 4),
    **dict.fromkeys(("subgraph", "paths", "dossier", "proof", "review", "summary"), 4),
    **dict.fromkeys(("lexicon_check", "ontology_page", "opened", "record", "diff", "push"), 4),
    # The line calls the stages and the writers; only doors are above it.
    "build": 5,
    **dict.fromkeys(("cli", "serve", "__main__"), 6),
}
STAGES = {"read", "detect", "link", "relate", "assemble"}


def rooms() -> list[Path]:
    return sorted((ROOT / "kg").rglob("*.py"))


def room_of(path: Path) -> str:
    return path.relative_to(ROOT / "kg").parts[0].removesuffix(".py")


def imports(path: Path) -> set[str]:
    """The rooms of kg that a file imports."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            module = node.module or ""
            names = [f"kg.{a.name}" for a in node.names] if module == "kg" else [module]
        else:
            continue
        found |= {name.split(".")[1] for name in names if name.startswith("kg.")}
    return found


def test_every_room_stands_on_a_floor() -> None:
    unknown = {room_of(path) for path in rooms()} - FLOORS.keys() - {"__init__"}

    assert set() == unknown


def test_no_room_imports_from_a_floor_above() -> None:
    faults = [
        (str(path.relative_to(ROOT)), other)
        for path in rooms()
        if room_of(path) != "__init__"
        for other in imports(path) & FLOORS.keys()
        if FLOORS[other] > FLOORS[room_of(path)]
    ]

    assert [] == faults


def test_stages_do_not_import_each_other() -> None:
    faults = [
        (str(path.relative_to(ROOT)), other)
        for path in rooms()
        if room_of(path) in STAGES
        for other in imports(path) & STAGES - {room_of(path)}
    ]

    assert [] == faults


def test_what_reads_a_build_never_loads_a_model() -> None:
    """Querying and drawing must start at once: jieba and onnxruntime stay in detect."""
    heavy = {"jieba", "onnxruntime"}
    faults = [
        (str(path.relative_to(ROOT)), line.strip())
        for path in rooms()
        if room_of(path) != "detect"
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.strip().startswith(("import ", "from ")) and line.split()[1].split(".")[0] in heavy
    ]

    assert [] == faults
