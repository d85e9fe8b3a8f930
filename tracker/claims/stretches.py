"""Stretches: the sentences of a passage as a careful reader would cut them, where a page's lines ran together."""

import re
from collections.abc import Iterable, Iterator

from tracker.claims.offer import is_order
from tracker.extract.document import Sentence

_RUN_IN = re.compile(
    # "Close the old pits We do not accept …": a heading has no full stop, and the prose behind it a capital.
    r"(?<=[a-z]{3}) (?=(?:We|The|This|These|Those|Our|It|There|As|In|For|If|An|They|When|While|By|Under|Since|But|And) "
    r"[a-z]|[A-Z][a-z]{3,14}ing (?:the|our|an?|and|to|of|for|with) )"
)
_BULLET = re.compile(r"(?<=[\w.;,)’%]) [-–—•*] (?=(?P<verb>[A-Z][a-z]{1,14}) )")
_OPENS_A_NOUN = frozenset("no the a an of for to and or with by in on at from our their its any all more".split())
_LEAST = 3
"""Words of a stretch."""


def stretches(sentences: Iterable[Sentence]) -> Iterator[Sentence]:
    """Each sentence, parted where a heading runs into prose or a list's dashes were left in the line."""
    for sentence in sentences:
        at = 0
        for edge, behind in _edges(sentence.text):
            if len(sentence.text[at:edge].split()) >= _LEAST and len(sentence.text[behind:].split()) >= _LEAST:
                yield _part(sentence, at, edge)
                at = behind
        yield _part(sentence, at, len(sentence.text)) if at else sentence


def is_stump(text: str) -> bool:
    """Whether the words break off before they say anything ("ensure no")."""
    words = text.lower().split()
    return len(words) <= _LEAST and words[-1:] != [] and words[-1] in _OPENS_A_NOUN


def _edges(text: str) -> list[tuple[int, int]]:
    """Where a stretch ends and the next begins, in order."""
    bullets = (one.span() for one in _BULLET.finditer(text) if one["verb"] == "Not" or is_order(one["verb"]))
    return sorted((*bullets, *(one.span() for one in _RUN_IN.finditer(text))))


def _part(sentence: Sentence, start: int, end: int) -> Sentence:
    where = {"text": sentence.text[start:end], "start": sentence.start + start, "end": sentence.start + end}
    return sentence.model_copy(update=where)
