"""Double: the same items for two people, neither of whom sees what the other has decided, and how often they agree.

What others have decided blind is taken away before the record is read, so that nothing of it shows: not in what is asked,
nor in a thread's stages or a standing. Which items come is the same for everybody with one record: those that others have
decided blind first, then further ones by the hash of their ids.
"""

import hashlib
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import replace
from typing import assert_never

from tracker.cli.deciding import config_of
from tracker.cli.formats import PlainFormat
from tracker.cli.review.terminal import ask
from tracker.cli.review.writing import session_of, waiting_of
from tracker.cli.world import World
from tracker.config.agreement import Agreement, agreements, answer, asked_of_others, without_blind
from tracker.config.load import load_verdicts
from tracker.config.verdict import ChangeVerdict, LinkVerdict, Verdict
from tracker.desk.waiting import ClaimOffer, LinkOffer, Waiting
from tracker.desk.waiting_changes import ChangeOffer
from tracker.render.schemas.agreement import AgreementTold

MOST_TOLD = 20
"""Differences that are listed; of more only how many."""
ENOUGH = 30
"""Items from which on kappa is told without a caveat: its standard error is .18 where half are alike, half by chance."""
NOBODY = "Nobody else has decided on any of these blind yet: `tracker review --double` by another gives the same ones."


def blindfolded(world: World, by: str) -> World:
    """The same without what others have decided blind."""
    return world.decided_by(without_blind(load_verdicts(config_of(world)), by))


def doubled(world: World, waiting: Waiting, *, by: str, number: int) -> Waiting:
    """So many of what waits: what others have decided blind first. Captures are settled once, and never among them.

    `waiting` is of a blindfolded world.
    """
    asked = asked_of_others(load_verdicts(config_of(world)), by)

    def order(offer: ChangeOffer | LinkOffer | ClaimOffer) -> tuple[bool, str]:
        return asked.isdisjoint(_subjects(offer)), hashlib.sha256(offer.id.encode()).hexdigest()

    every: list[ChangeOffer | LinkOffer | ClaimOffer] = [*waiting.changes, *waiting.links, *waiting.claims]
    chosen = {one.id for one in sorted(every, key=order)[:number]}
    return replace(
        waiting,
        changes=tuple(one for one in waiting.changes if one.id in chosen),
        links=tuple(one for one in waiting.links if one.id in chosen),
        claims=tuple(one for one in waiting.claims if one.id in chosen),
        suspects=(),
    )


def review_double(world: World, *, by: str, number: int) -> int:
    """Ask about so many items on the terminal, blind; then say how often that agrees with others: 0."""
    blind = blindfolded(world, by)
    with blind.archive() as archive, blind.pledge_index(archive) as index:
        waiting = doubled(world, waiting_of(blind, archive, index), by=by, number=number)
        session = session_of(blind, index, waiting, by=by, with_seeded=False, only="", is_blind=True)
        code = ask(blind, archive, index, session)
    mine = [one for one in agreements(load_verdicts(config_of(world))) if by in one.people]
    world.say(*(sentences(mine) if mine else [NOBODY]))
    return code


def tell_agreement(world: World, form: PlainFormat) -> int:
    """Say how often people agree who have decided on the same blind: 0."""
    found = agreements(load_verdicts(config_of(world)))
    said = [*sentences(found)] or [NOBODY]
    world.answer(form, text=lambda: world.say(*said), told=lambda: AgreementTold.of(found))
    return 0


def sentences(found: Sequence[Agreement]) -> Iterator[str]:
    """How often they agree, and where they do not."""
    for one in found:
        first, second = one.people
        told = f"{one.kappa:.2f}" if one.kappa is not None else "not defined, as both gave one answer to all"
        alike = one.number - len(one.differ)
        few = "" if one.number >= ENOUGH else " So few say little of how they would agree on more."
        yield (
            f"{first} and {second}, blind, on {one.number} {one.queue[:-1] if one.number == 1 else one.queue}:"
            f" {alike} alike ({one.share:.0%}), Cohen's kappa {told}.{few}"
        )
        for mine, theirs in one.differ[:MOST_TOLD]:
            yield f"  {first}: {answer(mine)}; {second}: {answer(theirs)}: {about(mine)}"
        if len(one.differ) > MOST_TOLD:
            yield f"  and {len(one.differ) - MOST_TOLD} more; --format json lists them all."


def about(verdict: Verdict) -> str:
    """The ids and words that it is about."""
    match verdict:
        case LinkVerdict():
            return f"{verdict.earlier} {verdict.later} “{verdict.earlier_words}” / “{verdict.later_words}”"
        case ChangeVerdict():
            return f"{verdict.change} “{verdict.old_words or ''}” / “{verdict.new_words or ''}”"
        case _:  # a claim
            return f"{getattr(verdict, 'claim', '')} “{getattr(verdict, 'words', '')}”"


def _subjects(offer: ChangeOffer | LinkOffer | ClaimOffer) -> set[Hashable]:
    """As verdicts on it would name what they are about."""
    match offer:
        case LinkOffer():
            return {("link", frozenset({offer.link.earlier, offer.link.later}))}
        case ClaimOffer():
            return {("claim", offer.claim.id)}
        case ChangeOffer():
            return {("change", place) for place in offer.places}
        case _:
            assert_never(offer)
