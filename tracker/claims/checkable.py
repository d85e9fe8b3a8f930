"""Checkable: how far a sentence says something that can be looked up, and what speaks for and against it.

No gate: every sentence is held against the record. What is found there is shown whatever its score; the score decides
only whether a sentence that is not found counts as one that was looked for.
"""

import re
from collections.abc import Iterator
from functools import reduce
from typing import NamedTuple

from tracker.claims.nonclaim import is_furniture
from tracker.claims.people import body_words
from tracker.patterns import deferred
from tracker.wording.dates import find_dates
from tracker.wording.fold import words
from tracker.wording.modality import find_modality
from tracker.wording.quantities import find_quantities

TAKEN = 0.4
"""Score from which a sentence counts as a statement that can be checked."""
_FEWEST = 3
"""Words of which a sentence can say anything by itself."""
_COMPARES = deferred(
    r"\b(?:(?:more|less|fewer|[a-z]{2,12}er|worse) than"
    r"|(?:the|england['’]s|britain['’]s|europe['’]s|its|their) (?:[a-z]{1,14} )?"
    r"(?:most|least|worst|best|highest|lowest|biggest|smallest|largest|fewest|longest|shortest|fastest|poorest|richest)"
    r"|record (?:high|low|number|level|funding|investment|amount)|than ever|(?:first|last) time (?:since|in)"
    r"|(?:up|down) (?:from|by|on)|(?-i:ris|fall|fell|rose|grow|grew|grown|risen|fallen|increas|decreas|declin|drop|doubl"
    r"|trebl|tripl|quadrupl|halv|shrunk|shrank)(?:e[sdn]?|ing|ped|ping|s|en)?\b|twice|half (?:of|the)|majority of"
    r"|(?:a|one|two|three) (?:third|quarter|fifth)s?|(?:most|no|every|all) (?:other )?"
    r"(?:schools?|pupils?|teachers?|children|child|countr(?:y|ies)|people|students?|parents?|famil(?:y|ies)))\b",
    re.IGNORECASE,
)
_DONE = deferred(
    r"\b(?:has|have|had|was|were|did|is|are)(?:n['’]t| not| never| already| now| also)? (?:been )?"
    r"(?:[a-z]{2,18}(?:ed|ing)|built|cut|spent|made|left|lost|won|given|taken|sent|put|set|paid|met|brought|begun|kept"
    r"|written|broken|known|run|sold|bought|chosen|grown|risen|fallen)\b",
    re.IGNORECASE,
)
_OPINION = deferred(
    r"\b(?:(?:i|we|you|they) (?:do not |don['’]t |really )?"
    r"(?:think|believe|feel|hope|wish|fear|doubt|wonder|suppose|guess)|should|ought|must|perhaps|maybe|might|may|could"
    r"|arguably|hopefully|seems?|appears? to)\b",
    re.IGNORECASE,
)
_SUPPOSED = deferred(r"^(?:if|unless|imagine|suppose|what if)\b|\b(?:would have|were to)\b", re.IGNORECASE)
_GREETING = deferred(r"^(?:thank|thanks|welcome|good (?:morning|afternoon|evening)|hello|dear|yours)\b", re.IGNORECASE)


class Ground(NamedTuple):
    """One thing that speaks for it (a share above nought of what is missing to 1) or against it (a share taken off)."""

    share: float
    reason: str


def checkable(
    text: str, *, quoted: bool = False, speaker: str | None = None, claim: float = 0.0
) -> tuple[float, tuple[str, ...]]:
    """0–1 and the reasons, the weightiest first. `claim` is how sure it is that somebody is committed to something."""
    grounds = sorted(_grounds(text, quoted, speaker, claim), key=lambda one: -abs(one.share))
    score = reduce(_with, [one for one in grounds if one.share > 0], 0.1)
    score = reduce(_with, [one for one in grounds if one.share < 0], score)
    return round(score, 2), tuple(one.reason for one in grounds)


def _with(score: float, ground: Ground) -> float:
    return score + ground.share * (1 - score) if ground.share > 0 else score * (1 + ground.share)


def _grounds(text: str, quoted: bool, speaker: str | None, claim: float) -> Iterator[Ground]:  # noqa: FBT001
    figures = find_quantities(text)
    if figures:
        yield Ground(0.6, f"a number: {figures[0].text}")
    if compares := _COMPARES.search(text):
        yield Ground(0.45, f"a comparison: {compares[0]}")
    if quoted:
        yield Ground(0.45, "a quotation")
    if claim:
        yield Ground(0.6 * claim, "a claim")
    if speaker:
        yield Ground(0.25, f"said by {speaker}")
    if done := _DONE.search(text):
        yield Ground(0.25, f"says what is so: {done[0]}")
    if any(group.commits for group in find_modality(text)):
        yield Ground(0.2, "says what will be")
    if dates := find_dates(text):
        yield Ground(0.25, f"a date: {dates[0].text}")
    if body := body_words().search(text):
        yield Ground(0.15, f"names {body[0]}")
    yield from _against(text, quoted=quoted, known=bool(figures))


def _against(text: str, *, quoted: bool, known: bool) -> Iterator[Ground]:
    if text.rstrip(" ”’\"'").endswith("?"):
        yield Ground(-0.3 if quoted else -0.8, "a question")
    elif not quoted and (is_furniture(text) or _GREETING.match(text)):
        yield Ground(-0.9, "no statement")
    if not known and (opinion := _OPINION.search(text)):
        yield Ground(-0.4, f"an opinion or a demand: {opinion[0]}")
    if not known and (supposed := _SUPPOSED.search(text)):
        yield Ground(-0.2, f"only supposed: {supposed[0]}")
    if len(words(text)) < _FEWEST and not quoted:
        yield Ground(-0.7, "too short")
