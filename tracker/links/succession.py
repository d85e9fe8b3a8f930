"""Succession: of each commitment of an older document what a later one says: it stands, reworded, perhaps, or not found.

The two documents are linked by themselves, as nobody else's claims compete for theirs; a person's verdicts hold. What no
link joins is not called dropped: it is not found, or perhaps there in words that a person should look at.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from tracker.claims.claim import Claim
from tracker.config.person import People
from tracker.config.settings import Settings
from tracker.config.verdict import Alias, Verdict, Verdicts
from tracker.links.link import Link
from tracker.links.thread import threads
from tracker.links.turns import PledgeTurn, together, turns
from tracker.wording.fold import fold

SuccessionStatus = Literal["stands", "reworded", "perhaps", "not_found", "new"]
COMMITMENTS = frozenset({"pledge", "aspiration"})
"""Kinds of claims that commit somebody; what only reports or claims to be done can follow one, and is none."""
_NEVER_TOO_FAR = 1_000.0
"""Years: who names two documents wants them compared, however far apart they are."""


@dataclass(frozen=True, slots=True)
class Succession:
    """A commitment of one of two documents, and what the other says of it."""

    status: SuccessionStatus
    """`perhaps`: the nearest sentence is shown; nobody has checked it."""
    old: Claim | None
    new: Claim | None
    link: Link | None = None
    turns: tuple[PledgeTurn, ...] = ()

    @property
    def weight(self) -> float:
        """Of its turns together."""
        return together(self.turns)


def succession(
    older: Sequence[Claim],
    newer: Sequence[Claim],
    *,
    verdicts: Verdicts | Iterable[Verdict] = (),
    aliases: Iterable[Alias | Sequence[str]] = (),
    settings: Settings,
    people: People,
) -> tuple[Succession, ...]:
    """The older document's commitments in its order, then the later one's new ones in theirs.

    A candidate counts as perhaps from halfway between the marks `review` and `likely` on.
    """
    settings = settings.model_copy(update={"window_years": _NEVER_TOO_FAR})
    found = threads([*older, *newer], verdicts=verdicts, aliases=aliases, settings=settings, people=people)
    perhaps = (settings.review + settings.likely) / 2
    later = {claim.id: claim for claim in newer}
    now = {fold(claim.text): claim for claim in reversed(newer)}
    before = {fold(claim.text) for claim in older}
    home = {claim.id: thread for thread in found for claim in thread.claims}
    rows: list[Succession] = []
    for claim in commitments(older):
        thread = home.get(claim.id)
        if (same := now.get(fold(claim.text))) is not None:
            rows.append(Succession("stands", claim, same))
            continue
        joined = [one for one in thread.claims if one.id in later] if thread else []
        if thread and joined:
            new = joined[0]
            link = next((one for one in thread.links if one.later == new.id), None)
            turned = tuple(turn for turn in turns(thread) if turn.later == new.id and turn.name != "attributed_on")
            rows.append(Succession("reworded" if turned else "stands", claim, new, link, turned))
            continue
        offers = [
            one
            for one in (thread.candidates if thread else ())
            if claim.id in {one.earlier, one.later} and one.score >= perhaps
        ]
        offered = max(offers, key=lambda one: one.score, default=None)
        other = later.get(offered.later) if offered else None
        rows.append(Succession("perhaps" if other else "not_found", claim, other, offered if other else None))
    taken = {row.new.id for row in rows if row.new is not None}
    rows += [
        Succession("new", None, claim)
        for claim in commitments(newer)
        if claim.id not in taken and fold(claim.text) not in before
    ]
    return tuple(rows)


def commitments(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Those that commit somebody."""
    return tuple(claim for claim in claims if claim.kind in COMMITMENTS)
