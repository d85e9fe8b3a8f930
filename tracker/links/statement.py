"""Statement: what one claim says, mark by mark, found once for comparing it with another."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from tracker.links.cues import cues, phrases
from tracker.wording.dates import find_dates, find_deadlines
from tracker.wording.fold import stems, words
from tracker.wording.mark import Mark
from tracker.wording.modality import Modality, find_modality
from tracker.wording.quantities import find_quantities
from tracker.wording.quantity import Quantity
from tracker.wording.scope import find_scope

IMPLIED = 4
"""Strength of a bullet without a verb group of its own ("Recruit 6,500 teachers"): it stands under "We will"."""
WINDOW = 60
"""Characters before or behind a cue in which its object is looked for."""

_LEAD = re.compile(r"^[\s•*–—-]{0,6}(?:we will|we'll|we’ll|labour will|our plan is to)?:?[\s•*–—-]{0,6}", re.IGNORECASE)
_REPORTED = re.compile(
    r"\b(?:said|says|pledged|promised|announced|confirmed|vowed|told|according to|has pledged|claimed)\b", re.IGNORECASE
)
_NOT_BEGINNING = frozenset({"duration", "age"})


@dataclass(frozen=True)
class Statement:
    """`text` and the marks on it. Get one from `statement`, which remembers the last few thousand."""

    text: str

    @cached_property
    def plain(self) -> tuple[str, ...]:
        """Words without bullet and bare lead-in: what is repeated when nothing changed."""
        return words(_LEAD.sub("", self.text, count=1))

    @cached_property
    def stems(self) -> frozenset[str]:
        """Stems of the words that carry meaning."""
        return frozenset(stems(self.text))

    @cached_property
    def modality(self) -> tuple[Modality, ...]:
        """Verb groups; "would" counts as "will" where somebody's words are retold, and so does a bare bullet."""
        found = find_modality(self.text, reported=bool(_REPORTED.search(self.text)))
        if found:
            return found
        bullet = _bullet().match(self.text)
        if not bullet:
            return ()
        start, end = bullet.span(1)
        return (
            Modality(strength=IMPLIED, words=self.text[start:end], start=start, end=end, negated=False, form="will"),
        )

    @cached_property
    def deadlines(self) -> tuple[Mark, ...]:
        """By when or from when; dates named without a preposition that looks ahead are among them only with "term"."""
        return find_deadlines(self.text)

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """Amounts promised: not ages, not spans of time and not the numbers of a date."""
        times = [*self.deadlines, *find_dates(self.text)]
        return tuple(
            quantity
            for quantity in find_quantities(self.text)
            if quantity.kind != "age"
            and not (quantity.kind == "duration" and quantity.unit in {"year", "month", "term"})
            and not any(time.start < quantity.end and quantity.start < time.end for time in times)
        )

    @cached_property
    def scope(self) -> tuple[Mark, ...]:
        """Words that widen or narrow."""
        return find_scope(self.text)

    @cached_property
    def done(self) -> str:
        """The words that say it has happened, or nothing."""
        match = _done().search(self.text)
        return match[0] if match else ""

    @cached_property
    def endings(self) -> tuple[Mark, ...]:
        """Words that put an end to something."""
        return tuple(
            Mark(text=match[0], start=match.start(), end=match.end(), key=match[0].lower())
            for match in _ending().finditer(self.text)
        )

    def main(self, other: "Statement") -> Modality | None:
        """The verb group whose object the other statement shares most; the first where none stands out.

        On whole sentences the strongest verb group gave four false "softened" for one true (claims.md 1.3).
        """
        return max(self.modality, key=lambda group: len(self.behind(group.end) & other.stems), default=None)

    def behind(self, place: int) -> frozenset[str]:
        """Stems of the words that follow."""
        return frozenset(stems(_whole_words(self.text[place : place + WINDOW])))

    def before(self, place: int) -> frozenset[str]:
        """Stems of the words that precede."""
        return frozenset(stems(_whole_words(self.text[max(0, place - WINDOW) : place][::-1])[::-1]))


@lru_cache(maxsize=4096)
def statement(text: str) -> Statement:
    """The statement of a text."""
    return Statement(text)


def surfaces(marks: Sequence[Mark]) -> str:
    """The words of some marks in order of place."""
    return ", ".join(mark.text for mark in sorted(marks, key=lambda mark: mark.start))


def _whole_words(stretch: str) -> str:
    """Without the word that the window's end cuts through."""
    return stretch.rsplit(" ", 1)[0] if len(stretch) >= WINDOW else stretch


@cache
def _bullet() -> re.Pattern[str]:
    return re.compile(rf"^[\s•*–—-]{{0,6}}({phrases(cues()['promising'])})\b", re.IGNORECASE)


@cache
def _done() -> re.Pattern[str]:
    done, in_place = phrases(cues()["done"]), phrases(cues()["in_place"])
    return re.compile(
        rf"\b(?:have|has|been|is|are|was|were|we’ve|we've)\s(?:(?:now|already|just|since|also|been|today)\s){{0,2}}"
        rf"(?:{done})\b|\b(?:{in_place})\b",
        re.IGNORECASE,
    )


@cache
def _ending() -> re.Pattern[str]:
    return re.compile(rf"(?<!the\s)(?<!by\s)(?<![\w-])(?:{phrases(cues()['ending'])})(?![\w-])(?!\sof\b)", re.IGNORECASE)
