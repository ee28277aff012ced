"""Finds the lexicon entries that a name of an article may mean."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.fold import fold_name
from kg.lexicon import Entry, Lexicon
from kg.model import Mention
from kg.naming import Knowledge, han, means_it
from kg.naming.core import body, core, editions, organization, series
from kg.naming.entries import TERMS
from kg.naming.halves import company_halves

__all__ = ["Senses"]


@dataclass(frozen=True, slots=True)
class Senses:
    """The lexicon as one article reads it.

    Args:
        here: the folded names of the article.
    """

    lexicon: Lexicon
    known: Knowledge
    here: frozenset[str]

    def of(self, surface: str, top: str) -> tuple[Entry, ...]:
        """Entries of a top class with this name, or with the name without its legal form."""
        for form in self._forms(surface, top):
            if entries := self._entries(form, top):
                return entries
        return self._of_company(surface) if top == "Organization" else ()

    def top(self, mention: Mention) -> str:
        """The top class of a mention; 欧 and 欧方 are the union, an organization, not a place."""
        top = self.known.top(mention.type)
        char = fold_name(mention.surface).removesuffix("方")
        if top == "Place" and char in self.known.countries:
            tops = {self.known.top(e.type) for e in self.lexicon.lookup(self._country(char))}
            return "Organization" if tops == {"Organization"} else top
        return top

    def series(self, surface: str, top: str) -> tuple[Entry, ...]:
        """The entries that an event is a round of: 第五届进博会 of 进博会."""
        folded = fold_name(surface)
        if top != "Event" or not editions(folded, self.known):
            return ()
        return self._entries(series(folded, self.known), top)

    def _entries(self, form: str, top: str) -> tuple[Entry, ...]:
        known = self.known
        return tuple(
            entry
            for entry in self.lexicon.lookup(form)
            if known.top(entry.type) == top and means_it(form, entry, known)
        )

    def _of_company(self, surface: str) -> tuple[Entry, ...]:
        """腾讯集团 is 腾讯, the canonical name; 东风集团 is not 东风汽车, which goes by 东风."""
        folded = fold_name(surface)
        forms = (folded, organization(folded, self.known))
        for bare in dict.fromkeys(bare for form in forms for bare in self._bare(form)):
            entries = self._entries(bare, "Organization")
            if named := tuple(e for e in entries if self._names(bare, e)):
                return named
        return ()

    def _names(self, bare: str, entry: Entry) -> bool:
        """Whether a company goes by just this name, in Chinese, in English or in full."""
        if not self.known.schema.is_a("Company", entry.type):
            return False
        sure = {fold_name(name) for name, kind in entry.aliases if kind in ("english", "full")}
        return bare in sure | {fold_name(entry.name)}

    def _bare(self, folded: str) -> Iterator[str]:
        """晨岭 of 晨岭集团, 晨岭科技 of 美国晨岭科技, each half of Chenling晨岭科技."""
        yield folded.removesuffix("集团").removesuffix("股份")
        nation = next((n for n in self.known.nations if folded.startswith(n)), folded)
        rest = folded.removeprefix(nation)
        if len(rest) > 2 or (rest and not han(rest)):
            yield rest
        yield from company_halves(folded, self.known.trade)

    def _forms(self, surface: str, top: str) -> Iterator[str]:
        yield surface
        folded = fold_name(surface)
        if top == "Organization":
            bare = organization(folded, self.known)
            yield bare
            yield bare.removeprefix("中国")
            yield body(bare, self.known)
        if top in TERMS:
            yield core(surface, top, self.known)
            ends = self.known.industry_dropped + self.known.technology_dropped
            yield from (folded.removesuffix(end) for end in ends if folded.endswith(end))
        if top in ("Place", "Organization"):
            bare = folded.removesuffix("方")
            yield (meant := self._country(bare))
            if meant and top == "Place":
                yield self.known.provinces.get(bare, bare)

    def _country(self, char: str) -> str:
        """澳 is 澳门 beside 澳门 and no 澳大利亚; 巴 is open beside 巴西 and 巴林."""
        usual = self.known.countries.get(char, "")
        if usual and usual in self.here:
            return usual
        others = [c for c in self.known.other_countries.get(char, ()) if c in self.here]
        return others[0] if len(others) == 1 else "" if others else usual or char
