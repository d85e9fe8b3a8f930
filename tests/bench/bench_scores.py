"""How right scores are on real pairs: `python tests/bench/bench_scores.py`, with the shared data beside the checkout.

Pairs of real manifesto sentences that readers called the same pledge or not, and the restated stages of seven real pledges.
Where a mark is chosen, it is chosen without the party that it is told of: the least one at which .95 of the pairs without
that party are right.
"""

import csv
import json
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from shareddata import SHARED

from tracker.claims.find import find_claims
from tracker.config.settings import Settings
from tracker.extract.plain import read
from tracker.links.candidates import nearest
from tracker.links.index import StemWeights
from tracker.links.names import Names
from tracker.links.weave import BEST, ONLY, SECOND

DATA = SHARED / "data"
GOAL = 0.95
BANDS = (0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 9.0)
PARTY = {"Con": "conservative", "Lab": "labour", "LD": "libdem"}
DRAWS = 100


@dataclass(frozen=True, slots=True)
class JudgedPair:
    """Two sentences, whether a reader calls them one pledge, and whose they are."""

    earlier: str
    later: str
    relation: str
    parties: tuple[str, str]
    score: float
    claims: bool
    """Whether the tool finds a pledge or an aim in both, without which nothing is linked."""

    @property
    def is_same(self) -> bool:
        """One pledge."""
        return self.relation == "same"


def run() -> Iterator[str]:
    """Tables of the pairs, then of the threads."""
    given, older = list(_gold()), list(_manifestos())
    marks = Settings()
    yield "| pairs | n | AP | right at likely | same in likely | in likely and review |"
    yield "|---|--:|--:|--:|--:|--:|"
    both = [*given, *older]
    found = [pair for pair in both if pair.claims]
    own = [pair for pair in found if pair.parties[0] == pair.parties[1]]
    rows = {"gold-pairs-dev, text alone": given, "pledge-links-uk, text alone": older}
    rows |= {"both, two claims": found, "both, two claims of one party": own}
    for name, pairs in rows.items():
        yield _row(name, pairs, marks.likely, marks.review)
    for party in sorted({party for pair in own for party in pair.parties}):
        yield _row(f"… of {party}", [pair for pair in own if party in pair.parties], marks.likely, marks.review)
    yield ""
    yield f"The mark chosen without each party, for {GOAL} right of two claims: " + _across(found)
    yield "The same of one party's pairs: " + _across(own)
    yield ""
    yield "| score | two claims | one pledge | of one party | one pledge |"
    yield "|--:|--:|--:|--:|--:|"
    for least, most in zip((0.0, *BANDS), BANDS, strict=False):
        counts = [[pair.is_same for pair in of if least <= pair.score < most] for of in (found, own)]
        yield f"| {least:.2f} | " + " | ".join(f"{len(one)} | {_share(one)}" for one in counts) + " |"
    yield ""
    yield "| stages of pledge-threads.json, right pledge first (among three) | one phrasing known | five |"
    yield "|---|--:|--:|"
    for named in (True, False):
        yield f"| {'with' if named else 'without'} their names | " + " | ".join(_first(named, k) for k in (1, 5)) + " |"


def judged() -> list[JudgedPair]:
    """All pairs that readers judged."""
    return [*_gold(), *_manifestos()]


def _gold() -> Iterator[JudgedPair]:
    for line in (DATA / "gold-pairs-dev.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        parties = tuple(row[side]["doc"].rsplit("-", 1)[0] for side in ("earlier", "later"))
        yield _pair(row["earlier"]["text"], row["later"]["text"], row["relation"], parties)


def _manifestos() -> Iterator[JudgedPair]:
    text = (DATA / "pledge-links-uk.tsv").read_text(encoding="utf-8")
    for row in csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE):
        relation = {"2": "same", "1": "related"}.get(row["link"], "different")
        party = PARTY[row["party"]]
        yield _pair(row["old_text"], row["new_text"], relation, (party, party))


def _pair(earlier: str, later: str, relation: str, parties: tuple[str, ...]) -> JudgedPair:
    score = next((one.score for one in nearest([later], [earlier], limit=1)[0]), 0.0)
    one, other = parties
    claims = _is_claim(earlier, one) and _is_claim(later, other)
    return JudgedPair(earlier, later, relation, (one, other), score, claims)


