"""Score: how near two claims stand, and in words why they are held together."""

from collections.abc import Iterable
from dataclasses import dataclass

from tracker.claims.claim import Claim
from tracker.links.index import StemWeights
from tracker.links.names import Names
from tracker.links.stage import context_of
from tracker.wording.fold import STOP, numbers, stems, words

RIGHT = ((0.60, 0.97), (0.40, 0.84), (0.35, 0.69), (0.30, 0.62), (0.25, 0.49), (0.20, 0.30), (0.0, 0.07))
"""Score from which → share of pairs that are one pledge (docs/links.md). From .40 on of links in a store of fourteen
manifestos, read by people who had no part in the rules (36 of 37; 47 of 56); below also of those it was set on."""
MAX_WORDS = 6
"""Shared words shown as a reason, the rarest ones; more are noise to a reader."""


def share_right(score: float) -> float:
    """How many real pairs of about this score are one pledge, 0 to 1."""
    return next(share for least, share in RIGHT if score >= least)


@dataclass(frozen=True, slots=True)
class Scorer:
    """Compares texts under one set of names and weights."""

    names: Names
    weights: StemWeights

    @classmethod
    def of(cls, texts: Iterable[str], names: Names, *, voices: Iterable[str | None] = ()) -> "Scorer":
        """Weights learnt from these texts and the background; `voices` names the publisher of each text."""
        return cls(names=names, weights=StemWeights([names.terms(text) for text in texts], voices=voices))

    def score(self, earlier: str, later: str) -> float:
        """How alike in rare words, names and numbers, and whether enough is shared: see `StemWeights`."""
        return self.weights.score(self.names.terms(earlier), self.names.terms(later))

    def between(self, earlier: Claim, later: Claim) -> float:
        """The score of two claims, with what they stand under."""
        one, other = (self.names.terms(claim.text, context_of(claim)) for claim in (earlier, later))
        return self.weights.score(one, other)

    def reasons(self, earlier: str, later: str) -> tuple[str, ...]:
        """Names first, then numbers, then the rarest shared words as they stand in the later text."""
        return (*self._names(earlier, later), *_numbers(earlier, later), *self._words(earlier, later))

    def _names(self, earlier: str, later: str) -> list[str]:
        before = {naming.canonical: naming.surface for naming in reversed(self.names.found(earlier))}
        after = {naming.canonical: naming.surface for naming in reversed(self.names.found(later))}
        return [_same_name(before[name], after[name], name) for name in sorted(before.keys() & after.keys())]

    def _words(self, earlier: str, later: str) -> list[str]:
        shared = set(stems(earlier)) & set(stems(later))
        surface = {stem: word for word in reversed(words(later)) if word not in STOP for stem in stems(word)}
        known = [stem for stem in shared & surface.keys() if not stem[-1].isdigit()]
        rarest = sorted(known, key=lambda stem: (-self.weights.of(stem), stem))[:MAX_WORDS]
        return [f"shared words: {', '.join(surface[stem] for stem in rarest)}"] if rarest else []


def _same_name(before: str, after: str, canonical: str) -> str:
    if before.casefold() == after.casefold():
        return f"both name “{after}”"
    return f"“{before}” and “{after}” are names for {canonical}"


def _numbers(earlier: str, later: str) -> list[str]:
    shared = numbers(earlier) & numbers(later)
    return [f"same number: {', '.join(sorted(map(_readable, shared)))}"] if shared else []


def _readable(number: str) -> str:
    return f"{int(number):,}" if number.isdigit() else number
