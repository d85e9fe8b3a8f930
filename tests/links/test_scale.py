"""Many texts at once give what one at a time gives."""

import random
import tracemalloc

import pytest

from tracker.links import scale, shared
from tracker.links.index import SimilarityIndex, StemWeights, Terms

WORDS = [f"word{number}" for number in range(60)] + ["school"]


def made(number: int) -> list[Terms]:
    """Texts of a few words each, some with numbers, some with nothing in common."""
    draw = random.Random(number)
    texts = [draw.sample(WORDS, draw.randint(0, 7)) for _ in range(number)]
    return [
        Terms(frozenset(text), frozenset(draw.sample(["6500", "40", "300"], draw.randint(0, 2))), frozenset(text[:3]))
        for text in texts
    ]


def test_the_same_result_both_ways() -> None:
    """The same texts in the same order with the same scores, ties by place, for a short and a long limit."""
    pytest.importorskip("sparse_dot_topn", reason="the extra `scale` is not installed")
    texts = made(700)
    weights = StemWeights(texts)
    index = SimilarityIndex(weights)
    for text in texts:
        index.add(text)

    for limit in (3, 1000):
        many = list(scale.nearest([*texts[:300], Terms(frozenset({"unheard"}))], texts, weights, limit=limit))
        plain = [index.nearest(query, limit=limit) for query in texts[:300]]
        assert [[place for place, _ in row] for row in many] == [*[[place for place, _ in row] for row in plain], []]
        assert all(
            one == pytest.approx(other)
            for left, right in zip(many, plain, strict=False)
            for (_, one), (_, other) in zip(left, right, strict=True)
        )


def test_few_pairs_need_no_matrices() -> None:
    """Below some millions of pairs the plain index is quicker than making the matrices."""
    assert not scale.is_worth_it(300, 2_000)


def test_numbers_far_apart_take_no_room_between_them() -> None:
    """Kept texts have numbers of thirty bits: a count for each that might be took 5.8 GB for ten edited pages."""
    pytest.importorskip("numpy", reason="the extra `scale` is not installed")
    parts = [
        (weight, sorted({place * 500_009 % 50_000_000 for place in range(step, 4_000, step)}))
        for weight, step in ((1.0, 1), (2.0, 3))
    ]
    shared._by_numpy(parts[1:], 1.0)  # loads what it needs

    tracemalloc.start()
    found = shared._by_numpy(parts, 1.5)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert found == shared._by_loop(parts, 1.5)
    assert peak < 10_000_000
