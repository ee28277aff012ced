"""One HTML file out of our modules, vis-network and the data: nothing is fetched, nothing runs
that is not named by its hash."""

from __future__ import annotations

import base64
import hashlib
import importlib.util
import json
import re
import zlib
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from kg.errors import MissingPackage

ASSETS = Path(__file__).parent / "assets"

_IMPORT = re.compile(r'^import [^;]*?from "\./([\w-]+\.js)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export ", re.MULTILINE)
_SLOT = re.compile(r"\{\{(\w+)\}\}")


def bundle(graph: dict[str, Any], texts: dict[str, Any], start: str = "") -> str:
    """The page as one string; `start` is what it opens with when its address says nothing."""
    script, style, vis = _script(), _style(), vis_network()
    parts = {
        "policy": policy([vis, script], [style]),
        "start": escape(start, quote=True),
        "style": style,
        "vis": vis,
        "script": script,
        "graph": pack(graph),
        "texts": pack(texts),
    }
    page = (ASSETS / "page.html").read_text("utf-8")
    return _SLOT.sub(lambda slot: parts[slot[1]], page)


def served(page: bytes) -> bytes:
    """A page that its server may be asked from: told so, and allowed to connect to it alone."""
    head, body, rest = page.partition(b"<body>")
    head = head.replace(b"default-src 'none';", b"default-src 'none'; connect-src 'self';", 1)
    return head.replace(b"<html ", b"<html data-serve ", 1) + body + rest


def pack(data: dict[str, Any]) -> str:
    """JSON, deflated, in base64: letters that mean nothing to HTML."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return base64.b64encode(zlib.compress(text.encode("utf-8", "surrogatepass"), 6)).decode("ascii")


def policy(scripts: list[str], styles: list[str]) -> str:
    """A content security policy under which only these scripts and styles work."""
    return (
        f"default-src 'none'; script-src {_hashes(scripts)}; style-src {_hashes(styles)}; "
        "img-src data: blob:; base-uri 'none'; form-action 'none'"
    )


def _hashes(texts: list[str]) -> str:
    digests = (hashlib.sha256(text.encode("utf-8")).digest() for text in texts)
    return " ".join(f"'sha256-{base64.b64encode(one).decode('ascii')}'" for one in digests)


@cache
def vis_network() -> str:
    """The JavaScript of vis-network out of pyvis's wheel; pyvis itself is not imported."""
    spec = importlib.util.find_spec("pyvis")
    if spec is None or spec.origin is None:
        raise MissingPackage("the page draws with vis-network: pip install pyvis")
    found = sorted((Path(spec.origin).parent / "lib").glob("vis-*/vis-network.min.js"))
    text = found[-1].read_text("utf-8")
    return re.sub(r"\n//# sourceMappingURL=.*\s*$", "\n", text)


@cache
def _style() -> str:
    return "\n".join(path.read_text("utf-8") for path in sorted(ASSETS.glob("*.css")))


@cache
def _script() -> str:
    """All modules in one function, those imported first; their top names share one scope."""
    ordered: list[str] = []
    _collect("main.js", ordered, ())
    bodies = [_EXPORT.sub("", _IMPORT.sub("", _module(name))) for name in ordered]
    return '(() => {\n"use strict";\n' + "\n".join(bodies) + "\n})();\n"


def _collect(name: str, ordered: list[str], above: tuple[str, ...]) -> None:
    if name in above:
        raise ValueError(f"modules import each other: {' -> '.join((*above, name))}")
    for inner in _IMPORT.findall(_module(name)):
        _collect(inner, ordered, (*above, name))
    if name not in ordered:
        ordered.append(name)


def _module(name: str) -> str:
    return (ASSETS / name).read_text("utf-8")
