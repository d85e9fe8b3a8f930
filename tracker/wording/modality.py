"""Modality: how firmly a verb group binds, from "consider" (0) to law (6), with the words that say so.

The scale is ordinal and applies to the verb group, never to the whole sentence: on whole sentences it gave four false
"softened" for one true (docs/studies/claims.md 1.3). Verb groups that follow each other make one: what is done decides
after a bare will ("will consider" is 0, "will require" 5, "is committed to reviewing" 0), the weaker one elsewhere
("plan to legislate" is 3, "aim to support" 1).
"""

import re
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from pydantic import BaseModel

from tracker.patterns import deferred
from tracker.wording.cues import any_of, cues, forms
from tracker.wording.glance import Finder

WOULD_REPORTED = 4
"""Under a reporting cue ("said", "pledged") the back-shifted "would" is the speaker's "will" (docs/studies/claims.md
0.4)."""

_ADVERB = (
    r"(?:also|now|then|still|always|first|only|further|therefore|continue to|be|been|have|has|and|to|[a-z]{1,18}ly)"
)
_NOT = r"(?:not|never|no longer|n['’]t)"
_GAP = deferred(rf"\s(?:{_ADVERB}\s|{_NOT}\s){{0,3}}|\s?", re.IGNORECASE)
_NOT_AFTER = deferred(rf"\s(?:{_ADVERB}\s)?(?P<not>not|never|no longer)\b", re.IGNORECASE)
_NOT_BEFORE = deferred(
    r"\b(?:not|never|no longer|no|(?:do|does|did|has|have|had|is|are)n['’]t)\s(?:yet\s)?$", re.IGNORECASE
)
_NOT_INSIDE = deferred(rf"\b{_NOT}\b|n['’]t\b|\bcannot\b", re.IGNORECASE)
_NOT_ONLY = deferred(r"\s(?:just|only|simply|merely)\b", re.IGNORECASE)
_SUBJECT = deferred(
    # Who can support or consider: pronouns, parties, bodies, or the adverb and auxiliary that follow such a subject.
    # Not "to" and "and": "funding to support schools" is a purpose, no commitment.
    r"\b(?:we|they|it|he|she|i|who|which|that|party|labour|conservatives|democrats|greens|government|ministers|department"
    r"|snp|ukip|dfe|ofsted|also|has|have|had|is|are|now)(?:\s[a-z]{2,12}ly)?\s$",
    re.IGNORECASE,
)
_THE_WILL = deferred(r"\b(?:the|free|good|political|public|a|at|of)\s$", re.IGNORECASE)
_NEEDS = deferred(
    r"\b(?:complex|additional|special|medical|health|educational|care|individual|their|our|its|these|such|of|with|to"
    r"|[a-z]{2,20}s['’])\s$",
    re.IGNORECASE,
)
"""Before "needs to": things that somebody needs."""
_SENTENCE_START = deferred(r"(?:^|[.!?:;]\s|[“\"‘'(\n•–-]\s?)$")
_TO_A_VERB = deferred(r"\s(?!(?:the|a|an|this|that|our|its|his|her|their|my|your|all|each|every|any|some|\d)\b)[a-z]")
_IS_TO = frozenset({"is to", "are to", "proposal to", "proposals to"})
_PLAIN = str.maketrans({"’": "'", "ı": "i", "İ": "i"})
"""Letters that a pattern without regard to case takes for another."""


