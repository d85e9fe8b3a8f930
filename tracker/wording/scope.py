"""Scope: the words that widen or narrow what is promised ("every", "up to", "new", "where possible")."""

import re
from functools import cache

from tracker.patterns import deferred
from tracker.wording.cues import any_of, cues, forms
from tracker.wording.fold import fold
from tracker.wording.glance import Finder
from tracker.wording.mark import Mark

# "All" and "some" before these words say nothing about how many; "new" inside these is a name.
_IDLE = deferred(
    r"\b(?:at all|above all|after all|all (?:over|too|but|the same|right|along)|first of all|feel free"
    r"|new (?:year|york|zealand|deal)|free schools?"
    r"|free (?:from|to|will|speech|markets?|trade|media|press|societ\w{1,3}|countr\w{1,3}|world|vote|and (?:fair|open))"
    r"|(?:so|as) long as (?:you|they|we|people) (?:like|want|wish|choose|please|need)|optional extras?"
    r"|some (?:of the most|day|time)|around the (?:world|country)"
    r"|how many|any (?:more|longer)|not only|(?:be|is|are|was|were|being) (?:eligible|selected"
    r"|free)|without any|not any|key stages?|permanent(?:ly)? exclu\w{3,6}"
    r"|(?:is|are|be|been|being|was|were|also) subject to"
    r"|(?:go|goes|going|gone|went|rise|rises|risen|rose|led|leading|come|came) up to"
    r"|(?:every|each) (?:day|week|month|year|term|two|three|four|five|other|few)|all (?:day|year|week))\b",
    re.IGNORECASE,
)


# "About" and "some" before a figure are roughly that figure, "over" and "under" more and fewer; elsewhere they are
# prepositions and determiners, and "over three years" is a time.
_FIGURE = (
    r"(?! [\w.,]{1,12}(?: \w{1,8})?[ -](?:hour|day|week|month|term|year)s?\b)"
    r"(?= (?:£|\d|an? (?:third|quarter|half|fifth|tenth|dozen|hundred|thousand|million)\b|half\b"
    r"|(?:two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)\b))"
)
_LIMITS = {
    "around": deferred(rf"\b(?:around|about|some|circa){_FIGURE}", re.IGNORECASE),
    "more than": deferred(rf"\b(?:over|above){_FIGURE}", re.IGNORECASE),
    "fewer than": deferred(rf"\b(?:under|below){_FIGURE}", re.IGNORECASE),
}


def find_scope(text: str) -> tuple[Mark, ...]:
    """Scope words in order, the longest first where they overlap; synonyms share a key ("each" and "every")."""
    found = list(_pattern().finditer(text))
    idle = [match.span() for match in _IDLE.finditer(text)] if found else []
    marks = []
    place = 0
    for match in found:
        while place < len(idle) and idle[place][1] <= match.start():
            place += 1
        inside_idle = place < len(idle) and idle[place][0] <= match.start() and match.end() <= idle[place][1]
        if not inside_idle:
            limits = (key for key, limit in _LIMITS.items() if limit.match(text, match.start()))
            key = next(limits, None) or (None if fold(match[0]) == "around" else _keys().get(fold(match[0])))
            if key is not None:
                marks.append(Mark(text=match[0], start=match.start(), end=match.end(), key=key))
    return tuple(marks)


@cache
def _pattern() -> Finder:
    phrases = [phrase for phrases in cues("scope").values() for phrase in phrases]
    phrases += ["about", "circa", "over", "above", "under", "below"]
    every = [form for phrase in phrases for form in forms(phrase)]
    return Finder(every, re.compile(any_of(phrases), re.IGNORECASE))


@cache
def _keys() -> dict[str, str]:
    return {fold(phrase): key for key, phrases in cues("scope").items() for phrase in phrases}
