"""Turns HTML into the paragraphs that a reader sees."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from kg.read.junk import is_junk, is_junk_link, is_junk_name
from kg.read.tidy import tidy_line, tidy_text

_UNSEEN = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "iframe",
        "object",
        "embed",
        "svg",
        "math",
        "canvas",
        "audio",
        "video",
        "img",
        "picture",
        "figcaption",
        "caption",
        "head",
        "title",
        "meta",
        "link",
        "button",
        "form",
        "select",
        "input",
        "textarea",
        "option",
        "label",
        "nav",
        "footer",
        "aside",
        "dialog",
        "menu",
        "del",
        "sup",
        "rp",
        "rt",
    ]
)
_INLINE = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "mark",
        "nobr",
        "q",
        "ruby",
        "rb",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
    ]
)
_VOID = frozenset(
    [
        "br",
        "hr",
        "img",
        "input",
        "meta",
        "link",
        "wbr",
        "area",
        "base",
        "col",
        "embed",
        "source",
        "track",
        "param",
    ]
)
# Their ends may be left out, so counting them says nothing about depth.
_OPEN_ENDED = frozenset(["p", "li", "dt", "dd", "td", "th", "tr", "option", "tbody", "thead"])
_KNOWN = "|".join(
    sorted(_INLINE | _UNSEEN | _OPEN_ENDED | _VOID | {"div", "table", "ul", "ol", "html", "body"})
)
_MARKUP = re.compile(rf"(?i)<(?:!--|/?(?:{_KNOWN}|h[1-6]|section|article|blockquote|pre)\b[^<>]*>)")
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)\b[^<>]*>")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_WIDE = r"[\u3000-\u9fff\uff00-\uffef]"
_SOFT = re.compile(rf"(?<={_WIDE})[ \t]*[\r\n]+[ \t]*(?={_WIDE})")
_LINK = re.compile(r"(?<!!)\[([^\[\]\n]{1,200})\]\(https?://[^\s()]+\)")
# Browsers stop nesting at 512 levels; far deeper pages cost the parser quadratic time.
DEEPEST = 400


def is_html(text: str) -> bool:
    """Does a text hold mark-up? `<p>你好</p>` does, `A<B` and `List<String>` do not."""
    return _MARKUP.search(text) is not None


def plain(text: str) -> str:
    """Paragraphs of a field that may be HTML or plain text with character entities."""
    if is_html(text):
        return "\n".join(paragraphs(text))
    return without_junk(unescape(_LINK.sub(_link_words, text)))


def _link_words(found: re.Match[str]) -> str:
    """Records made from Markdown keep its links: `[查看原文](http://a.cn)`."""
    return "" if is_junk_link(found[1].strip()) else found[1]


def plain_line(text: str) -> str:
    """A title or a name as one line, its mark-up gone: `<b>甲</b>&amp;乙` -> `甲&乙`."""
    if is_html(text):
        return tidy_line("\n".join(_lines(text)))
    return tidy_line(unescape(text))


def unescape(text: str) -> str:
    """`A&amp;B&nbsp;` -> `A&B `; an `&` that starts no entity stays."""
    return _ENTITY.sub(lambda found: html.unescape(found[0]), text)


def without_junk(text: str) -> str:
    """Tidy lines of a text, less style rules and the words of share and read-more buttons."""
    return "\n".join(line for line in tidy_text(text).split("\n") if not is_junk(line))


def paragraphs(markup: str) -> list[str]:
    """The paragraphs of a piece of HTML.

    Block elements and `<br>` end a paragraph. Scripts, styles, captions, forms, navigation,
    share buttons, image texts, read-more links and lines of style rules are left out.
    """
    return [line for line in _lines(markup) if not is_junk(line)]


def node_paragraphs(node: LexborNode) -> list[str]:
    """The paragraphs below one element, as `paragraphs` gives them."""
    return [line for line in _node_lines(node) if not is_junk(line)]


def parse(markup: str) -> LexborHTMLParser:
    """A parsed page; nesting beyond `DEEPEST` levels is flattened first."""
    return LexborHTMLParser(flatten(markup.replace("\0", "")))


def flatten(markup: str) -> str:
    """Replace tags nested too deep by line breaks; ordinary pages come back as they are."""
    if markup.count("<") < DEEPEST:
        return markup
    depth = 0

    def shallow(found: re.Match[str]) -> str:
        nonlocal depth
        name = found[2].lower()
        if name in _VOID or name in _OPEN_ENDED:
            return found[0] if depth <= DEEPEST else "<br>"
        depth = max(0, depth - 1) if found[1] else depth + 1
        too_deep = depth > DEEPEST - bool(found[1])
        return found[0] if not too_deep else "" if name in _INLINE else "<br>"

    return _TAG.sub(shallow, markup)


def _lines(markup: str) -> Iterator[str]:
    root = parse(markup).root
    return _node_lines(root) if root is not None else iter(())


def _node_lines(node: LexborNode) -> Iterator[str]:
    for line in "".join(_pieces(node)).split("\n"):
        if tidy := tidy_line(line):
            yield tidy


def _pieces(top: LexborNode) -> Iterator[str]:
    """Texts in reading order with a newline at every edge of a block; a stack, not recursion."""
    waiting: list[LexborNode | str] = [top]
    while waiting:
        node = waiting.pop()
        if isinstance(node, str):
            yield node
        elif node.is_text_node:
            # Line ends in HTML source are spaces; between Chinese characters they are nothing.
            yield _soft(node.text_content or "")
        elif node.is_element_node or node is top:
            tag = (node.tag or "").lower()
            if tag in ("br", "hr"):
                yield "\n"
            elif tag not in _UNSEEN and not _hidden(node, tag):
                edge = "" if tag in _INLINE else "\n"
                yield edge
                waiting.append(edge)
                waiting.extend(reversed(_children(node, tag)))


def _children(node: LexborNode, tag: str) -> list[LexborNode]:
    if tag == "a" and is_junk_link(tidy_line(node.text(deep=True))):
        return []
    return list(node.iter(include_text=True))


def _hidden(node: LexborNode, tag: str) -> bool:
    if tag in ("html", "body", "article", "main", "-undef", "#document"):
        return False
    given = node.attributes
    if not given:
        return False
    style = (given.get("style") or "").replace(" ", "").lower()
    names = f"{given.get('class') or ''} {given.get('id') or ''}"
    return (
        "hidden" in given
        or given.get("aria-hidden") == "true"
        or "display:none" in style
        or is_junk_name(names)
    )


def _soft(text: str) -> str:
    return re.sub(r"[\r\n]+", " ", _SOFT.sub("", text))
