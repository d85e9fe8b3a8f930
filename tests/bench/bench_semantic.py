"""Whether meaning puts lists into a better order: `python tests/bench/bench_semantic.py`, with the extra `semantic`.

On the shared data beside the checkout. The weight of meaning is chosen without the party, or the thread, that it is told of,
and told beside the order by words alone.
"""

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[1]))

from bench_scores import DATA, JudgedPair, judged, ranked_stages

from tracker.links.index import StemWeights
from tracker.links.names import Names
from tracker.links.semantic.ranking import WEIGHT
from tracker.links.semantic.sentence_model import SentenceModel

WEIGHTS = (0.0, 0.1, 0.2, 0.3, 0.5, 0.75, 1.0, 2.0)
Table = list[list[float]]


def run() -> Iterator[str]:
    """Pairs, then threads."""
    model = SentenceModel()
    pairs = [pair for pair in judged() if pair.claims]
    near = model.nearness([(pair.earlier, pair.later) for pair in pairs])
    yield from _pairs(pairs, near)
    yield ""
    yield from _threads(model)


def _pairs(pairs: Sequence[JudgedPair], near: Sequence[float]) -> Iterator[str]:
    every = range(len(pairs))

    def precision(places: Sequence[int], weight: float) -> float:
        order = sorted(places, key=lambda at: -(pairs[at].score + weight * near[at]))
        right = [pairs[at].is_same for at in order]
        met = list(accumulate(right))
        return sum(met[at] / (at + 1) for at, same in enumerate(right) if same) / max(1, sum(right))

    yield f"Pairs of two claims, {len(pairs)}, {sum(pair.is_same for pair in pairs)} the same. Average precision by weight:"
    yield " · ".join(f"{weight:g}: {precision(every, weight):.3f}" for weight in WEIGHTS)
    yield ""
    yield "| party left out | pairs | same | weight that the others choose | words | with meaning | … at the weight taken |"
    yield "|---|--:|--:|--:|--:|--:|--:|"
    for party in sorted({party for pair in pairs for party in pair.parties}):
        mine = [at for at in every if party in pairs[at].parties]
        others = [at for at in every if party not in pairs[at].parties]
        chosen = max(WEIGHTS, key=lambda weight: (precision(others, weight), -weight))
        told = [precision(mine, weight) for weight in (0.0, chosen, WEIGHT)]
        same = sum(pairs[at].is_same for at in mine)
        yield f"| {party} | {len(mine)} | {same} | {chosen:g} | " + " | ".join(f"{one:.3f}" for one in told) + " |"


def _threads(model: SentenceModel) -> Iterator[str]:
    pledges: list[dict[str, Any]] = json.loads((DATA / "pledge-threads.json").read_text(encoding="utf-8"))
    stages = [(number, stage["claim"]) for number, pledge in enumerate(pledges) for stage in pledge["stages"]]
    texts = [text for _, text in stages]
    flat = model.nearness([(one, other) for one in texts for other in texts])
    near = [flat[at : at + len(texts)] for at in range(0, len(flat), len(texts))]
    yield f"Right thread first (among three), {len(pledges)} threads, {len(stages)} stages; one thread left out each time."
    yield ""
    yield "| names | wordings known | words | weights that the others choose | with meaning | … at the weight taken |"
    yield "|---|--:|--:|--:|--:|--:|"
    for named in (True, False):
        names = Names.of([pledge["aliases"] for pledge in pledges] if named else (), texts)
        terms = [names.terms(text) for text in texts]
        weights = StemWeights(terms)
        words = [[weights.score(one, other) for other in terms] for one in terms]
        for known in (1, 5):
            yield f"| {'with' if named else 'without'} | {known} | " + _left_out(stages, words, near, known)


def _left_out(stages: Sequence[tuple[int, str]], words: Table, near: Table, known: int) -> str:
    ranks = {weight: _ranks(stages, words, near, known, weight) for weight in WEIGHTS}
    pledges = {number for number, _ in stages}
    chosen: list[float] = []
    found: list[int] = []
    for out in sorted(pledges):
        others = {
            weight: _first(rank for number, rank in found_at if number != out) for weight, found_at in ranks.items()
        }
        best = max(WEIGHTS, key=lambda weight: (others[weight], -weight))
        chosen.append(best)
        found += [rank for number, rank in ranks[best] if number == out]
    told = [_told([rank for _, rank in ranks[weight]]) for weight in (0.0, WEIGHT)]
    return f"{told[0]} | {min(chosen):g} to {max(chosen):g} | {_told(found)} | {told[1]} |"


def _ranks(
    stages: Sequence[tuple[int, str]], words: Table, near: Table, known: int, weight: float
) -> list[tuple[int, int]]:
    scores = [
        [one + weight * other for one, other in zip(*rows, strict=True)] for rows in zip(words, near, strict=True)
    ]
    return ranked_stages([number for number, _ in stages], scores, known)


def _first(ranks: Iterable[int]) -> float:
    every = list(ranks)
    return sum(rank == 0 for rank in every) / len(every)


def _told(ranks: Sequence[int]) -> str:
    first, three = (sum(rank < most for rank in ranks) / len(ranks) for most in (1, 3))
    return f"{first:.3f} ({three:.3f})"


if __name__ == "__main__":
    if DATA.exists():
        for line in run():
            print(line, flush=True)
    else:
        print("The shared data is absent: nothing is measured.")
