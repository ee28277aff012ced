"""Parts of plain HTML pages, every word escaped: an entity's dossier in the explorer's dress."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape
from pathlib import Path

from kg.dossier import Dossier, Fact, Group, Moment
from kg.model import Entity, Tie
from kg.page.bundle import policy
from kg.proof import Proof

Link = Callable[[str], str]

_MODALITY = {"planned": "计划", "predicted": "预计", "negated": "否认", "reported": "传闻"}
_TIES = {
    "sentence": "文中明说",
    "spelling": "写法不同",
    "article": "同文并用",
    "points": "综合判断",
    "company": "上下文",
    "decision": "人工裁定",
}
_STATUS = {"disputed": "有争议", "superseded": "已被取代"}


def style() -> str:
    """The style sheet of the plain pages."""
    return (Path(__file__).parent / "assets" / "parts" / "plain.css").read_text("utf-8")


def html_page(title: str, body: str) -> str:
    """A whole page without scripts around a body that is HTML already; the title is escaped."""
    sheet = style()
    return (
        '<!doctype html>\n<html lang="zh-CN"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy([], [sheet])}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{_text(title)}</title><style>{sheet}</style></head>"
        f"<body><main>{body}</main></body></html>\n"
    )


def dossier_html(one: Dossier, link: Link) -> str:
    """An entity's dossier; `link` gives the address of the page of an IRI."""
    entity = one.entity
    parts = [
        f'<p class="kind">{_text(one.type_zh)} {_text(one.type_en)}</p>',
        f"<h1>{_name(entity.name)}</h1>",
        f'<p class="muted">{entity.articles} 篇文章 · {entity.mentions} 次提及 · '
        f"<code>{_text(entity.id)}</code></p>",
        _section("名称与依据 Names", _names(one)),
        *(_group(group, link) for group in one.groups),
        _section("时间线 Timeline", _list(_moment(moment, link) for moment in one.timeline)),
        _section("常一起出现 Named together", _together(one, link)),
        _section("时间分布 Over time", _months(one)),
        _section("出处 Articles", _articles(one)),
    ]
    return "\n".join(part for part in parts if part)


def _text(text: str) -> str:
    # A lone surrogate is in no encoding: it goes as U+FFFD.
    return escape(text.encode("utf-8", "replace").decode("utf-8"), quote=True)


def _name(text: str) -> str:
    return f"<bdi>{_text(text)}</bdi>"


def _section(title: str, inside: str) -> str:
    return f"<section><h2>{_text(title)}</h2>{inside}</section>" if inside else ""


def _list(rows: Iterable[str], kind: str = "plain") -> str:
    made = "".join(f"<li>{row}</li>" for row in rows)
    return f'<ul class="{kind}">{made}</ul>' if made else ""


def _names(one: Dossier) -> str:
    return _list(
        f'<b>{_name(naming.name)}</b> <span class="muted">{_text(naming.kind)}</span>'
        + _tie(naming.tie)
        + "".join(map(_proof, naming.proofs))
        for naming in one.names
    )


def _tie(tie: Tie) -> str:
    if tie.kind in ("", "table"):
        return ""
    points = f" {' + '.join(tie.reasons)} = {tie.points:g}" if tie.reasons else ""
    return f'<p class="muted">= {_name(tie.to)} ({_TIES[tie.kind]}){_text(points)}</p>'


def _group(group: Group, link: Link) -> str:
    return _section(f"{group.zh} {group.en}", _list(_fact(fact, link) for fact in group.facts))


def _fact(fact: Fact, link: Link) -> str:
    said = fact.statement
    marks = [said.role, said.time, _MODALITY.get(said.modality, ""), _STATUS.get(said.status, "")]
    marks += [f"{fact.said_by} 称" if fact.said_by else "", *said.amounts]
    badges = "".join(f' <span class="badge">{_text(mark)}</span>' for mark in marks if mark)
    return f"{entity_link(fact.other, link)}{badges}{''.join(map(_proof, fact.proofs))}"


def entity_link(entity: Entity, link: Link) -> str:
    """A link to the page of an entity."""
    return f'<a href="{_text(link(entity.id))}">{_name(entity.name)}</a>'


def _proof(proof: Proof) -> str:
    where = " · ".join(part for part in (proof.source, proof.date[:10]) if part)
    return (
        f'<figure><blockquote dir="auto">{_text(proof.quote)}</blockquote>{_stands(proof)}'
        f'<figcaption>{_outside(proof.url, proof.title)} <span class="muted">{_text(where)}</span>'
        "</figcaption></figure>"
    )


def _stands(proof: Proof) -> str:
    said = "，".join(f"{words} = {name}" for words, name in proof.stands)
    return f'<p class="muted">{_text(said)}</p>' if said else ""


def _outside(url: str, title: str) -> str:
    """A title, linked only where the address is one of the web."""
    if not url.lower().startswith(("http://", "https://")):
        return _name(title)
    return f'<a href="{_text(url)}" rel="noopener noreferrer">{_name(title)}</a>'


def _moment(one: Moment, link: Link) -> str:
    days = one.day if one.last == one.day else f"{one.day} – {one.last}"
    marks = [_MODALITY.get(how, "") for how in one.modalities]
    badges = "".join(f' <span class="badge">{_text(mark)}</span>' for mark in marks if mark)
    others = " ".join(entity_link(other, link) for other in one.others)
    return (
        f"<time>{_text(days)}</time> <b>{_text(one.zh)} {_text(one.en)}</b>{badges} {others} "
        f'<span class="muted">{one.articles} 篇</span>{"".join(map(_proof, one.proofs))}'
    )


def _together(one: Dossier, link: Link) -> str:
    return _list(
        (
            f'{entity_link(other, link)} <span class="muted">{tie.articles}</span>'
            for other, tie in one.together
        ),
        "chips",
    )


def _months(one: Dossier) -> str:
    most = max((count for _, count in one.months), default=0)
    return _list(
        (
            f'{month} <meter min="0" max="{most}" value="{count}">{count}</meter> {count}'
            for month, count in one.months
        ),
        "months",
    )


def _articles(one: Dossier) -> str:
    return _list(
        f'{_outside(article.url, article.title)} <span class="muted">'
        f"{_text(' · '.join(part for part in (article.source, article.date[:10]) if part))}</span>"
        for article in one.articles
    )
