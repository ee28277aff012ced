"""Chooses a format by an Accept header (RFC 9110): quality first, then the server's order."""

from __future__ import annotations

from collections.abc import Mapping


def choose(header: str, offers: Mapping[str, str], default: str) -> str | None:
    """The format that a header prefers, None when it accepts none.

    Args:
        header: the Accept header, "" accepts anything.
        offers: format by media type, the preferred first.
        default: the format for `*/*`.
    """
    ranges = _ranges(header)
    if not ranges:
        return default
    ranked = [(_quality(media, ranges), name) for media, name in offers.items()]
    # Whoever takes several alike gets the default, else what is offered first.
    best = max(ranked, key=lambda one: (one[0], one[1] == default), default=(0.0, ""))
    return best[1] if best[0] > 0 else None


def _ranges(header: str) -> list[tuple[str, float]]:
    found = []
    for part in header.lower().split(","):
        media, *parameters = (piece.strip() for piece in part.split(";"))
        if media:
            found.append((media, _weight(parameters)))
    return found


def _weight(parameters: list[str]) -> float:
    for one in parameters:
        name, _, value = one.partition("=")
        if name.strip() == "q":
            try:
                return min(1.0, max(0.0, float(value)))
            except ValueError:
                return 0.0
    return 1.0


def _quality(media: str, ranges: list[tuple[str, float]]) -> float:
    """The weight of the most specific range that a media type lies in."""
    exact = dict(ranges)
    for name in (media, f"{media.partition('/')[0]}/*", "*/*"):
        if name in exact:
            return exact[name]
    return 0.0
