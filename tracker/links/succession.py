"""Succession: of each commitment of an older document what a later one says: it stands, reworded, perhaps, or not found.

The two documents are linked by themselves, as nobody else's claims compete for theirs; a person's verdicts hold. What no
link joins is not called dropped: it is not found, or perhaps there in words that a person should look at.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from tracker.claims.claim import Claim
from tracker.config.person import People
from tracker.config.settings import Settings
from tracker.config.verdict import Alias, Verdict, Verdicts
from tracker.links.counterparts import Counterpart, Counterparts
from tracker.links.link import Link
from tracker.links.score import Scorer, share_right
from tracker.links.stage import stages
from tracker.links.thread import Woven
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

    What no link joins is perhaps there where a counterpart scores `settings.review`, or both name a thing that few name.
    """
    settings = settings.model_copy(update={"window_years": _NEVER_TOO_FAR})
    known = [one for one in (*older, *newer) if one.is_claim and one.confidence >= settings.claim_confidence]
    woven = Woven.of(stages(known), verdicts=verdicts, aliases=aliases, settings=settings, people=people)
    later = {claim.id: claim for claim in newer}
    now = {fold(claim.text): claim for claim in reversed(newer)}
    before = {fold(claim.text) for claim in older}
    home = {claim.id: thread for thread in woven.threads(told=True) for claim in thread.claims}
    counterparts = Counterparts(commitments(older), commitments(newer), woven.scorer, mark=settings.review)
    apart = _apart(woven)
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
        near = counterparts.of(claim, without=apart[claim.id])
        rows.append(_perhaps(claim, near, woven.scorer) if near else Succession("not_found", claim, None))
    taken = {row.new.id for row in rows if row.new is not None}
    rows += [
        Succession("new", None, claim)
        for claim in commitments(newer)
        if claim.id not in taken and fold(claim.text) not in before
    ]
    return tuple(rows)


def _perhaps(claim: Claim, near: Counterpart, scorer: Scorer) -> Succession:
    link = Link(
        earlier=claim.id,
        later=near.claim.id,
        relation="same",
        standing="review",
        score=round(near.score, 4),
        share_right=share_right(near.score),
        reasons=scorer.reasons(claim.text, near.claim.text),
    )
    return Succession("perhaps", claim, near.claim, link)


def _apart(woven: Woven) -> Mapping[str, frozenset[str]]:
    """Of each claim those that a person called another pledge, or merely related."""
    found: dict[str, frozenset[str]] = defaultdict(frozenset)
    for (earlier, later), verdict in woven.decided.relations.items():
        if verdict.relation != "same":
            for one in woven.stages[earlier].ids:
                found[one] |= woven.stages[later].ids
    return found


def commitments(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Those that commit somebody."""
    return tuple(claim for claim in claims if claim.kind in COMMITMENTS)
