"""Story: what became of what somebody asks about: every claim that names it, in time order, and what turned."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Literal

from tracker.claims.claim import Claim, Place
from tracker.config.verdict import Alias
from tracker.links.link import Link, Thread
from tracker.links.names import Names
from tracker.links.naming import name_of
from tracker.links.search import ClaimHit, answering
from tracker.links.semantic.ranking import Meaning, Ranking, meant, ranked
from tracker.links.thread import by_id
from tracker.links.turns import PledgeTurn, said_at, turns

StoryMatch = Literal["exact", "near", "none"]
_BEFORE_ALL = datetime.min.replace(tzinfo=UTC)
_MOST_NEAR = 12
"""Near claims that are shown: the rest are too far off to be worth a look."""


@dataclass(frozen=True, slots=True)
class StoryLine:
    """A claim that names it, and what turned with it."""

    claim: Claim
    score: float
    link: Link | None
    """To the claim it follows; None for the first of a thread."""
    turns: tuple[PledgeTurn, ...]


@dataclass(frozen=True, slots=True)
class PledgeStory:
    """What the record says of some words, of a name, or of one thread."""

    asked: str
    match: StoryMatch
    """Near: nothing says it, and these are the nearest. None: nothing is like it."""
    name: str
    thread: Thread | None
    """The one that it is about, where one is: most of the claims are its stages."""
    threads: tuple[Thread, ...]
    """All that name it, best first."""
    lines: tuple[StoryLine, ...]
    """In time order."""
    notes: tuple[str, ...] = ()
    """How the words were read: typing errors, names."""
    ranking: Ranking | None = None
    """By what threads were ordered, and near claims chosen; None for a thread's id."""

    def within(self, sources: frozenset[str]) -> "PledgeStory":
        """The same with the claims of these sources alone."""
        lines = tuple(line for line in self.lines if line.claim.place and line.claim.place.source in sources)
        kept = {line.claim.id for line in lines}
        threads = tuple(one for one in self.threads if any(claim.id in kept for claim in one.claims))
        return replace(self, lines=lines, threads=threads, match=self.match if lines else "none")

    @property
    def turns(self) -> tuple[PledgeTurn, ...]:
        """What counts as a change, in time order."""
        return tuple(turn for line in self.lines for turn in line.turns if turn.counts)


def story(
    asked: str,
    threads: Sequence[Thread],
    *,
    aliases: Iterable[Alias | Sequence[str]] = (),
    names: Names | None = None,
    meaning: Meaning | None = None,
) -> PledgeStory:
    """Of a thread's id, or of words. `threads` may be those alone that may answer; then `names` are the whole record's.

    With `meaning` threads, and the near claims that are shown, are those nearest in words and meaning: never is a claim
    found by it that words do not find, or called exact.
    """
    whole = by_id(threads, asked)
    if whole is not None:
        scores = dict.fromkeys((claim.id for claim in whole.claims), 1.0)
        return PledgeStory(asked, "exact", name_of(whole), whole, (whole,), tuple(_lines([whole], scores)))
    found = answering(asked, [claim for thread in threads for claim in thread.claims], aliases=aliases, names=names)
    match: StoryMatch = found[0].match if found else "none"
    order = _in_order(asked, [hit for hit in found if hit.match == match], meaning)
    if match == "near":
        order = order[:_MOST_NEAR]
    taken, scores = [hit for hit, _ in order], {hit.claim.id: score for hit, score in order}
    chosen = _best_first(threads, scores)
    about = _about(chosen, scores) if match == "exact" else None
    if about is not None:  # its other stages say it under other names
        scores = {**dict.fromkeys((claim.id for claim in about.claims), 0.5), **scores}
    notes = tuple(dict.fromkeys(why for hit in taken for why in hit.why if not why.startswith("words: ")))
    name = name_of(about) if about is not None else f"“{asked}”"
    ranking: Ranking = "lexical" if meaning is None else "semantic"
    return PledgeStory(asked, match, name, about, tuple(chosen), tuple(_lines(chosen, scores)), notes, ranking)


def _in_order(asked: str, found: Sequence[ClaimHit], meaning: Meaning | None) -> list[tuple[ClaimHit, float]]:
    return ranked(found, meaning, lambda hit: (hit.score, (asked, meant(hit.claim))), lambda _, score: (-score,))


def _best_first(threads: Sequence[Thread], scores: dict[str, float]) -> list[Thread]:
    """By their best claim, then by how many answer, then by length; of equals the earliest."""

    def order(thread: Thread) -> tuple[float, ...]:
        own = [scores[claim.id] for claim in thread.claims if claim.id in scores]
        return -max(own), -len(own), -len(thread.claims)

    return sorted((thread for thread in threads if any(claim.id in scores for claim in thread.claims)), key=order)


def _about(chosen: Sequence[Thread], scores: dict[str, float]) -> Thread | None:
    """The thread that most of the claims belong to, if one is."""
    sizes = {thread.id: sum(claim.id in scores for claim in thread.claims) for thread in chosen}
    best = max(chosen, key=lambda thread: sizes[thread.id], default=None)
    return best if best is not None and 2 * sizes[best.id] >= sum(sizes.values()) else None


def _lines(threads: Iterable[Thread], scores: dict[str, float]) -> list[StoryLine]:
    """One each, in time order."""
    found = []
    for thread in threads:
        turned = turns(thread)
        links: list[Link | None] = [None, *thread.links]
        for stage, (claim, link) in enumerate(zip(thread.claims, links, strict=True), start=1):
            if claim.id in scores:
                own = tuple(turn for turn in turned if turn.stage == stage)
                found.append(StoryLine(claim=claim, score=scores[claim.id], link=link, turns=own))
    return sorted(found, key=_order)


def _order(line: StoryLine) -> tuple[object, ...]:
    """By time; of one day as their documents read."""
    place = line.claim.place or Place()
    return (said_at(line.claim) or _BEFORE_ALL, place.version or "", line.claim.start, line.claim.id)


def worth_showing(lines: Sequence[StoryLine], room: int) -> tuple[StoryLine, ...]:
    """So many of them, in time order: the first and the newest, those that turned, one of each document, the best."""
    if len(lines) <= room:
        return tuple(lines)
    papers: set[tuple[str | None, ...]] = set()
    ranked = []
    for place, line in enumerate(lines):
        spot = line.claim.place
        paper = (spot.source, spot.document) if spot else (line.claim.id,)
        weight = max((turn.weight for turn in line.turns if turn.counts), default=0.0)
        first = paper not in papers
        papers.add(paper)
        ends = place in {0, len(lines) - 1}
        ranked.append((not ends, -(weight + line.score + (1.0 if first else 0.0)), place))
    kept = sorted(place for *_, place in sorted(ranked)[:room])
    return tuple(lines[place] for place in kept)
