"""Deciding: who decides, and that nothing stands against an earlier decision without somebody having been told."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import typer

from tracker.cli.speaking import is_terminal
from tracker.cli.world import World
from tracker.config.contradiction import Contradiction, Decisions
from tracker.config.decider import decider, keep_decider, name_of
from tracker.config.keep import keep
from tracker.config.load import load_verdicts
from tracker.config.verdict import Verdict
from tracker.desk.dates import short
from tracker.errors import UsageError
from tracker.render.safe import safe

ASKED = "Who decides? Your name, as others will read it beside what you decide"
UNKNOWN = "It is not known who decides: give --by NAME or set TRACKER_BY. On a terminal you are asked once."
SHOWN = 20
"""Contradictions that are listed; of more only how many."""


def who(world: World, by: str | None) -> str:
    """The name that was given, else the one that is kept, else the one that a person at a terminal types, which is kept.

    Never the name of the account. UsageError where there is none.
    """
    folder = config_of(world)
    known = by if by is not None else decider(folder)
    try:
        if known is not None:
            return name_of(known)
        if not is_terminal():
            raise UsageError(UNKNOWN)
        name = name_of(typer.prompt(ASKED, err=True))
    except ValueError as error:
        raise UsageError(f"--by: expected {error}.") from None
    path = keep_decider(folder, name)
    typer.echo(f"Kept in {path}; --by names somebody else.", err=True)
    return name


def who_if_known(world: World, by: str | None) -> str | None:
    """As `who`, but None where nobody can be asked: what is decided of a capture needs no name."""
    return who(world, by) if by is not None or is_terminal() else decider(config_of(world))


def config_of(world: World) -> Path:
    """The folder of the configuration."""
    return world.root / "config"


def lock_of(world: World) -> Path:
    """What a second writer of verdicts waits for."""
    return world.root / "snapshots" / "verdicts.lock"


def contradictions(held: Iterable[Verdict] | Decisions, new: Iterable[Verdict]) -> tuple[Contradiction, ...]:
    """What the new ones contradict of what holds; each is held against those before it, too."""
    known = held if isinstance(held, Decisions) else Decisions.of(held)
    found: list[Contradiction] = []
    for verdict in new:
        found += known.against(verdict)
        known.add(verdict)
    return tuple(found)


def decide(world: World, verdicts: Sequence[Verdict], *, anyway: bool) -> tuple[Verdict, ...]:
    """Keep them, all or none: those that had not been said before.

    What says otherwise than a decision that holds is told first: asked about on a terminal, else UsageError without
    `anyway`. Of two people who differ neither is published.
    """
    folder = config_of(world)
    against = contradictions(Decisions.of(load_verdicts(folder)), verdicts)
    if against and not anyway:
        _ask(verdicts, against)
    return keep(folder, *verdicts, lock=lock_of(world))


def told(one: Contradiction) -> str:
    """Who said what, when and why."""
    old = one.old
    day = f" on {short(old.on)}" if old.on else ""
    why = f" ({old.why})" if old.why else ""
    return safe(f"{old.by} decided{day}: {one.says}{why}.")


def _ask(verdicts: Sequence[Verdict], against: Sequence[Contradiction]) -> None:
    lines = list(dict.fromkeys(map(told, against)))
    more = f" And {len(lines) - SHOWN} more." if len(lines) > SHOWN else ""
    others = {one.old.by for one in against} - {one.by for one in verdicts}
    then = "Where two people disagree neither is published." if others else "The later decision of one person holds."
    if not is_terminal():
        said = " ".join(lines[:SHOWN])
        raise UsageError(f"This contradicts what was decided. {said}{more} {then} With --anyway it is kept.")
    for line in (*lines[:SHOWN], *([more.strip()] if more else []), then):
        typer.echo(line, err=True)
    if not typer.confirm("Keep it all the same?", default=False, err=True):
        raise UsageError("Nothing was kept.")
