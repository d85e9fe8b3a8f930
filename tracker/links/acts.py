"""Acts: the several things that one sentence promises, and which of them the other statement leaves out."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice
from typing import NamedTuple

from tracker.links.cues import cues, phrases
from tracker.links.statement import Statement
from tracker.patterns import deferred
from tracker.wording.fold import stems
from tracker.wording.shift.condition import find_conditions

_MOST = 8
"""Acts of a sentence; one that promises more is a page."""
_STRETCH = 90
"""Characters behind a verb that say what it is about …"""
_OBJECT = 5
"""… and how many of their stems."""
_NAMED, _OTHER = 0.5, 0.4
"""Share of these stems in the other statement from which it names the act, and below which it names nothing of it …"""
_LEAST = 2
"""… if there are so many."""
_HOW = frozenset({"ensure", "enable", "allow", "make"})
"""Verbs that go on to say how or what for: "hire 900 more and ensure that they teach music" is one act."""
_SENTENCE = deferred(r"(?<=[a-z)’'][.!?]) (?=[A-Z])")
_END = deferred(
    r"[.;:!?](?:\s|$)|\s-\s|\s(?:so that|in order to|because|by \w{1,20}ing|if|unless|provided|until|where|which|who)\b"
)


class PromisedAct(NamedTuple):
    """A verb with its object."""

    words: str
    about: frozenset[str]


def acts_left_out(one: Statement, other: Statement) -> tuple[str, ...]:
    """The words of the acts of `one` of which `other` names nothing, though it names another act of the same sentence.

    A single act is the pledge itself, told in any words; of two of which one is named, the other was left out.
    """
    left: list[str] = []
    for sentence in _SENTENCE.split(one.text):
        found = promised_acts(sentence)
        if any(_share(act, other) >= _NAMED for act in found):
            left += [act.words for act in found if len(act.about) >= _LEAST and _share(act, other) < _OTHER]
    return tuple(left)


def promised_acts(text: str) -> tuple[PromisedAct, ...]:
    """The promising verbs in order, each with the stems of what follows, up to the next one."""
    verbs = list(islice(_promising(text), _MOST))
    found = []
    for at, verb in enumerate(verbs):
        start = verb.start(verb.lastgroup or 0)
        stop = min(verb.end() + _STRETCH, verbs[at + 1].start() if at + 1 < len(verbs) else len(text))
        end = _END.search(text, verb.end(), stop)
        words = text[start : end.start() if end else stop].strip(" ,;-–—")
        found.append(PromisedAct(words, frozenset(stems(words)[1 : _OBJECT + 1])))
    return tuple(found)


def _promising(text: str) -> Iterator[re.Match[str]]:
    """The verbs that promise something, not those of a condition behind it ("provided they work and pay tax")."""
    bound = [(mark.start, mark.end + _STRETCH) for mark in find_conditions(text) if text[: mark.start].strip()]
    for verb in _verbs().finditer(text):
        if not any(start <= verb.start() < end for start, end in bound):
            yield verb


def _share(act: PromisedAct, other: Statement) -> float:
    return len(act.about & other.stems) / len(act.about) if act.about else 0.0


@cache
def _verbs() -> re.Pattern[str]:
    """A verb of promising where an act begins: at the start, behind a comma, "and", "will", or with a capital.

    Behind "to" stands a purpose.
    """
    verbs = phrases(verb for verb in cues()["promising"] if verb not in _HOW)
    return re.compile(
        r"(?:^[\s•*–—-]{0,6}|[,;:]\s|\s[-–—]\s|\b(?:and|or|will|would|also|be|we|[a-z]{2,14}ly)\s)"
        rf"(?P<verb>(?i:{verbs}))(?![\w-])"
        rf"|(?<![\w’'-])[a-z\d][\w’'-]{{0,20}}\s(?P<bare>(?=[A-Z])(?i:{verbs}))(?![\w-])"
    )
