"""What the commands that record a verdict share: what about, the file it goes to, and what is said of it."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import combinations, pairwise
from typing import Literal
from zoneinfo import ZoneInfo

from tracker.claims.claim import Claim
from tracker.cli.deciding import config_of, decide, lock_of
from tracker.cli.formats import PlainFormat
from tracker.cli.world import World, clock
from tracker.config.decided import note_id
from tracker.config.keep import file_of
from tracker.config.keep import withdraw as take_back
from tracker.config.verdict import LinkVerdict, NoteVerdict, Verdict
from tracker.desk.pledge_index import claims_named, thread_of
from tracker.errors import UsageError
from tracker.links.link import Thread
from tracker.links.stage import stages
from tracker.render.schemas.verdicts import VerdictsKept

Relation = Literal["same", "related", "different"]
RELATIONS = {"same": "are the same pledge", "related": "are related", "different": "are different pledges"}
SHOWN = 100
"""Characters of a claim that are printed back, enough to see that it is the one that was meant."""
MOST = 20
"""Claims that one command takes: of twenty there are 190 pairs."""


def today() -> date:
    """The day in London, where the publishers are."""
    return clock().astimezone(ZoneInfo("Europe/London")).date()


def record(world: World, verdicts: Sequence[Verdict], form: PlainFormat, *more: str, anyway: bool) -> int:
    """Put one person's verdicts into their file and say so, with those sentences more for people: 0."""
    kept = decide(world, verdicts, anyway=anyway)
    again = [one for one in verdicts if one not in kept]
    by = verdicts[0].by
    path = file_of(config_of(world), by)
    world.answer(
        form,
        text=lambda: world.say(*said_of_kept(str(path), by, kept, again), *more),
        told=lambda: VerdictsKept.of(str(path), "kept", kept, again),
    )
    return 0


def said_of_kept(path: str, by: str, kept: Sequence[Verdict], again: Sequence[Verdict]) -> list[str]:
    """Where they are kept, and which of them had been said before."""
    number = f"{len(kept)} decisions kept" if len(kept) > 1 else "Kept"
    said = [f"{number} in {path}, decided by {by}."] if kept else []
    if again:
        what = "This was decided" if len(again) == 1 else f"{len(again)} of these were decided"
        said.append(f"{what} by {by} before; nothing was written twice.")
    return said


def decide_links(
    world: World,
    ids: Sequence[str],
    relation: Relation,
    *,
    why: str | None,
    by: str,
    form: PlainFormat,
    anyway: bool,
) -> int:
    """Record verdicts on claims, put in time order, and show which they are: 0.

    As the same or related each is linked to the one before it; as different each two of them are told apart.
    """
    if doubled := next((one for at, one in enumerate(ids) if one in ids[:at]), None):
        raise UsageError(f"{doubled[:40]!r} is given twice; name different claims.")
    if not 2 <= len(ids) <= MOST:  # noqa: PLR2004 - a link has two ends
        raise UsageError(
            f"Name 2 to {MOST} claims, as `tracker claims` prints their ids; or a whole thread by --thread."
        )
    with world.archive() as archive:
        claims = in_time(claims_named(archive, world.config, ids))
    told_all = [told(claim) for claim in claims]
    return record(world, links(claims, relation, why=why, by=by), form, *told_all, RELATIONS[relation], anyway=anyway)


def one_of(claims: Sequence[str] | None, threads: Sequence[str] | None) -> None:
    """UsageError where both claims and threads are named."""
    if claims and threads:
        raise UsageError("Name claims, or threads by --thread; not both.")


