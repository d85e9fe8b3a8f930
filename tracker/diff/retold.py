"""Retold: what a sentence says of the page itself, of advice given earlier, or of a day that has come, is no new rule.

Two sentences of which one only tells what the other asked ("should" → "we advised that … would") differ in tense, not in
what anybody must do. An entry of a page's own list of updates tells of an edit, and its dates are those of the edit.
"""

import re

from tracker.diff.pairside import PairSide, PairSides
from tracker.extract.document import Document
from tracker.patterns import deferred

_WE = (
    r"(?:we|dfe|esfa|ofsted|ministers|the (?:government|department|prime minister|secretary of state|guidance|agency))"
)
_ADVISED = deferred(
    rf"\b{_WE}\s(?:(?:have|has|had|also|therefore|previously|then|earlier)\s){{0,2}}"
    r"(?:advised|asked|recommended|said|stated|told|wrote|explained|urged|encouraged|requested)\b"
    r"|\b(?:was|were)\s(?:asked|advised|told|encouraged|invited|recommended|urged|requested)\b",
    re.IGNORECASE,
)
"""Advice that was given, told afterwards."""
_UPDATED = deferred(
    rf"^\W{{0,3}}(?:on \d{{1,2}} [a-z]{{3,9}}(?: \d{{4}})?,? )?{_WE}(?:['’]ve| have| has)?"
    r"\s(?:also |now )?(?:updated|amended|revised|clarified|added|removed)\b"
    r"|^\W{0,3}on \d{1,2} [a-z]{3,9}(?: \d{4})?,? (?:we|this (?:page|guidance) was)(?: updated)?\s?:",
    re.IGNORECASE,
)
_HISTORY = deferred(
    r"\W{0,3}(?:(?:latest|recent|main|key|summary of|list of|about|all|page|document|previous|the)\s){0,3}"
    r"(?:updates?|changes?|amendments?|revisions?|what(?:['’]s| is| has)? (?:new|changed)|change log|update log"
    r"|(?:version|change|update|revision) history)"
    r"(?: and (?:reviews?|updates?|changes?|amendments?))?"
    r"(?: (?:to|in|since|from|made to|made in|made since) (?:the |this )?(?:[\w-]+ ){0,4}"
    r"(?:version|guidance|page|document|update|publication|edition|guide)(?: since [^.]{1,60})?(?: include)?)?\W{0,3}",
    re.IGNORECASE,
)
"""A heading over what was changed on the page."""
_BEGUN = deferred(
    r"\b(?:is|are) (?:now |also |already )?being \w|\b(?:has|have) (?:now |also |already )?\w", re.IGNORECASE
)
_WILL = deferred(r"\b(?:will|shall|going to)\b|['’]ll\b", re.IGNORECASE)
_TAIL = 120


def is_of_the_page(document: Document, index: int) -> bool:
    """Whether a sentence is an entry of the page's own list of updates: by its words, its heading or its lead-in."""
    sentence = document.sentences[index]
    block = document.block_of(sentence)
    if _UPDATED.match(sentence.text) or any(_HISTORY.fullmatch(heading) for heading in block.path[-1:]):
        return True
    if block.lead_in is None:
        return False
    lead = document.blocks[block.lead_in]
    said = document.text[lead.start : lead.end][-_TAIL:]
    return bool(_UPDATED.match(said) or _HISTORY.fullmatch(said))


def is_retold(sides: PairSides) -> bool:
    """Whether one of the two sentences tells advice that was given, and the other does not."""
    return bool(_ADVISED.search(sides.old.text)) != bool(_ADVISED.search(sides.new.text))


def has_begun(side: PairSide, other: PairSide, *, starts: bool) -> bool:
    """Whether what one sentence says will be, or will be from a day on, is so in the other: the day has come."""
    if not _WILL.search(side.text) or _WILL.search(other.text):
        return False
    return starts or any(other.verb(begun.end() - 1) in side.stems for begun in _BEGUN.finditer(other.text))