class Modality(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """A verb group that binds: `given[start:end] == words`, with the negation that stands inside or beside it."""

    strength: int
    """0–6: consider, support, aim, plan, will, guarantee, law."""
    words: str
    start: int
    end: int
    negated: bool
    form: str
    """The class that decided: law guarantee must will would plan aim should support consider may."""
    forms: tuple[str, ...] = ()
    """The classes of all its words in order: ("will", "consider") for "will consider"."""

    @property
    def commits(self) -> bool:
        """Whether the form binds its speaker; a duty (must, should) or a permission (may) does not."""
        return bool(cues("modality")[self.form].get("commits", True))


class _ModalityMatch(NamedTuple):
    form: str
    strength: int
    start: int
    end: int


_STATIVE = deferred(
    r"\b(?:am|is|are|was|were|be|been|remains?|stays?|fully|strongly|firmly|['’]re) (?:also |still )?committed to\b"
    r"|\bcommitment to\b",
    re.IGNORECASE,
)
"""To be committed to a thing is no promise to do it."""
_BEFORE = 32
"""Characters before a verb group that may hold its auxiliary."""


def find_modality(text: str, *, reported: bool = False) -> tuple[Modality, ...]:
    """Every verb group that binds, in order.

    `reported` says that somebody's words are retold: "would" then binds as "will" does.
    """
    groups: list[list[_ModalityMatch]] = []
    for hit in _hits(text, reported=reported):
        joined = bool(groups) and _GAP.fullmatch(text, groups[-1][-1].end, hit.start) is not None
        if joined and (hit.form != "law" or _is_a_verb(text, hit)):
            groups[-1].append(hit)
        elif not _is_a_noun(text, hit):
            groups.append([hit])
    return tuple(_modality(text, group) for group in groups)


def is_stative(text: str, group: Modality) -> bool:
    """Whether a verb group says that somebody is committed to a thing, where another says that he will do it."""
    return _STATIVE.search(text, max(0, group.start - _BEFORE), group.end) is not None


def _hits(text: str, *, reported: bool) -> list[_ModalityMatch]:
    hits = []
    for match in _pattern().finditer(text):
        surface = " ".join(match[0].translate(_PLAIN).casefold().split())
        form, strength = _classes()[surface]
        if surface in _IS_TO and not _TO_A_VERB.match(text, match.end()):
            continue
        if surface == "seek" and text.startswith(" out ", match.end()):
            continue  # to seek out somebody is a deed
        if match[0][0].isupper() and not _SENTENCE_START.search(text, max(0, match.start() - 3), match.start()):
            continue  # the Jobs Guarantee, Will Smith: a name
        strength = WOULD_REPORTED if form == "would" and reported else strength
        hits.append(_ModalityMatch(form, strength, match.start(), match.end()))
    return hits


@cache
def _pattern() -> Finder:
    """One pattern for all classes; no phrase stands in two of them, and of two that begin alike the longer is taken."""
    phrases = [phrase for table in cues("modality").values() for phrase in table["words"]]
    return Finder(_classes(), deferred(any_of(phrases), re.IGNORECASE))


@cache
def _classes() -> dict[str, tuple[str, int]]:
    """Every form of every phrase with its class and how firmly it binds."""
    return {
        form: (name, int(table["strength"]))
        for name, table in cues("modality").items()
        for phrase in table["words"]
        for form in forms(phrase)
    }


def _is_a_verb(text: str, hit: _ModalityMatch) -> bool:
    return text[hit.start : hit.end].lower().startswith(("legislat", "enshrin", "change", "wr", "put", "ma"))


def _is_a_noun(text: str, hit: _ModalityMatch) -> bool:
    if hit.form == "will":
        return bool(_THE_WILL.search(text, max(0, hit.start - 12), hit.start))
    if text[hit.start : hit.end].lower() == "needs to":
        return bool(_NEEDS.search(text, max(0, hit.start - 24), hit.start))
    if not cues("modality")[hit.form].get("after_subject"):
        return False
    return not _SUBJECT.search(text, max(0, hit.start - 30), hit.start)


def _modality(text: str, group: list[_ModalityMatch]) -> Modality:
    deciding = group[0]
    for _, hit in pairwise(group):
        binds = deciding.form == "law" and hit.form == "guarantee"  # "legislate to require" is law
        if not binds and (
            deciding.form in {"will", "would", "must", "should", "may"} or hit.strength < deciding.strength
        ):
            deciding = hit
    start, end = group[0].start, group[-1].end
    if (after := _NOT_AFTER.match(text, end)) and not _NOT_ONLY.match(text, after.end()):
        end = after.end()
    before = _NOT_BEFORE.search(text, max(0, start - 14), start)
    if before:
        start = before.start()
    negated = before is not None or bool(_NOT_INSIDE.search(text, start, end))
    return Modality(
        strength=deciding.strength,
        words=text[start:end],
        start=start,
        end=end,
        negated=negated,
        form=deciding.form,
        forms=tuple(hit.form for hit in group),
    )
