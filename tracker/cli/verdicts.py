"""What the commands that record a verdict share: who decides, when, what about, and the file it goes to."""

import getpass
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

from tracker.claims.claim import Claim
from tracker.cli.formats import PlainFormat
from tracker.cli.world import World, clock
from tracker.config.keep import keep
from tracker.config.keep import withdraw as take_back
from tracker.config.verdict import LinkVerdict, Verdict
from tracker.desk.gather import all_claims, claim_of
from tracker.errors import UsageError
from tracker.links.stage import stages
from tracker.render.schemas.verdicts import VerdictsKept

RELATIONS = {"same": "are the same pledge", "related": "are related", "different": "are different pledges"}
SHOWN = 100
"""Characters of a claim that are printed back, enough to see that it is the one that was meant."""


def who(by: str | None) -> str:
    """The name that was given, or that of the account. UsageError where there is neither."""
    try:
        return by or getpass.getuser()
    except (OSError, KeyError):
        raise UsageError("It is not known who decides: give --by NAME or set TRACKER_BY.") from None


def today() -> date:
    """The day in London, where the publishers are."""
    return clock().astimezone(ZoneInfo("Europe/London")).date()


def record(world: World, verdict: Verdict, form: PlainFormat, *more: str) -> int:
    """Put the verdict into config/verdicts.toml and say so, with those sentences more for people: 0."""
    path = _file(world)
    keep(path, verdict, lock=world.root / "snapshots" / "verdicts.lock")
    world.answer(
        form,
        text=lambda: world.say(f"Kept in {path}, decided by {verdict.by}.", *more),
        told=lambda: VerdictsKept.of(str(path), "kept", [verdict]),
    )
    return 0


def decide_link(
    world: World,
    one: str,
    other: str,
    relation: Literal["same", "related", "different"],
    *,
    why: str | None,
    by: str | None,
    form: PlainFormat,
) -> int:
    """Record a verdict on the link of two claims, put in time order, and show which they are: 0."""
    if one == other:
        raise UsageError(f"{one[:40]!r} is given twice; name two claims.")
    with world.archive() as archive:
        claims = all_claims(archive, world.config)
    meant = [claim_of(claims, one), claim_of(claims, other)]
    earlier, later = (stage.claim for stage in stages(meant)) if len(stages(meant)) > 1 else meant
    verdict = LinkVerdict(
        earlier=earlier.id,
        later=later.id,
        relation=relation,
        earlier_words=words_of(earlier),
        earlier_at=version_of(earlier),
        later_words=words_of(later),
        later_at=version_of(later),
        by=who(by),
        on=today(),
        why=why,
    )
    return record(world, verdict, form, told(earlier), told(later), RELATIONS[relation])


def withdraw(world: World, ids: Iterable[str], by: str, form: PlainFormat) -> int:
    """Mark as withdrawn every verdict of that person that names all of these ids or names, and say so: 0."""
    wanted = set(ids)
    path = _file(world)
    found = take_back(
        path,
        lambda one: one.by == by and wanted <= _named(one),
        lock=world.root / "snapshots" / "verdicts.lock",
    )
    world.answer(
        form,
        text=lambda: world.say(f"{len(found)} verdict{'' if len(found) == 1 else 's'} of {by} withdrawn."),
        told=lambda: VerdictsKept.of(
            str(path), "withdrawn", [one.model_copy(update={"withdrawn": True}) for one in found]
        ),
    )
    return 0


def _file(world: World) -> Path:
    return world.root / "config" / "verdicts.toml"


def _named(verdict: Verdict) -> set[str]:
    """Every id and name that a verdict speaks of."""
    found: set[str] = set()
    for name in ("earlier", "later", "claim", "thread", "join"):
        if value := getattr(verdict, name, None):
            found.add(value)
    return found | {*getattr(verdict, "names", ()), *getattr(verdict, "split", ())}


def words_of(claim: Claim) -> str:
    """The claim's words on one line that can be shown, as verdicts keep them."""
    return "".join(letter for letter in " ".join(claim.text.split()) if letter.isprintable())


def version_of(claim: Claim) -> str | None:
    """The version in which it was read."""
    return claim.place.version if claim.place else None


def told(claim: Claim) -> str:
    """Id, version and first words of a claim, to show which one was meant."""
    words = words_of(claim)
    short = words if len(words) <= SHOWN else f"{words[:SHOWN].rpartition(' ')[0]} …"
    return f"{claim.id}  {version_of(claim) or 'no version'}  {short}"
