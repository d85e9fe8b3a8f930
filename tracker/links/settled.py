"""Settled: what has become of a person's verdicts since claims are read otherwise. None is dropped without a word."""

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.claims.claim import Claim
from tracker.claims.verdicts import concerns, is_same, meant_of
from tracker.config.verdict import ClaimVerdict, LinkVerdict, ThreadVerdict, Verdicts
from tracker.links.stage import stages
from tracker.links.verdicts import StageVerdicts


@dataclass(frozen=True, slots=True)
class OpenVerdict:
    """A verdict on a sentence that is several claims now, and those of them that it could mean."""

    verdict: ClaimVerdict | LinkVerdict | ThreadVerdict
    parts: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Settled:
    """How many verdicts stand as they did, how many moved to a claim with another id, and which must be decided again."""

    stand: int
    moved: int
    again: tuple[OpenVerdict, ...]


def settled(verdicts: Verdicts, claims: Sequence[Claim]) -> Settled:
    """Of the verdicts on claims, links and threads that are not withdrawn. `claims` as found, before any verdict."""
    ordered = stages([claim for claim in claims if claim.is_claim])
    known = StageVerdicts.of(verdicts, ordered)
    again: list[OpenVerdict] = []
    moved = stand = 0
    decided: tuple[LinkVerdict | ThreadVerdict, ...] = (*verdicts.link, *verdicts.thread)
    for verdict in decided:
        if verdict.withdrawn:
            continue
        named = _named(verdict)
        parts = [ordered[at].claim for name in named for at in known.again.get(name, ())]
        again += [OpenVerdict(verdict, tuple(parts))] if parts else []
        moved += not parts and not known.moved.isdisjoint(named)
        stand += not parts and known.moved.isdisjoint(named)
    for one in verdicts.claim:
        if one.withdrawn or one.does == "add":
            continue
        here = [
            claim
            for claim in claims
            if claim.place and concerns(one, claim.place.source or "", claim.place.document or "")
        ]
        meant = {claim.id: claim for claim in meant_of(here, one)}
        again += [OpenVerdict(one, tuple(meant.values()))] if len(meant) > 1 else []
        other = len(meant) == 1 and not any(is_same(claim.text, one.words) for claim in meant.values())
        moved += other
        stand += len(meant) <= 1 and not other
    return Settled(stand, moved, tuple(again))


def documents_named(verdicts: Verdicts) -> frozenset[str] | None:
    """The documents that these verdicts say they are about, as `source` or `source/document`: no other has their claims.

    None where one does not say it, as those from before words were kept: its claims may be anywhere.
    """
    places: list[str | None] = [one.at for one in verdicts.claim if not one.withdrawn]
    for link in verdicts.link:
        places += () if link.withdrawn else (link.earlier_at, link.later_at)
    for thread in verdicts.thread:
        further = (len(thread.split) or bool(thread.join)) - len(thread.other_at)
        places += () if thread.withdrawn else (thread.at, *thread.other_at, *[None] * further)
    return None if None in places else frozenset(place.rpartition("@")[0] for place in places if place)


def _named(verdict: LinkVerdict | ThreadVerdict) -> tuple[str, ...]:
    """The ids of the claims that it is about."""
    if isinstance(verdict, LinkVerdict):
        return verdict.earlier, verdict.later
    threads = [verdict.thread, *([verdict.join] if verdict.join else [])]
    return (*(thread.replace("t-", "c-", 1) for thread in threads), *verdict.split)
