"""The words that differ inside a pair of sentences: words, never characters ("s**t** → **ld**" cannot be read)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from tracker.diff.change import Word
from tracker.wording.fold import STOP, fold

MIN_KEPT = 0.30
"""Share of the content words that must survive; under it old and new are shown whole (linking.md 6)."""
MAX_ISLAND = 2
"""Words of an unchanged run without content that is dissolved into the changes around it (linking.md 6, clean-up 2)."""
MAX_TOKENS = 5_000
"""Above this the comparison, quadratic in memory, is left out and old and new are shown whole (linking.md 6)."""

_TOKEN = re.compile(r"[£$€]?\d+(?:,\d{3})*+(?:\.\d+)?(?:%|[A-Za-z]+)?|\w+(?:['’-]\w+)*+| |[^\w ]")
_WORD = re.compile(r"\w")


@dataclass(slots=True)
class _Run:
    """Tokens `old[a:b]` against `new[c:d]`: equal, or one in the place of the other."""

    equal: bool
    a: int
    b: int
    c: int
    d: int

    def swallow(self, other: "_Run") -> None:
        self.b, self.d = other.b, other.d


def differ(old: str, new: str) -> tuple[Word, ...]:
    """Runs in reading order, the old words before the new. White space counts as single spaces.

    The runs marked same and old join to the old text, those marked same and new to the new one.
    """
    left, right = _tokens(old), _tokens(new)
    runs = _runs(left, right)
    runs = _without_islands(runs, left)
    if len(runs) > 1 and _kept(runs, left, right) < MIN_KEPT:
        runs = [_Run(False, 0, len(left), 0, len(right))]
    return tuple(word for run in runs for word in _words(run, left, right))


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(" ".join(text.split()))


def _runs(left: Sequence[str], right: Sequence[str]) -> list[_Run]:
    if left == right:
        return [_Run(True, 0, len(left), 0, len(right))]
    if max(len(left), len(right)) > MAX_TOKENS:
        return [_Run(False, 0, len(left), 0, len(right))]
    from rapidfuzz.distance import Indel

    ids: dict[str, int] = {}  # rapidfuzz compares by hash, and a one-character string equals its code point: use ints
    old_ids = [ids.setdefault(token, len(ids)) for token in left]
    new_ids = [ids.setdefault(token, len(ids)) for token in right]
    runs: list[_Run] = []
    for code in Indel.opcodes(old_ids, new_ids):
        run = _Run(code.tag == "equal", code.src_start, code.src_end, code.dest_start, code.dest_end)
        if runs and not runs[-1].equal and not run.equal:
            runs[-1].swallow(run)
        else:
            runs.append(run)
    return runs


def _without_islands(runs: Sequence[_Run], left: Sequence[str]) -> list[_Run]:
    """An unchanged run between two changes is dissolved into them when it holds nothing to hold on to."""
    kept: list[_Run] = []
    for run in runs:
        if not run.equal and len(kept) > 1 and _is_island(kept[-2], kept[-1], run, left):
            kept.pop()
            kept[-1].swallow(run)
        else:
            kept.append(run)
    return kept


def _is_island(before: _Run, island: _Run, after: _Run, left: Sequence[str]) -> bool:
    words = [token for token in left[island.a : island.b] if _WORD.search(token)]
    if not words:  # between two pure insertions, or two pure removals, a space or comma still separates them well
        pure = (before.a == before.b and after.a == after.b) or (before.c == before.d and after.c == after.d)
        return not pure
    return len(words) <= MAX_ISLAND and not _content(words)


def _content(tokens: Sequence[str]) -> list[str]:
    return [token for token in tokens if _WORD.search(token) and fold(token) not in STOP]


def _kept(runs: Sequence[_Run], left: Sequence[str], right: Sequence[str]) -> float:
    """Share of the shorter side's content words that stand unchanged; 1 for texts without content words."""
    kept = sum(len(_content(left[run.a : run.b])) for run in runs if run.equal)
    whole = min(len(_content(left)), len(_content(right)))
    return kept / whole if whole else 1.0


def _words(run: _Run, left: Sequence[str], right: Sequence[str]) -> list[Word]:
    old, new = "".join(left[run.a : run.b]), "".join(right[run.c : run.d])
    sides: list[tuple[Literal["same", "old", "new"], str]] = (
        [("same", old)] if run.equal else [("old", old), ("new", new)]
    )
    return [Word(mark=mark, text=text) for mark, text in sides if text]
