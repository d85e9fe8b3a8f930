"""Opposites: one word in the place of another that turns it round (including, excluding), or of its own tense."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import cast

from tracker.patterns import deferred
from tracker.wording.fold import fold, stems
from tracker.wording.shift.shift import Implied, Shift

_WORD = deferred(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*+")
_SHARED = 0.5
"""Share of the shorter text's stems that both have: elsewhere a raise here and a cut there are about two things."""
_PREFIX = deferred(r"(?:un|in|im|ir|il|dis|non-?|de)(?=[a-z]{4})")
_NOT_NEGATED = frozenset(
    "income industry increase include inside involve indeed invest india inform interest instead under".split()
)
_TOLD_TO = deferred(r"\b([^\W\d_]{1,30}ed)\s+(?:not\s+)?to\b", re.IGNORECASE)
_PAIR = {"is": "was", "are": "were"}
_NO_STATE = frozenset("a an the being not also now then still only".split())


def opposite_shifts(old: str, new: str) -> list[Shift]:
    """Words lost and gained that are opposites, where the two texts are wordings of one; at most three."""
    if not _near(old, new):
        return []
    left, right = _WORD.findall(old), _WORD.findall(new)
    lost, gained = _only(left, right), _only(right, left)
    if not lost or not gained:
        return []
    return [*_listed(old, new, lost, gained), *_prefixed(lost, gained), *_tense(old, new, lost, gained)][:3]


def _near(old: str, new: str) -> bool:
    one, other = set(stems(old)), set(stems(new))
    return len(one & other) >= _SHARED * min(len(one), len(other)) > 0


def _only(words: Sequence[str], others: Sequence[str]) -> dict[str, str]:
    """Folded words that stand more often on this side, each as it stands."""
    counts = Counter(map(fold, words)) - Counter(map(fold, others))
    return {fold(word): word for word in words if counts[fold(word)] > 0}


def _listed(old: str, new: str, lost: dict[str, str], gained: dict[str, str]) -> Iterator[Shift]:
    was, now = set(stems(old)), set(stems(new))
    for word, surface in lost.items():
        if _stands(word, now):
            continue  # "closing" and "close"
        for opposite, implies in _table().get(word, ()):
            if _stands(opposite, was):
                continue
            if opposite in gained and (implies or _in_place(old, word, new, opposite)):
                yield Shift("opposite", surface, gained[opposite], implies)
                break


def _stands(word: str, others: set[str]) -> bool:
    """Whether the word stands on the other side in another form; small words have no stem."""
    own = set(stems(word))
    return bool(own) and own <= others


def _prefixed(lost: dict[str, str], gained: dict[str, str]) -> Iterator[Shift]:
    for plain, negated, turned in ((lost, gained, False), (gained, lost, True)):
        for word, surface in negated.items():
            prefix = _PREFIX.match(word) if word not in _NOT_NEGATED else None
            positive = word[prefix.end() :] if prefix else ""
            if positive in plain:
                before, after = (surface, plain[positive]) if turned else (plain[positive], surface)
                yield Shift("opposite", before, after, None)


def _tense(old: str, new: str, lost: dict[str, str], gained: dict[str, str]) -> Iterator[Shift]:
    """What is so, was so: the same word behind both."""
    for word, surface in lost.items():
        other = _PAIR.get(word) or next((now for now, then in _PAIR.items() if then == word and now in gained), "")
        behind = (_following(old, word) & _following(new, other)) - _NO_STATE - _told_to(new)
        if other in gained and behind:
            said = min(behind)
            yield Shift("opposite", f"{surface} {said}", f"{gained[other]} {said}")


def _told_to(text: str) -> set[str]:
    """What somebody is told to do: "was asked to", "were advised not to" repeat a request in the past and turn no state."""
    return {fold(match[1]) for match in _TOLD_TO.finditer(text)}


def _in_place(old: str, word: str, new: str, other: str) -> bool:
    """Whether one stands where the other stood: "above" and "below" are of one thing only beside the same word."""
    behind = _following(old, word) & _following(new, other)
    return bool(behind | (_preceding(old, word) & _preceding(new, other)))


def _preceding(text: str, word: str) -> set[str]:
    words = [fold(one) for one in _WORD.findall(text)]
    return {before for before, after in pairwise(words) if after == word}


def _following(text: str, word: str) -> set[str]:
    words = [fold(one) for one in _WORD.findall(text)]
    return {after for before, after in pairwise(words) if before == word}


@cache
def _table() -> dict[str, list[tuple[str, Implied | None]]]:
    table: dict[str, list[tuple[str, Implied | None]]] = {}
    listed = tomllib.loads(Path(__file__).with_name("opposites.toml").read_text("utf-8"))
    for one, other, there, back in listed["pairs"]:
        for sides, said in (((one, other), there), ((other, one), back)):
            implies = None if said == "-" else cast("Implied", said)
            for word in sides[0].split():
                table.setdefault(word, []).extend((opposite, implies) for opposite in sides[1].split())
    return table
