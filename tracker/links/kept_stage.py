"""Kept stage: all that weaving a stage in again, or another one beside it, needs to know of it."""

import json
import zlib
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from tracker.claims.claim import Claim
from tracker.links.index import DIGITS, Terms
from tracker.links.stage import Stage
from tracker.links.weave import Joined, Member

_UNIT = 10**DIGITS
"""A score is noted as a whole number of these."""


@dataclass(slots=True)
class KeptStage:
    """A stage, what is compared of it, which stages are near, and what was decided when it was woven in."""

    stage: Stage
    terms: Terms
    near: dict[int, float] = field(default_factory=dict)
    """Earlier and later ones."""
    joined: Joined = field(default_factory=Joined)

    def told(self) -> bytes:
        """The same, without its claim, to the same bytes."""
        stage, terms, joined = self.stage, self.terms, self.joined
        row = [
            stage.at.isoformat(),
            stage.entered,
            sorted(version[-1] for version in stage.versions),
            sorted(stage.ids),
            sorted(stage.former),
            *map(sorted, (terms.stems, terms.numbers, terms.head, terms.context)),
            [[other, round(score * _UNIT)] for other, score in sorted(self.near.items())],
            joined.to,
            [*map(_row, joined.ties)],
            [*map(_row, joined.offers)],
        ]
        return zlib.compress(json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode(), 1)


def read(told: bytes, claim: Claim) -> KeptStage:
    """The stage of that claim that was told so. ValueError, zlib.error where it is none."""
    row: list[Any] = json.loads(zlib.decompress(told))
    at, entered, versions, ids, former, stems, numbers, head, context, near, to, ties, offers = row
    paper = tuple(entered[:-1])
    stage = Stage(
        claim,
        datetime.fromisoformat(at),
        tuple(entered),
        frozenset((*paper, version) for version in versions),
        frozenset(ids),
        frozenset(former),
    )
    return KeptStage(
        stage,
        Terms(*map(frozenset, (stems, numbers, head, context))),
        {other: score / _UNIT for other, score in near},
        Joined(to, [Member(*one) for one in ties], [Member(*one) for one in offers]),
    )


def number_of(place: int, room: int) -> int:
    """The number of the stage in that place of all, so that others fit before, between and behind."""
    return (place + 1) * room


def spread(one: KeptStage, room: int) -> KeptStage:
    """The same with numbers in the stead of places."""

    def far(tie: Member) -> Member:
        return replace(tie, stage=number_of(tie.stage, room), nearest=number_of(tie.nearest, room))

    joined = one.joined
    return KeptStage(
        one.stage,
        one.terms,
        {number_of(other, room): score for other, score in one.near.items()},
        Joined([number_of(other, room) for other in joined.to], [*map(far, joined.ties)], [*map(far, joined.offers)]),
    )


def _row(one: Member) -> tuple[object, ...]:
    return one.stage, one.nearest, one.score, one.pair, one.confirmed