def decide_threads(
    world: World,
    asked: Sequence[str],
    relation: Relation,
    *,
    why: str | None,
    by: str,
    form: PlainFormat,
    anyway: bool,
) -> int:
    """Record verdicts on whole threads, as decided together: each stage linked to the one it follows, or all apart: 0."""
    verdicts: list[LinkVerdict] = []
    said: list[str] = []
    with world.archive() as archive, world.pledge_index(archive) as index:
        found = {thread.id: thread for thread in (thread_of(index, one) for one in asked)}
    for thread in found.values():
        if len(thread.claims) < 2:  # noqa: PLR2004 - a link has two ends
            raise UsageError(f"{thread.id} has one claim, so there is no link to decide on.")
        if relation == "different" and len(thread.claims) > MOST:
            raise UsageError(
                f"{thread.id} has {len(thread.claims)} claims: reject its links one by one, by `tracker review`."
            )
        verdicts += of_thread(thread, relation, why=why, by=by)
        said += [f"{thread.id}: {len(thread.claims)} claims {RELATIONS[relation]}.", *map(told, thread.claims)]
    return record(world, verdicts, form, *said, anyway=anyway)


def of_thread(thread: Thread, relation: Relation, *, why: str | None, by: str) -> list[LinkVerdict]:
    """One person's verdicts on all links of a thread that nobody has confirmed; as different on each two of its claims."""
    if relation == "different":
        return links(thread.claims, relation, why=why, by=by, together=True)
    known = {claim.id: claim for claim in thread.claims}
    waiting = [one for one in thread.links if one.standing != "confirmed"]
    chosen = waiting or thread.links
    return [link(known[one.earlier], known[one.later], relation, why=why, by=by, together=True) for one in chosen]


def in_time(claims: Sequence[Claim]) -> list[Claim]:
    """The claims in the order of their stages; as given where two of them are one stage."""
    ordered = stages(claims)
    return [stage.claim for stage in ordered] if len(ordered) == len(claims) else list(claims)


def links(
    claims: Sequence[Claim], relation: Relation, *, why: str | None, by: str, together: bool = False
) -> list[LinkVerdict]:
    """Verdicts on claims in time order: on each two that follow each other, or, as different, on each two of them."""
    pairs = combinations(claims, 2) if relation == "different" else pairwise(claims)
    return [link(one, other, relation, why=why, by=by, together=together) for one, other in pairs]


def link(
    earlier: Claim, later: Claim, relation: Relation, *, why: str | None, by: str, together: bool = False
) -> LinkVerdict:
    """One person's verdict on two claims, with the words and versions by which they are found again."""
    return LinkVerdict(
        earlier=earlier.id,
        later=later.id,
        relation=relation,
        earlier_words=words_of(earlier),
        earlier_at=version_of(earlier),
        later_words=words_of(later),
        later_at=version_of(later),
        together=together,
        by=by,
        on=today(),
        why=why,
    )


def withdraw(world: World, ids: Iterable[str], by: str, form: PlainFormat) -> int:
    """Mark as withdrawn every verdict of that person that names all of these ids or names, and say so: 0."""
    wanted = set(ids)
    return take_all_back(world, lambda one: one.by == by and wanted <= named(one), by, form)


def take_all_back(world: World, which: Callable[[Verdict], bool], by: str, form: PlainFormat, *more: str) -> int:
    """Mark these verdicts as withdrawn and say so, with those sentences more for people: 0."""
    found = take_back(config_of(world), which, lock=lock_of(world), on=(day := today()))
    world.answer(
        form,
        text=lambda: world.say(*more, f"{len(found)} verdict{'' if len(found) == 1 else 's'} of {by} withdrawn."),
        told=lambda: VerdictsKept.of(
            str(file_of(config_of(world), by)),
            "withdrawn",
            [one.model_copy(update={"withdrawn": True, "withdrawn_on": day}) for one in found],
        ),
    )
    return 0


def named(verdict: Verdict) -> set[str]:
    """Every id and name that a verdict speaks of."""
    found: set[str] = set()
    for name in ("earlier", "later", "claim", "thread", "join", "change", "what"):
        if value := getattr(verdict, name, None):
            found.add(value)
    if isinstance(verdict, NoteVerdict):
        found |= {verdict.about, note_id(verdict)}
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
