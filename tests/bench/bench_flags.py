"""How right the flags of links are on real pairs: `python tests/bench/bench_flags.py`, with the shared data beside.

Pairs of manifesto sentences that a reader calls the same pledge, with what that reader says became different. The documents
stand in two parts, by a hash of the later one's name: rules were mended on `mended on` alone. `reworded`, `repeated` and
`renamed` are left out. The interval holds the middle 95 in 100 of the draws of documents with replacement.
"""

import hashlib
import json
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))

from shareddata import SHARED

from tracker.links.flags import flags

LEFT_OUT = frozenset({"reworded", "repeated", "renamed"})
DRAWS = 2_000
SEED = 23


class FlaggedPair(NamedTuple):
    """A pair's later document, the flags that a reader gave it, and those found."""

    document: str
    given: frozenset[str]
    found: frozenset[str]

    @property
    def is_held(self) -> bool:
        """No rule was mended on its document."""
        return int(hashlib.sha256(self.document.encode()).hexdigest(), 16) % 2 == 1


def run() -> Iterator[str]:
    """A row for each part, then one for each flag."""
    pairs = list(_pairs())
    parts = {
        "all": pairs,
        "mended on": [pair for pair in pairs if not pair.is_held],
        "held": [pair for pair in pairs if pair.is_held],
    }
    yield "| part | pairs | right | wrong | missed | micro-F1 | 95 % |"
    yield "|---|--:|--:|--:|--:|--:|---|"
    for name, part in parts.items():
        low, high = _interval(part)
        right, wrong, missed = _counts(part).values()
        yield f"| {name} | {len(part)} | {right} | {wrong} | {missed} | {_f1(part):.3f} | {low:.2f} to {high:.2f} |"
    yield ""
    yield "| flag | right | wrong | missed | F1 |"
    yield "|---|--:|--:|--:|--:|"
    for flag in sorted({flag for pair in pairs for flag in pair.given | pair.found}):
        only = [FlaggedPair(pair.document, pair.given & {flag}, pair.found & {flag}) for pair in pairs]
        right, wrong, missed = _counts(only).values()
        yield f"| {flag} | {right} | {wrong} | {missed} | {_f1(only):.3f} |"


def _pairs() -> Iterator[FlaggedPair]:
    for line in (SHARED / "data" / "gold-pairs-dev.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["relation"] == "same":
            found = flags(row["earlier"]["text"], row["later"]["text"])
            yield FlaggedPair(row["later"]["doc"], frozenset(row["flags"]) - LEFT_OUT, found - LEFT_OUT)


def _counts(pairs: Sequence[FlaggedPair]) -> dict[str, int]:
    counts = Counter({"right": 0, "wrong": 0, "missed": 0})
    for pair in pairs:
        counts["right"] += len(pair.given & pair.found)
        counts["wrong"] += len(pair.found - pair.given)
        counts["missed"] += len(pair.given - pair.found)
    return dict(counts)


def _f1(pairs: Sequence[FlaggedPair]) -> float:
    right, wrong, missed = _counts(pairs).values()
    return 2 * right / max(1, 2 * right + wrong + missed)


def _interval(pairs: Sequence[FlaggedPair]) -> tuple[float, float]:
    """Of documents drawn with replacement: pairs of one document are no independent witnesses."""
    papers: dict[str, list[FlaggedPair]] = defaultdict(list)
    for pair in pairs:
        papers[pair.document].append(pair)
    names, dice = sorted(papers), random.Random(SEED)
    drawn = sorted(
        _f1([pair for name in dice.choices(names, k=len(names)) for pair in papers[name]]) for _ in range(DRAWS)
    )
    return drawn[round(0.025 * DRAWS)], drawn[round(0.975 * DRAWS) - 1]


if __name__ == "__main__":
    for line in run():
        print(line)
