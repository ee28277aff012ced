"""Makes any string fit for an article: no control characters, one kind of line end, tidy spaces."""

from __future__ import annotations

import re

# Everything that would break a line, RDF or JSON: controls, lone surrogates, non-characters, BOMs.
_FORBIDDEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
_LINE_END = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
# Ideographic spaces inside a line are kept: they part the names in lists of persons.
_SPACES = re.compile("[\t \u00a0]+")


def tidy_text(text: str) -> str:
    """Lines without outer white space, none empty: `"甲 \\r\\n\\r\\n　　乙"` -> `"甲\\n乙"`."""
    text = _FORBIDDEN.sub("", _LINE_END.sub("\n", text))
    lines = (_SPACES.sub(" ", line).strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def tidy_line(text: str) -> str:
    """The same on one line, for titles and names."""
    return tidy_text(text).replace("\n", " ")
