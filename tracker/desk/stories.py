"""Stories: what a weightier entry of a list tells already, so that the first entries of the list are about different things.

The same sentence comes to one page and goes from another, a fund is extended on three pages in words that differ, and a page
has an entry of its own beside an edit that it shares: one story each. Nothing is left out; what is told again stands lower.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from tracker.diff.change import Change, Flag, FlagName
from tracker.wording.fold import fold, stems

AGAIN, SAME_PAGE, NEXT = 0.5, 0.8, 0.9
"""What is left of the weight of an edit that was told, of an entry of a page that has one higher up, and of the next edit
of a page of which the first was told."""
_RUNNING = 3
"""Times that one sentence is changed, version by version, from which each is an update that is made every time …"""
_MOST = 50
"""… and how many are counted, of these and of the places of one figure."""
LEAST = 0.3
"""Score from which a change is one that an entry is read for."""
_SAME_MOVE = 0.15
"""Share of the stems of two edits, all sides together, from which the same figure that became the same is one story …"""
_ALIKE = 0.3
"""… from which the same figure that became something like it is …"""
_NEAR = 0.5
"""… and from which those that only came to the same are …"""
_SAME, _END = 0.6, 5
"""The same share from which two sentences that came or went are one, and how many stems at an end they have in common."""
_TELLING = 4
"""… if both have so many."""
_FIGURES: frozenset[FlagName] = frozenset({"money", "number", "date"})


class Told(NamedTuple):
    """An entry as it stands in a list."""

    score: float
    changes: tuple[Change, ...]
    pages: frozenset[str]
    """Addresses of the versions that it is about."""
    rest: float = 0.0
    """The highest score beside its changes: of a fact."""


class _MovedFigure(NamedTuple):
    """A figure that stands in another's place, and what it is said of."""

    new: frozenset[str]
    said: frozenset[str]

    def is_like(self, said: frozenset[str], least: float) -> bool:
        """Whether it is said of so much the same."""
        return len(self.said) >= _TELLING and len(self.said & said) >= least * len(self.said | said)


_Sentences = dict[tuple[str, ...], list[frozenset[str]]]
_Key = tuple[FlagName, str, str]
_Figures = dict[_Key, list[_MovedFigure]]


def weights(entries: Sequence[Told]) -> list[float]:
    """What each entry weighs when those before it have been read; they come by score, the highest first."""
    sentences: _Sentences = defaultdict(list)
    figures: _Figures = defaultdict(list)
    pages: set[str] = set()
    found = []
    running = _running([change for entry in entries for change in entry.changes])
    for entry in entries:
        told = {
            id(change)
            for change in entry.changes
            if change.score >= LEAST and (id(change) in running or _is_told(change, sentences, figures))
        }
        found.append(_left(entry, told) * (SAME_PAGE if entry.pages & pages else 1.0))
        pages |= entry.pages
        for change in entry.changes:
            if change.score >= LEAST:
                _tell(change, sentences, figures)
    return found


def _left(entry: Told, told: set[int]) -> float:
    """The weight of an entry of which these changes were told."""
    first = max(entry.changes, key=lambda change: change.score, default=None)
    if first is None or id(first) not in told:
        return entry.score
    others = (NEXT * change.score for change in entry.changes if id(change) not in told)
    return min(entry.score, max([AGAIN * first.score, entry.rest, *others]))


def _running(changes: Sequence[Change]) -> set[int]:
    """Those of a sentence that is changed again and again."""
    steps = {
        fold(change.old.text): fold(change.new.text) for change in changes if change.old and change.new and change.flags
    }
    back = {new: old for old, new in steps.items()}
    found = set()
    for change in changes:
        if change.old and change.new and change.flags:
            length = 1 + _walk(steps, fold(change.new.text)) + _walk(back, fold(change.old.text))
            if length >= _RUNNING:
                found.add(id(change))
    return found


def _walk(steps: dict[str, str], place: str) -> int:
    """How many steps lead on from a place."""
    length = 0
    while place in steps and length < _MOST:
        place, length = steps[place], length + 1
    return length


def _is_told(change: Change, sentences: _Sentences, figures: _Figures) -> bool:
    """Whether the sentence that came or went did so before, or all its figures changed in a sentence that is like it."""
    said = _said(change)
    if change.old is None or change.new is None:
        return any(
            len(one & said) >= _SAME * len(one | said) for key in _ends(change) for one in sentences[key][-_MOST:]
        )
    own = [flag for flag in change.flags if flag.name in _FIGURES and flag.old and flag.new]
    return bool(own) and all(_is_one(flag, said, figures) for flag in own)


def _is_one(flag: Flag, said: frozenset[str], figures: _Figures) -> bool:
    """Whether it was told in a like sentence: from the same figure to something of this one, or to this one."""
    new = frozenset(stems(flag.new))
    if len(said) < _TELLING or not new:
        return False
    before, after = _keys(flag)
    onward, back = _keys(flag.model_copy(update={"old": flag.new, "new": flag.old}))
    if any(one.is_like(said, _NEAR) for key in (onward, back) for one in figures[key]):
        return True  # extended again: what it is now was what it was there, or the other way round
    return any(one.is_like(said, _alike(new, one.new)) for one in figures[before] if new & one.new) or any(
        one.is_like(said, _NEAR) for one in figures[after]
    )


def _alike(one: frozenset[str], other: frozenset[str]) -> float:
    """How much else two sentences must share in which the same figure became these."""
    return _ALIKE if 2 * len(one & other) < len(one | other) else _SAME_MOVE


def _keys(flag: Flag) -> tuple[_Key, _Key]:
    """A figure by what it was, and by what it is now."""
    return (flag.name, "was", fold(flag.old)), (flag.name, "is", " ".join(sorted(set(stems(flag.new)))))


def _tell(change: Change, sentences: _Sentences, figures: _Figures) -> None:
    said = _said(change)
    for key in _ends(change):
        sentences[key].append(said)
    for flag in change.flags:
        if flag.name in _FIGURES and flag.old and flag.new:
            for key in _keys(flag):
                figures[key] = [*figures[key][-_MOST:], _MovedFigure(frozenset(stems(flag.new)), said)]


def _ends(change: Change) -> list[tuple[str, ...]]:
    """The first stems of a sentence that only came or only went, and its last ones: by these it is found again."""
    side = change.old if change.new is None else change.new if change.old is None else None
    found = stems(side.text) if side else ()
    return [found[:_END], found[-_END:]] if found else []


def _said(change: Change) -> frozenset[str]:
    """Its stems, without those of what changed places."""
    figures = {stem for flag in change.flags for stem in (*stems(flag.old), *stems(flag.new))}
    return frozenset(stem for side in (change.old, change.new) if side for stem in stems(side.text)) - figures
