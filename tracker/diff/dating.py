"""Dating: which dates that came or went say when something happens or must be done, and are not those of something else."""

import re

from tracker.diff.change import Flag
from tracker.diff.marks import Marks
from tracker.diff.pairside import PairSide, PairSides
from tracker.diff.past import is_named
from tracker.diff.retold import has_begun
from tracker.patterns import deferred
from tracker.wording.fold import fold
from tracker.wording.mark import Mark

_LEAD = 32
"""Characters before a date or verb in which such words are looked for …"""
_TITLE = 160
"""… and those of a title in quotation marks."""
_IDLE = deferred(r"\b(?:you|your [a-z]{1,20}|it|this|these|there)\s(?:also\s|then\s|\w{1,20}ly\s)?$", re.IGNORECASE)
_DAY = deferred(r"-\d\d(?:-\d\d)?$")
"""A key that names a day or a month, and no year, season or school year."""
_A_YEAR = deferred(r"\d{4}")
_RELATIVE = deferred(
    r"(?:in |during )?(?:this|next|last) (?:year|term|week|month|spring|summer|autumn|winter)", re.IGNORECASE
)
_YEAR = deferred(r",?\s?\b(?:19|20)\d\d\b")
_LED = deferred(r"\b(?:by|from|until|before|after|in|of|to|till|during)\s$", re.IGNORECASE)
_IN = deferred(r"(?:in|on)\s", re.IGNORECASE)
_BY = deferred(r"(?:until|by|before|till)\s", re.IGNORECASE)
_LASTS = deferred(r"(?:for|throughout|across|during|over)\s", re.IGNORECASE)
_QUOTED = deferred(r"[‘“][^’”]*$")
_SET_OUT = deferred(
    r"\b(?:as in|(?:advised|said|told|wrote|asked|agreed|decided)(?: us)? (?:in|on)|set out in"
    r"|published (?:in|on)|announced (?:in|on)|in respect of|updated (?:in|on)|dated"
    r"|compared (?:with|to)"
    r"|since|based on|issued (?:in|on)|introduced (?:in|on))(?: the)?\s?$",
    re.IGNORECASE,
)
"""Dates of something else: of a paper, of an announcement, of what is compared with."""
_OF_A_PAPER = deferred(
    r"\s(?:guidance|advice|report|letter|statement|announcement|publication|survey|census|update|edition|version)\b",
    re.IGNORECASE,
)
_REFERRING = deferred(
    r"\b(?:now|today|currently|at present|th(?:at|is|ese|ose) (?:times?|dates?|days?|points?|periods?|months?|terms?|years?)"
    r"|(?:by|until|till|since|from) then)\b",
    re.IGNORECASE,
)
"""Says when by what stands before, or by today."""
_REPORTED = deferred(
    r"\b(?:advised|asked|recommended|said|told|wrote|announced|confirmed|explained|stated)\b[^.;:]{0,80},\s(?:in |on )?$",
    re.IGNORECASE,
)
"""Before the date on which somebody said what follows."""
_OF_A_TITLE = deferred(
    r"(?:\b(?:guidance|advice|report|letter|statement|statistics|bulletin|update|edition|version|guide|handbook|plan)"
    r"[\s,(–—-]{1,4}|\w(?::| [–—-]) )$",
    re.IGNORECASE,
)
"""Before the date at the end of a title."""
_RETOLD = deferred(r",?\s(?:we|dfe|the government|the department|ministers)\s\w{2,14}ed\b", re.IGNORECASE)


def dates(sides: PairSides, flag: Flag) -> bool:
    """A date that came, unless it is one of something else; of those that went a deadline or one of a commitment."""
    side, other, words = sides.of(flag)
    lost = bool(flag.old)
    bare = fold(_YEAR.sub("", words))
    if bare != fold(words) and len(bare) > 1 and re.search(rf"\b{re.escape(bare)}\b", fold(other.text)):
        return False  # "autumn" is "autumn 2021" now
    if not is_named(words):
        return False  # "in due course", "at the earliest opportunity"
    marks = [mark for mark in side.marks.dates if mark.text == words]
    if any(_REFERRING.search(sides.gap(side, mark.start)[1]) for mark in marks):
        return False  # "from now" and "during that time" say when, too
    starts = any(side.marks.turns.get(mark.key) == "start" for mark in marks)
    if (lost and has_begun(side, other, starts=starts)) or _are_two_rules(side, other):
        return False
    return not marks or any(_is_dated(side, other, mark, lost=lost) for mark in marks)


def is_set_out(side: PairSide, mark: Mark) -> bool:
    """Whether a date is that of a paper, an announcement or the like, by the words that lead to it."""
    preposition = _IN.match(mark.text)
    lead = side.text[max(0, mark.start - _LEAD) : mark.start]
    return _SET_OUT.search(lead + (preposition[0] if preposition else "")) is not None


def _are_two_rules(side: PairSide, other: PairSide) -> bool:
    """Whether only one of them denies, and of those whom a clause names: "those who are ill should not", "all should"."""
    denies = bool(side.marks.negation), bool(other.marks.negation)
    binding = (side.marks.modality[:1], other.marks.modality[:1])
    return denies[0] != denies[1] and any(
        one.is_of_others(another, mark.start)
        for (one, another), marks in zip(((side, other), (other, side)), binding, strict=True)
        for mark in marks
    )


def _is_dated(side: PairSide, other: PairSide, mark: Mark, *, lost: bool) -> bool:
    lead = side.text[max(0, mark.start - _TITLE) : mark.start]
    preposition = _IN.match(mark.text)
    if is_set_out(side, mark) or _QUOTED.search(lead) or _REPORTED.search(lead):
        return False
    titled = not side.marks.modality and not side.text[mark.end :].strip(" .)") and _OF_A_TITLE.search(lead)
    if titled or _OF_A_PAPER.match(side.text, mark.end) or (_YEAR.fullmatch(mark.text) and not _LED.search(lead)):
        return False  # "the May 2021 guidance", "the 2021 exams"
    if (preposition or _IN.search(lead[-3:])) and _RETOLD.match(side.text, mark.end):
        return False
    if ":" in mark.key and not {one.key for one in side.marks.dates} - {mark.key} <= {
        one.key for one in other.marks.dates
    }:
        return False  # an hour of a day that came or went itself
    turn = side.marks.turns.get(mark.key, "")
    if turn == "until" or _BY.match(mark.text):
        return True
    if _commits(side.marks) and not side.is_beside(mark.start):
        return not (lost and _LASTS.match(mark.text)) and "/" not in mark.key
    if _LASTS.match(mark.text) or (not turn and side.is_beside(mark.start)):
        return False
    return (
        not lost
        and not (_A_YEAR.fullmatch(mark.key) and not side.marks.modality)
        and bool(turn or _DAY.search(mark.key) or not mark.key[:4].isdigit())
        and not _RELATIVE.match(mark.text)
    )


def _commits(marks: Marks) -> bool:
    return any(
        mark.key.split(" ")[0] in {"will", "committed", "plan", "aim", "guarantee"}
        and not _IDLE.search(marks.text, max(0, mark.start - _LEAD), mark.start)
        for mark in marks.modality
    )
