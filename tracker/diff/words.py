"""The words that differ inside a pair of sentences: words, never characters ("s**t** → **ld**" cannot be read)."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import Indel

from tracker.diff.anchors import unmoved
from tracker.diff.change import Word
from tracker.patterns import deferred
from tracker.wording.fold import STOP, fold

MIN_KEPT = 0.30
"""Share of the content words that must survive; under it old and new are shown whole (docs/studies/linking.md 6)."""
MAX_ISLAND = 2
"""Words of an unchanged run without content that is dissolved into the changes around it (docs/studies/linking.md 6,
clean-up 2)."""
CELLS = 25_000_000
"""Old times new tokens up to which one stretch is compared token by token (bit-parallel: 64 cells a step, 3 MB)."""
BUDGET = 16 * CELLS
"""The same for all stretches of one pair together, about half a second; a budget of work and not of time, so that the
same texts give the same marks on every machine. What lies beyond it is shown whole, old and new."""

_TOKEN = deferred(r"[£$€]?\d+(?:,\d{3})*+(?:\.\d+)?(?:%|[A-Za-z]+)?|\w+(?:['’-]\w+)*+| |[^\w ]")
_WORD = deferred(r"\w")


@dataclass(frozen=True, slots=True)
class _Run:
    """Tokens `old[a:b]` against `new[c:d]`: equal, or one in the place of the other."""

    equal: bool
    a: int
    b: int
    c: int
    d: int

    def through(self, other: "_Run") -> "_Run":
        return _Run(self.equal, self.a, other.b, self.c, other.d)


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
    """What the two have in common, in order: exactly within the budget, by their unique tokens beyond it."""
    ids: dict[str, int] = {}  # rapidfuzz compares by hash, and a one-character string equals its code point: use ints
    old_ids = [ids.setdefault(token, len(ids)) for token in left]
    new_ids = [ids.setdefault(token, len(ids)) for token in right]
    head = _shared(old_ids, new_ids)
    tail = _shared(old_ids[head:][::-1], new_ids[head:][::-1])
    stretch = (head, len(left) - tail, head, len(right) - tail)
    runs = [
        _Run(True, 0, head, 0, head),
        *_stretch(old_ids, new_ids, stretch),
        _Run(True, stretch[1], len(left), stretch[3], len(right)),
    ]
    return _joined(run for run in runs if run.a < run.b or run.c < run.d)


def _shared(old: Sequence[int], new: Sequence[int]) -> int:
    """How many first tokens are the same."""
    return next(
        (at for at, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), min(len(old), len(new))
    )


def _stretch(old: Sequence[int], new: Sequence[int], bounds: tuple[int, int, int, int]) -> Iterator[_Run]:
    """One stretch whole if it is small enough, else cut at the tokens that stand once on each side."""
    a, b, c, d = bounds
    if (b - a) * (d - c) <= CELLS:
        yield from _exact(old, new, bounds)
        return
    spent = 0
    for cut in _cuts(old, new, bounds):
        if cut.equal:
            yield cut
            continue
        spent += (cut.b - cut.a) * (cut.d - cut.c)
        if (cut.b - cut.a) * (cut.d - cut.c) <= CELLS and spent <= BUDGET:
            yield from _exact(old, new, (cut.a, cut.b, cut.c, cut.d))
        else:
            yield cut


def _exact(old: Sequence[int], new: Sequence[int], bounds: tuple[int, int, int, int]) -> Iterator[_Run]:
    a, b, c, d = bounds
    for code in Indel.opcodes(old[a:b], new[c:d]):
        yield _Run(code.tag == "equal", a + code.src_start, a + code.src_end, c + code.dest_start, c + code.dest_end)


def _cuts(old: Sequence[int], new: Sequence[int], bounds: tuple[int, int, int, int]) -> Iterator[_Run]:
    """The stretch as equal tokens, unique on both sides and in order, and what lies between them."""
    a, b, c, d = bounds
    counts, others = Counter(old[a:b]), Counter(new[c:d])
    place = {token: at for at, token in enumerate(new[c:d], start=c) if others[token] == 1}
    pairs = [
        (index, place[token]) for index, token in enumerate(old[a:b], start=a) if counts[token] == 1 and token in place
    ]
    run = unmoved([at for _, at in pairs])
    for order, (index, at) in enumerate([*pairs, (b, d)]):
        if order in run or order == len(pairs):
            yield _Run(False, a, index, c, at)
            yield _Run(True, index, min(index + 1, b), at, min(at + 1, d))
            a, c = index + 1, at + 1


def _joined(runs: Iterable[_Run]) -> list[_Run]:
    """Neighbours of one kind as one run: rapidfuzz yields no replacements, only removals and insertions."""
    joined: list[_Run] = []
    for run in runs:
        if joined and joined[-1].equal == run.equal:
            joined[-1] = joined[-1].through(run)
        else:
            joined.append(run)
    return joined


def _without_islands(runs: Sequence[_Run], left: Sequence[str]) -> list[_Run]:
    """An unchanged run between two changes is dissolved into them when it holds nothing to hold on to."""
    kept: list[_Run] = []
    for run in runs:
        if not run.equal and len(kept) > 1 and _is_island(kept[-2], kept[-1], run, left):
            kept.pop()
            kept[-1] = kept[-1].through(run)
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