def _is_claim(text: str, party: str) -> bool:
    kind = "department" if party == "coalition" else "party"
    publisher = "cabinet-office" if party == "coalition" else party
    document = read(f"# Manifesto\n\n{text}\n", publisher=publisher, publisher_type=kind)
    return any(claim.kind in {"pledge", "aspiration"} for claim in find_claims(document))


def _row(name: str, pairs: Sequence[JudgedPair], likely: float, review: float) -> str:
    linked = [pair.is_same for pair in pairs if pair.score >= likely]
    same = [pair.score for pair in pairs if pair.is_same]
    recalls = " | ".join(_share([score >= mark for score in same]) for mark in (likely, review))
    return f"| {name} | {len(pairs)} | {_precision(pairs):.3f} | {_share(linked)} of {len(linked)} | {recalls} |"


def _precision(pairs: Sequence[JudgedPair]) -> float:
    right = [pair.is_same for pair in sorted(pairs, key=lambda one: -one.score)]
    met = list(accumulate(right))
    return sum(met[place] / (place + 1) for place, same in enumerate(right) if same) / max(1, sum(right))


def _across(pairs: Sequence[JudgedPair]) -> str:
    """Each party's pairs at the mark that the others choose."""
    parties = sorted({party for pair in pairs for party in pair.parties})
    linked, same, marks = [], [], []
    for party in parties:
        mark = _mark([pair for pair in pairs if party not in pair.parties])
        marks.append(mark)
        mine = [pair for pair in pairs if party in pair.parties]
        linked += [pair.is_same for pair in mine if pair.score >= mark]
        same += [pair.score >= mark for pair in mine if pair.is_same]
    return f"{min(marks):.2f} to {max(marks):.2f}; right {_share(linked)} of {len(linked)}, same found {_share(same)}."


def _mark(pairs: Sequence[JudgedPair]) -> float:
    ordered = sorted(pairs, key=lambda one: -one.score)
    met = list(accumulate(pair.is_same for pair in ordered))
    return min((ordered[place].score for place, right in enumerate(met) if right >= GOAL * (place + 1)), default=1.0)


def _share(found: Sequence[bool]) -> str:
    return f"{sum(found) / len(found):.3f}" if found else "–"


def _first(named: bool, known: int) -> str:  # noqa: FBT001 - a column of the table
    pledges: list[dict[str, Any]] = json.loads((DATA / "pledge-threads.json").read_text(encoding="utf-8"))
    stages = [(number, stage["claim"]) for number, pledge in enumerate(pledges) for stage in pledge["stages"]]
    texts = [text for _, text in stages]
    names = Names.of([pledge["aliases"] for pledge in pledges] if named else (), texts)
    terms = [names.terms(text) for text in texts]
    weights = StemWeights(terms)
    scores = [[weights.score(one, other) for other in terms] for one in terms]
    ranks = [rank for _, rank in ranked_stages([number for number, _ in stages], scores, known)]
    return f"{_share([rank == 0 for rank in ranks])} ({_share([rank < 3 for rank in ranks])})"


def ranked_stages(threads: Sequence[int], scores: Sequence[Sequence[float]], known: int) -> list[tuple[int, int]]:
    """Of each stage that is not among the known ones its thread, and at which place that comes, in all draws.

    `threads` is the thread of each stage; of each so many stages are drawn as known.
    """
    draw = random.Random(1)
    members = [[at for at, one in enumerate(threads) if one == number] for number in range(max(threads) + 1)]
    found = []
    for _ in range(DRAWS):
        drawn = [draw.sample(places, min(known, len(places) - 1)) for places in members]
        for place, number in enumerate(threads):
            if place not in drawn[number]:
                near = [of_thread([scores[place][at] for at in places]) for places in drawn]
                found.append((number, sorted(range(len(near)), key=lambda one: -near[one]).index(number)))
    return found


def of_thread(scores: list[float]) -> float:
    """The score of a thread whose known members have these."""
    best, *others = sorted(scores, reverse=True)
    return BEST * best + SECOND * others[0] if others else ONLY * best


if __name__ == "__main__":
    if DATA.exists():
        for line in run():
            print(line, flush=True)
    else:
        print("The shared data is absent: nothing is measured.")
