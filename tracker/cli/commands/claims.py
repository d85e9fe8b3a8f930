"""`tracker claims`: who commits whom to what."""

import re
from calendar import monthrange
from datetime import date
from pathlib import Path
from typing import Annotated, Literal, assert_never, get_args

import typer

from tracker.claims.choose import ClaimFilter, by_weight, choose
from tracker.claims.claim import Claim, ClaimKind
from tracker.claims.find import find_claims
from tracker.claims.topic import known_topics
from tracker.cli import screen
from tracker.cli.formats import Format
from tracker.cli.options import FindingCluster, ShowThreads, Territory, territories
from tracker.cli.readers import apart
from tracker.cli.screen import Full, Limit, limited
from tracker.cli.workers import finding, found_ahead
from tracker.cli.world import World
from tracker.config.config import Config
from tracker.config.load import load
from tracker.config.shipped import shipped
from tracker.desk.files import read_document, refuse_no_file
from tracker.desk.gather import claims_at, newest_versions
from tracker.errors import UsageError
from tracker.patterns import deferred
from tracker.render.claims import blocks, brief, closing, head, unstated
from tracker.render.claims_sheet import COLUMNS, markdown, values
from tracker.render.schemas.claims import Claims

_ID = deferred(r"c-[a-z2-7]{10}")
_LEVELS = deferred(r"([0-6])(?:-([0-6]))?")
_SUM = deferred(r"£?([0-9][0-9,]*(?:\.[0-9]+)?) ?(k|m|bn)?", re.IGNORECASE)
_TIMES = {"": 1.0, "k": 1e3, "m": 1e6, "bn": 1e9}
_DAY = deferred(r"([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?")


def claims(
    context: typer.Context,
    place: Annotated[
        str | None, typer.Argument(help="source[/document][@version], a claim’s id, or a file; all without it.")
    ] = None,
    *,
    publisher: Annotated[str | None, typer.Option(help="Of a file: who published it.")] = None,
    published: Annotated[str | None, typer.Option(help="Of a file: its date, 2023-07-06.")] = None,
    speaker: Annotated[
        str | None, typer.Option(help="Only of this speaker or actor; part of the name is enough.")
    ] = None,
    kind: Annotated[
        list[str] | None, typer.Option(help="Only pledge, aspiration, report, delivery or procedure; may be repeated.")
    ] = None,
    strength: Annotated[
        str | None, typer.Option(help="Only as firm as this: 4 for at least 4 of 6, 0-2 for a range.")
    ] = None,
    money: Annotated[str | None, typer.Option(help="Only with a sum of at least so much: 1m; 0 for any sum.")] = None,
    deadline: Annotated[str | None, typer.Option(help="Only due by 2029-12; or any, or none.")] = None,
    topic: Annotated[list[str] | None, typer.Option(help="Only of this topic, like teachers; may be repeated.")] = None,
    section: Annotated[str | None, typer.Option(help="Only below a heading that has these letters.")] = None,
    territory: Territory = None,
    about: Annotated[str | None, typer.Option(help="Only with all these words, in whatever form.")] = None,
    order: Annotated[
        Literal["place", "weight"] | None,
        typer.Option(help="place: as they stand; weight: firm pledges with sums and dates first. weight with --top."),
    ] = None,
    top: Annotated[int | None, typer.Option(min=1, help="Only so many, the weightiest.")] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Also what is doubtful, and what a service does for its reader.")
    ] = False,
    limit: Limit = None,
    full: Full = False,
    cluster: FindingCluster = None,
    explain: Annotated[bool, typer.Option("--explain", help="Show which words decided each field.")] = False,
    form: ShowThreads = Format.TEXT,
) -> int:
    """Show claims: who commits whom to what, how firmly, how much, by when.

    Example: tracker claims labour-manifesto --kind pledge --money 1m
    """
    world: World = context.obj
    wanted = _choice(speaker, kind, strength, money, deadline).model_copy(
        update={
            "topics": known_topics(topic or ()),
            "section": section,
            "about": about,
            "territories": territories(territory),
        }
    )
    found = _found(world, place, publisher, published, floor=0.0 if everything else None, cluster=cluster)
    if not everything and "procedure" not in wanted.kinds:
        found = tuple(one for one in found if one.is_claim)
    every = chosen = choose(found, wanted)
    if order == "weight" or (top and order is None):
        chosen = by_weight(chosen)
    if top:
        chosen = chosen[:top]
    if form is not Format.TEXT:
        chosen = chosen[: limited(limit, full=full) or None]
    match form:
        case Format.TEXT:
            screen.show(
                world,
                blocks(chosen, explained=explain),
                brief=None if explain else brief(chosen if order == "place" else by_weight(chosen)),
                left=screen.more(len(chosen), "claim"),
                head=head(every, of=len(found)),
                foot=(*closing(chosen), *unstated(found, wanted)),
                limit=limit,
                full=full,
            )
        case Format.JSON:
            world.tell(Claims.of(chosen, explained=explain))
        case Format.CSV:
            world.table(COLUMNS, map(values, chosen))
        case Format.MARKDOWN:
            world.write(markdown(chosen))
        case _:
            assert_never(form)
    return 0


