"""Makes an article of a draft: tidy text, ISO date, an id; or says why there is none."""

from __future__ import annotations

from kg.model import Article
from kg.read.clean import plain_line
from kg.read.dates import iso_date
from kg.read.draft import Draft, Report
from kg.read.identity import slug
from kg.read.tidy import tidy_line, tidy_text
from kg.read.walk import Found, shown

# A title without a text is still news when it is long enough to say something.
_TELLING_TITLE = 10


def article_of(draft: Draft, found: Found, report: Report) -> Article | None:
    """The article of a draft, or None and a Problem `empty` when there is nothing to read.

    The text is the title, a newline and the body. An unknown form of date is a Problem and left
    out. Without a text of its own an item of a feed may still tell something by its title.
    """
    title, body = plain_line(draft.title), tidy_text(draft.body)
    if body.startswith(f"{title}\n"):
        body = body[len(title) + 1 :]
    source_id = _source_id(draft, found)
    id_ = slug(source_id)
    if not body and len(title) < _TELLING_TITLE:
        report("empty", "no text" if not title else f"no text under {title!r}", draft.line)
        return None
    if not body:
        report("empty", "no text: the title alone is kept", draft.line, id_)
    date = iso_date(draft.date)
    if draft.date and not date:
        report("date", f"not a date that can be understood: {draft.date[:60]!r}", draft.line, id_)
    return Article(
        id=id_,
        source_id=source_id,
        title=title,
        date=date,
        source=plain_line(draft.source),
        url=tidy_line(draft.url),
        text=f"{title}\n{body}",
        path=report.path,
    )


def _source_id(draft: Draft, found: Found) -> str:
    """The record's own id, else its url, else its place.

    An item of a digest goes by its place and headline, not by its url: several items may
    point to one page. A record without id and url goes by its line.
    """
    if own := tidy_line(draft.source_id):
        return own
    place = tidy_line(shown(found.name)) or "stdin"
    if draft.key:
        return f"{place}#{draft.key}"
    if url := tidy_line(draft.url):
        return url
    return f"{place}#{draft.line}" if draft.line else place
