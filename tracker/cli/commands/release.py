"""`tracker release`: what a person decided may be shown to others."""

from collections.abc import Iterator, Sequence
from typing import Annotated

import typer

from tracker.cli import completing
from tracker.cli.deciding import who
from tracker.cli.formats import Format, PlainFormat
from tracker.cli.options import By, ShowAs, Why
from tracker.cli.verdicts import record, take_all_back, today
from tracker.cli.world import World, clock
from tracker.config.checks import released
from tracker.config.decided import key
from tracker.config.release import Releases
from tracker.config.verdict import ReleaseVerdict, Verdict
from tracker.desk.pledge_index import PledgeIndex, thread_of
from tracker.desk.releasing import to_release, waiting_releases
from tracker.desk.withheld import KEY, waiting_saved
from tracker.errors import UsageError
from tracker.render.care import count
from tracker.render.release_list import release_list
from tracker.render.schemas.releases import ReleasesWaiting
from tracker.store import trailers
from tracker.store.archive import Archive


def release(
    context: typer.Context,
    ids: Annotated[
        list[str] | None,
        typer.Argument(
            help="Threads (t-…), notes (n-…), changes as `tracker cite` takes them, or versions that a person saved "
            "(source@N); none: list what waits.",
            autocompletion=completing.threads,
        ),
    ] = None,
    *,
    withdraw: Annotated[bool, typer.Option("--withdraw", help="Take your word back: others see it no longer.")] = False,
    why: Why = None,
    by: By = None,
    form: ShowAs = Format.TEXT,
) -> int:
    """Let others see what was decided; without ids, list what waits for that.

    A word on a thread covers its links, name and summary as they are now; what is decided later waits for another.
    `release_needs` in config/settings.toml says how many people it takes; with 0 what was confirmed is shown at once, and
    words of your own (notes, headlines), and pages that a person saved, after one.

    Example: tracker release t-abcdefgh23
    """
    world: World = context.obj
    if not ids:
        if withdraw:
            raise UsageError("Name what others shall see no longer: threads, or changes.")
        return _listed(world, form)
    name = who(world, by)
    _check(ids)
    if withdraw:
        wanted = set(ids)
        found = [one for one in world.config.verdicts.release if one.what in wanted and not one.withdrawn]
        others = sorted({one.by for one in found} - {name})
        told = [f"What {' and '.join(others)} released stands."] if others else []

        def mine(one: Verdict) -> bool:
            return isinstance(one, ReleaseVerdict) and one.by == name and one.what in wanted

        return take_all_back(world, mine, name, form, *told)
    with world.archive() as archive, world.pledge_index(archive) as index:
        verdicts = [
            _saved(archive, one, name, why) if _is_version(one) else _verdict(world, index, one, name, why)
            for one in dict.fromkeys(ids)
        ]
    return record(world, verdicts, form, *_seen(world, verdicts), anyway=True)


def _check(ids: Sequence[str]) -> None:
    for one in ids:
        try:
            released(one)
        except ValueError as error:
            raise UsageError(f"{one[:60]!r} cannot be released: expected {error}.") from None


def _verdict(world: World, index: PledgeIndex, what: str, by: str, why: str | None) -> ReleaseVerdict:
    thread = thread_of(index, what) if what.startswith("t-") else None
    found = to_release(world.config, what, thread)
    if not found and thread is not None:
        raise UsageError(
            f"Nothing of {what} is confirmed, or people disagree: `tracker confirm --thread {what}` first."
        )
    if not found and what.startswith("n-"):
        raise UsageError(f"There is no note {what}; `tracker note --list` prints the ids.")
    if not found:
        raise UsageError(f"{what[:80]} has no headline: every change is shown, and only a headline is released.")
    words = thread.claims[0].text if thread else " ".join(map(_words, found))
    line = "".join(letter for letter in " ".join(words.split()) if letter.isprintable())
    keys = tuple(sorted(map(key, found)))
    what = thread.id if thread else what
    return ReleaseVerdict(what=what, decisions=keys, words=line or None, by=by, on=today(), why=why)


def _is_version(what: str) -> bool:
    return "@" in what and "#" not in what


def _saved(archive: Archive, what: str, by: str, why: str | None) -> ReleaseVerdict:
    """That others may see a page that a person saved, in these bytes."""
    version = archive.resolve(what)
    if version.saved_by is None or version.raw_id is None:
        raise UsageError(f"{version.address} was not saved by a person: others see it already, once it is not held.")
    title = trailers.one_line(version.title, _LONGEST_WORDS)
    return ReleaseVerdict(
        what=version.address, decisions=(version.raw_id[:KEY],), words=title or None, by=by, on=today(), why=why
    )


_LONGEST_WORDS = 200


def _words(verdict: Verdict) -> str:
    return getattr(verdict, "headline", None) or getattr(verdict, "text", None) or ""


def _seen(world: World, verdicts: Sequence[ReleaseVerdict]) -> Iterator[str]:
    """What others see of each from now on."""
    config = world.config
    together = config.verdicts.model_copy(update={"release": (*config.verdicts.release, *verdicts)})
    releases = Releases.of(together, config.settings.release_needs)
    waiting = {key(one) for one in releases.waiting()}
    waiting |= {
        name for one in verdicts if _is_version(one.what) for name in one.decisions
    } - releases.let_through_keys()
    for one in verdicts:
        number = "the page" if _is_version(one.what) else count(len(one.decisions), "decision")
        if waiting.isdisjoint(one.decisions):
            yield f"{one.what}: {number}; others see them with the next `tracker report` and feed."
        else:
            yield f"{one.what}: {number}; another person must release them, too."


def _listed(world: World, form: PlainFormat) -> int:
    with world.archive() as archive, world.pledge_index(archive) as index:
        found = waiting_releases(world.config, index)
        saved = waiting_saved(archive, world.config, clock())
    needs = world.config.settings.release_needs
    world.answer(
        form,
        text=lambda: world.show(release_list(found, needs, saved)),
        told=lambda: ReleasesWaiting.of(found, needs, saved),
    )
    return 0