def _found(
    world: World,
    place: str | None,
    publisher: str | None,
    published: str | None,
    *,
    floor: float | None,
    cluster: str | None,
) -> "tuple[Claim, ...]":
    if place is not None and cluster is not None:
        raise UsageError("--cluster is for the claims of all documents: leave out the place, or --cluster.")
    if place is not None and Path(place).is_file():
        config = _config(world)
        with apart(world) as warden:
            document = read_document(
                Path(place), publisher=publisher, published=published, people=config.people, apart=warden
            )
        least = config.settings.claim_confidence if floor is None else floor
        return find_claims(document, people=config.people, floor=least)
    one = place if place is not None and _ID.fullmatch(place) else None
    if place is not None and one is None:
        refuse_no_file(place)
    if publisher or published:
        raise UsageError(f"--publisher and --published are for a file; {place or 'the store'} is not one")
    with world.archive() as archive, finding(cluster) as workers:
        floor = 0.0 if one else floor
        found_ahead(world, archive, workers, lambda: newest_versions(archive), floor=floor)
        every = claims_at(archive, world.config, None if one else place, floor=floor)
    found = tuple(claim for claim in every if one in {None, claim.id, *claim.former})
    if one and not found:
        raise UsageError(f"No claim in the newest versions has the id {one}; `tracker claims --all` lists their ids.")
    return found


def _config(world: World) -> "Config":
    """That of the folder; outside a folder, the one that comes with tracker."""
    return world.config if (world.root / "config" / "sources.toml").exists() else load(shipped())


def _choice(
    speaker: str | None, kind: list[str] | None, strength: str | None, money: str | None, deadline: str | None
) -> "ClaimFilter":
    if speaker is not None and not speaker.strip():
        raise UsageError("--speaker is empty: give a name, or a part of it.")
    weakest, firmest = _levels(strength)
    return ClaimFilter(
        speaker=speaker,
        kinds=_kinds(kind),
        weakest=weakest,
        firmest=firmest,
        money=_pounds(money),
        deadline=_day(deadline) if deadline and deadline not in {"any", "none"} else None,
        dated={"any": True, "none": False}.get(deadline or ""),
    )


def _kinds(kind: list[str] | None) -> "tuple[str, ...]":
    known = get_args(ClaimKind)
    if strange := [one for one in kind or () if one not in known]:
        raise UsageError(f"--kind {strange[0]!r}: one of {', '.join(known)}")
    return tuple(kind or ())


def _levels(strength: str | None) -> tuple[int, int]:
    if strength is None:
        return 0, 6
    match = _LEVELS.fullmatch(strength)
    if match is None or (match[2] and match[2] < match[1]):
        raise UsageError(f"--strength {strength!r}: give one level from 0 to 6 (that and firmer), or a range like 0-2")
    return int(match[1]), int(match[2] or 6)


def _pounds(money: str | None) -> float | None:
    if money is None:
        return None
    match = _SUM.fullmatch(money.strip())
    if match is None:
        raise UsageError(f"--money {money!r}: give a sum in pounds like 500000, 1m or 1.5bn; 0 for any sum")
    return float(match[1].replace(",", "")) * _TIMES[(match[2] or "").lower()]


def _day(deadline: str) -> "date":
    """The last day of a year, month or day."""
    match = _DAY.fullmatch(deadline)
    year, month = (int(match[1]), int(match[2] or 12)) if match else (0, 0)
    try:
        return date(year, month, int((match and match[3]) or monthrange(year, month)[1]))
    except ValueError as error:  # monthrange and date refuse year 0 and month 13 alike
        raise UsageError(f"--deadline {deadline!r}: give a day, month or year like 2029-12, or any, or none") from error
