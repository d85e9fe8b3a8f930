"""Statement: what one claim says, mark by mark, found once for comparing it with another."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import zip_longest

from rapidfuzz.distance import Indel

from tracker.links.cues import cues, phrases, scope_keys
from tracker.patterns import deferred
from tracker.wording.dates import find_dates, find_deadlines
from tracker.wording.fold import fold, stems, words
from tracker.wording.mark import Mark
from tracker.wording.modality import Modality, find_modality
from tracker.wording.quantities import find_quantities
from tracker.wording.quantity import Quantity
from tracker.wording.scope import find_scope
from tracker.wording.shift.condition import find_conditions

IMPLIED = 4
"""Strength of a bullet without a verb group of its own ("Recruit 6,500 teachers"): it stands under "We will"."""
WINDOW = 60
"""Characters before or behind a cue in which its object is looked for."""

_LEAD = deferred(
    r"^[\s•*–—-]{0,6}(?:(?:we|labour|the government|liberal democrats|conservatives) (?:will|would):|we['’]ll:)?"
    r"[\s•*–—-]{0,6}",
    re.IGNORECASE,
)
_REPORTED = deferred(
    r"\b(?:said|says|pledged|promised|announced|confirmed|vowed|told|according to|has pledged|claimed)\b", re.IGNORECASE
)
CLOSE = 0.5
"""Share of the shorter statement's stems that both have, from which they are wordings of one sentence. Of two distant
wordings the shorter leaves most things out: what it lacks there says nothing."""
NEAR = 0.6
"""Share of words in order that near copies have in common."""
_LABEL = 100
"""A bare number below it that counts no noun is a label: Phase 2, maths to 18."""
_AGE = deferred(r"\bfrom (?:(?:the )?age (?:of )?)?[\w-]+ (?:months|years)\b", re.IGNORECASE)
_FORECAST = deferred(r"\bon current (?:[\w-]+ ){0,3}(?:forecasts?|projections?|estimates?|plans)\b", re.IGNORECASE)
_DONE_BEFORE = deferred(r"\b(?:have|has|had)\s(?:already\s|now\s|since\s)?$", re.IGNORECASE)
_A_THING = deferred(r"\b(?:a|our|the|clear|bold|costed)\s$", re.IGNORECASE)
_ENSURES = deferred(
    r"\b(?:ensur|guarantee|mak(?:e|ing) (?:sure|certain)|so that|until|once|when|whether|if)\w*\b[^.;:]*$",
    re.IGNORECASE,
)
_OF_SOMEBODY = deferred(r"\bwho\s(?:also\s|may\s|still\s)?$", re.IGNORECASE)
"""Before what binds or moves somebody of whom the sentence speaks: "every head who wants to"."""
_PURPOSE = 120
"""Characters before what is done in which it is looked for what makes it a purpose or a condition."""
_BEFORE = 20
"""Characters that hold "have already " or "the ", before a verb group."""
_WE = len("we ")
_APART = 25
"""Characters between "commit to" and the "goal of" that decides what is committed to (docs/studies/claims.md 2)."""
_WHEN_WORDS = frozenset(
    "in within by over during throughout until before the a end of course lifetime start beginning at to".split()
)


@dataclass(frozen=True)
class Statement:
    """`text` and the marks on it. Get one from `statement`, which remembers the last few thousand."""

    text: str

    @cached_property
    def plain(self) -> tuple[str, ...]:
        """Words without bullet and bare lead-in: what is repeated when nothing changed."""
        found = words(self.text[self.opening :])
        return found[2:] if found[:2] == ("we", "will") else found

    @cached_property
    def opening(self) -> int:
        """Where the statement itself begins, behind bullet and bare lead-in."""
        lead = _LEAD.match(self.text)
        return lead.end() if lead else 0

    @cached_property
    def stems(self) -> frozenset[str]:
        """Stems of the words that carry meaning."""
        return frozenset(stems(self.text))

    @cached_property
    def modality(self) -> tuple[Modality, ...]:
        """Verb groups; "would" counts as "will" where somebody's words are retold, and so does a bare bullet.

        A permission ("can access") is nobody's commitment; "commit to a goal of" is an aim.
        """
        skipped = self.opening
        found = [
            group.model_copy(update={"start": group.start + skipped, "end": group.end + skipped})
            for group in find_modality(self.text[skipped:], reported=bool(_REPORTED.search(self.text)))
            if group.words.lower() not in {"can", "can't", "can’t", "cannot"}
            and not _is_idle(group, self.text, group.start + skipped)
            and not _OF_SOMEBODY.search(self.text, 0, group.start + skipped)
        ]
        weaker = [
            group
            for group, following in zip_longest(found, found[1:])
            if not (following and following.form == "aim" and following.start - group.end <= _APART)
        ]
        bullet = _bullet().match(self.text, skipped)
        if bullet is None or (weaker and weaker[0].start < bullet.end()):
            return tuple(weaker)
        return (_implied(bullet, self.text), *weaker)

    @cached_property
    def deadlines(self) -> tuple[Mark, ...]:
        """By when or from when, the keys without prepositions; "from nine months" is the age of a child.

        "By the end of this Parliament" and "over the course of this Parliament" both end with it.
        """
        return tuple(
            mark.model_copy(update={"key": " ".join(word for word in mark.key.split() if word not in _WHEN_WORDS)})
            for mark in find_deadlines(self.text)
            if not _AGE.search(mark.text)
        )

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """Amounts promised: not ages, not spans of time and not the numbers of a date."""
        times = [*self.deadlines, *find_dates(self.text)]
        return tuple(
            quantity
            for quantity in find_quantities(self.text)
            if quantity.kind != "age"
            and not (quantity.kind == "duration" and quantity.unit in {"year", "month", "term"})
            and not (quantity.kind == "count" and quantity.unit is None and quantity.value < _LABEL)
            and not any(time.start < quantity.end and quantity.start < time.end for time in times)
        )

    @cached_property
    def scope(self) -> tuple[Mark, ...]:
        """Words that widen or narrow."""
        return find_scope(self.text)

    @cached_property
    def hedges(self) -> tuple[Mark, ...]:
        """Words that loosen the promise or tighten it, and forecasts that it hangs on."""
        firm = scope_keys("conditions") | scope_keys("duties")
        forecasts = (
            Mark(text=match[0], start=match.start(), end=match.end(), key="subject to")
            for match in _FORECAST.finditer(self.text)
        )
        return (*(mark for mark in self.scope if mark.key in firm), *forecasts)

    @cached_property
    def firm(self) -> bytes:
        """For each character whether it belongs to a deadline, a condition or a duty: other flags show those."""
        keys = scope_keys("conditions") | scope_keys("duties")
        taken = bytearray(len(self.text))
        hedged = (mark for mark in self.scope if mark.key in keys)
        for mark in (*self.deadlines, *hedged, *find_conditions(self.text)):
            taken[mark.start : mark.end] = b"\x01" * (mark.end - mark.start)
        return bytes(taken)

    @cached_property
    def done(self) -> str:
        """The words that say it has happened, or nothing."""
        match = next((one for one in _done().finditer(self.text) if not _is_a_purpose(self.text, one.start())), None)
        return match[0] if match else ""

    @cached_property
    def endings(self) -> tuple[Mark, ...]:
        """Words that put an end to something."""
        return tuple(
            Mark(text=match["act"], start=match.start("act"), end=match.end(), key=match["act"].lower())
            for match in _ending().finditer(self.text, self.opening)
        )

    def overlap(self, other: "Statement") -> float:
        """Share of the shorter statement's stems that stand in both."""
        return len(self.stems & other.stems) / (min(len(self.stems), len(other.stems)) or 1)

    @cached_property
    def tokens(self) -> tuple[re.Match[str], ...]:
        """Words as they stand, without lone punctuation."""
        return tuple(word for word in re.finditer(r"\S+", self.text) if fold(word[0]))

    @cached_property
    def folded(self) -> tuple[str, ...]:
        """The tokens in the spelling they are compared by."""
        return tuple(fold(word[0]) for word in self.tokens)

    def is_near(self, other: "Statement") -> bool:
        """Whether the two are copies of one sentence, so that what one leaves out was taken out of it."""
        return self.likeness(other) >= NEAR

    def likeness(self, other: "Statement") -> float:
        """Share of words in order that both have, 0 to 1."""
        return _likeness(self, other)

    def behind(self, place: int) -> tuple[str, ...]:
        """Stems of the words that follow, in order."""
        return stems(_whole_words(self.text[place : place + WINDOW]))

    def acted_on(self, place: int) -> tuple[str, ...]:
        """Stems of the words that follow up to the next promise ("cancel the fees | and restore grants"), in order."""
        stretch = self.text[place : place + WINDOW]
        following = _next_promise().search(stretch)
        return stems(stretch[: following.start()] if following else _whole_words(stretch))

    def before(self, place: int) -> tuple[str, ...]:
        """Stems of the words that precede, in order."""
        return stems(_whole_words(self.text[max(0, place - WINDOW) : place][::-1])[::-1])


