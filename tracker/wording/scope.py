"""Scope: the words that widen or narrow what is promised ("every", "up to", "new", "where possible")."""

import re
from functools import cache

from tracker.wording.cues import any_of, cues
from tracker.wording.fold import fold
from tracker.wording.mark import Mark

# "All" and "some" before these words say nothing about how many; "new" inside these is a name.
_IDLE = re.compile(
    r"\b(?:at all|above all|after all|all (?:over|too|but|the same|right|along)|first of all|feel free"
    r"|new (?:year|york|zealand|deal)"
    r"|free (?:from|to|will|speech|market|trade)|some (?:of the most|day|time)|around the (?:world|country)"
    r"|any (?:more|longer)|not only)\b",
    re.IGNORECASE,
)


def find_scope(text: str) -> tuple[Mark, ...]:
    """Scope words in order, the longest first where they overlap; synonyms share a key ("each" and "every")."""
    idle = [match.span() for match in _IDLE.finditer(text)]
    marks = []
    place = 0
    for match in _pattern().finditer(text):
        while place < len(idle) and idle[place][1] <= match.start():
            place += 1
        inside_idle = place < len(idle) and idle[place][0] <= match.start() and match.end() <= idle[place][1]
        if not inside_idle:
            key = _keys()[fold(match[0])]
            marks.append(Mark(text=match[0], start=match.start(), end=match.end(), key=key))
    return tuple(marks)


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(any_of(phrase for phrases in cues("scope").values() for phrase in phrases), re.IGNORECASE)


@cache
def _keys() -> dict[str, str]:
    return {fold(phrase): key for key, phrases in cues("scope").items() for phrase in phrases}
