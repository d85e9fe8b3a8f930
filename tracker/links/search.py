"""Search: threads and claims by words a person types, through names and over typing errors."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pydantic import BaseModel
from rapidfuzz.distance import OSA

from tracker.claims.claim import Claim
from tracker.config.verdict import Alias
from tracker.links.index import NAME_MARK, StemWeights
from tracker.links.link import Thread
from tracker.links.names import Names
from tracker.links.thread import by_id
from tracker.wording.fold import STOP, fold, stems
from tracker.wording.fold import words as words_of

FLOOR = 0.34
"""Share of the query's weight that a hit must have: of three words as rare as each other, more than one."""
PHRASE = 0.2
"""Added when the query stands in the claim word for word."""
SHORT, LONG = 4, 7
"""Letters from which one typing error, and two, are forgiven: an error in a three-letter word makes another word."""


class Hit(BaseModel, frozen=True, extra="forbid"):
    """A thread with the claim in it that answers best, or a claim that stands in no thread."""

    thread: Thread | None
    claim: Claim
    score: float
    """0–1: share of the query's weight found, and a little more for the very words."""
    why: tuple[str, ...]


def search(
    words: str, threads: Sequence[Thread], claims: Iterable[Claim], *, aliases: Iterable[Alias | Sequence[str]] = ()
) -> tuple[Hit, ...]:
    """Best first; of equals the thread with the earliest claim, then single claims in the order given."""
    inside = {name for thread in threads for claim in thread.claims for name in (claim.id, *claim.former)}
    loose = list({claim.id: claim for claim in claims if claim.id not in inside}.values())
    texts = [claim.text for thread in threads for claim in thread.claims] + [claim.text for claim in loose]
    names = Names.of((*aliases, *(thread.aliases for thread in threads if thread.aliases)), texts)
    query = _Query.of(words, names, texts)
    hits = [max((query.hit(thread, claim) for claim in thread.claims), key=lambda hit: hit.score) for thread in threads]
    hits += [query.hit(None, claim) for claim in loose]
    return tuple(sorted((hit for hit in hits if hit.score >= FLOOR), key=lambda hit: -hit.score))


def find(
    asked: str, threads: Sequence[Thread], claims: Iterable[Claim], *, aliases: Iterable[Alias | Sequence[str]] = ()
) -> tuple[Thread, ...]:
    """The thread of that id; else the threads that answer the words, best first, each once."""
    exact = by_id(threads, asked)
    if exact:
        return (exact,)
    hits = search(asked, threads, claims, aliases=aliases)
    return tuple({hit.thread.id: hit.thread for hit in hits if hit.thread}.values())


@dataclass(frozen=True, slots=True)
class _Query:
    phrase: str
    names: Names
    weights: StemWeights
    wanted: Mapping[str, float]
    """Stem → weight."""
    readings: Mapping[str, Mapping[str, float]]
    """A stem that no text has → stems it may have been meant for, with how sure that is."""
    notes: tuple[str, ...]

    @classmethod
    def of(cls, words: str, names: Names, texts: Sequence[str]) -> "_Query":
        held = [names.terms(text) for text in texts]
        weights = StemWeights(held, years=True)
        known = frozenset(stem for terms in held for stem in terms.stems)
        wanted = names.terms(words).stems | names.terms(words.upper()).stems
        readings = {stem: _meant(stem, known) for stem in sorted(wanted - known) if not stem.startswith(NAME_MARK)}
        named = {found.canonical: found.surface for found in (*names.found(words.upper()), *names.found(words))}
        return cls(
            phrase=fold(words),
            names=names,
            weights=weights,
            wanted={stem: weights.of(stem) for stem in sorted(wanted)},
            readings=readings,
            notes=tuple(
                f"“{surface}” is a name for {canonical}"
                for canonical, surface in sorted(named.items())
                if fold(surface) != fold(canonical)
            ),
        )

    def hit(self, thread: Thread | None, claim: Claim) -> Hit:
        held = self.names.terms(claim.text).stems
        found = {stem: self._share(stem, held) for stem in self.wanted}
        whole = sum(self.wanted.values()) or 1.0
        share = sum(self.wanted[stem] * part for stem, part in found.items()) / whole
        phrase = PHRASE if self.phrase and f" {self.phrase} " in f" {fold(claim.text)} " else 0.0
        score = round(min(1.0, share + phrase), 4) if share else 0.0
        return Hit(thread=thread, claim=claim, score=score, why=(*self.notes, *self._words(claim, held)))

    def _share(self, stem: str, held: frozenset[str]) -> float:
        if stem in held:
            return 1.0
        return max((sure for meant, sure in self.readings.get(stem, {}).items() if meant in held), default=0.0)

    def _words(self, claim: Claim, held: frozenset[str]) -> list[str]:
        surface = {stem: word for word in reversed(words_of(claim.text)) if word not in STOP for stem in stems(word)}
        met = [surface[stem] for stem in self.wanted if stem in surface]
        guessed = [
            f"“{stem}” read as “{surface.get(meant, meant)}”"
            for stem, readings in self.readings.items()
            for meant in sorted(set(readings) & held)
        ]
        return ([f"words: {', '.join(sorted(set(met)))}"] if met else []) + guessed


def _meant(stem: str, known: Iterable[str]) -> dict[str, float]:
    """Known stems within one or two typing errors (insertion, deletion, other letter, two letters swapped)."""
    allowed = 0 if len(stem) < SHORT or stem[-1].isdigit() else 1 if len(stem) < LONG else 2
    meant = {}
    for other in sorted(known) if allowed else ():
        distance = OSA.distance(stem, other, score_cutoff=allowed)
        if distance <= allowed and not other.startswith(NAME_MARK):
            meant[other] = 1.0 - distance / len(stem)
    return meant