@lru_cache(maxsize=4096)
def statement(text: str) -> Statement:
    """The statement of a text."""
    return Statement(text)


@lru_cache(maxsize=64)
def _likeness(one: Statement, other: Statement) -> float:
    """Share of words in order that both have; asked for at each mark of the two, so it is remembered."""
    return Indel.normalized_similarity(one.folded, other.folded)


def surfaces(marks: Sequence[Mark]) -> str:
    """The words of some marks in order of place, each once."""
    return ", ".join(dict.fromkeys(mark.text for mark in sorted(marks, key=lambda mark: mark.start)))


def _is_idle(group: Modality, text: str, start: int) -> bool:
    """What is done ("have already legislated") and what they have ("a plan to") does not bind for the future."""
    said = {"law": _DONE_BEFORE, "plan": _A_THING}.get(group.form)
    return said is not None and said.search(text, max(0, start - _BEFORE), start) is not None


def _is_a_purpose(text: str, start: int) -> bool:
    """Whether it is what somebody will ensure: "ensure that support is in place"."""
    return _ENSURES.search(text, max(0, start - _PURPOSE), start) is not None


def _implied(bullet: re.Match[str], text: str) -> Modality:
    """The bullet under the "We will" that is left out: "Provide access to" binds as "will provide access to" does."""
    start, end = bullet.span(1)
    ahead = "we will " + text[start : start + WINDOW].lower()
    found = find_modality(ahead)
    full = found[0] if found else None
    if full and full.form != "will" and full.start == _WE:
        end = start + full.end - len("we will ")
        return full.model_copy(update={"words": text[start:end], "start": start, "end": end})
    return Modality(strength=IMPLIED, words=bullet[1], start=start, end=end, negated=False, form="will")


def _whole_words(stretch: str) -> str:
    """Without the word that the window's end cuts through."""
    return stretch.rsplit(" ", 1)[0] if len(stretch) >= WINDOW else stretch


@cache
def _next_promise() -> re.Pattern[str]:
    return re.compile(rf"(?:,|\s(?:and|or|but))\s(?:{phrases(cues()['promising'])})\b", re.IGNORECASE)


@cache
def _bullet() -> re.Pattern[str]:
    return re.compile(rf"({phrases(cues()['promising'])})\b", re.IGNORECASE)


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
    """An ending as the act itself: first in the sentence, behind will or to be; "to end the scandal" is a purpose."""
    return re.compile(
        rf"(?:^|\b(?:will|would|shall|is to|are to|plans? to|has|have|be|been|is|are|was|were|being)\s)"
        rf"(?:now\s|also\s)?(?P<act>{phrases(cues()['ending'])})(?![\w-])",
        re.IGNORECASE,
    )
