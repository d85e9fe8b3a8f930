"""What the commands that import history share: which source it is of, and the import itself."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple, assert_never

from tracker.capture.backfill import backfill
from tracker.capture.bench import Bench
from tracker.capture.elsewhere import Capture, Readers, one_by_one
from tracker.capture.warden import Warden
from tracker.cli.formats import Format, PlainFormat
from tracker.cli.world import World, clock
from tracker.config.source import Source
from tracker.errors import UsageError
from tracker.render import imports as render
from tracker.render.schemas.imports import ImportRow, Imports
from tracker.store.archive import Archive


class ImportRemainder(NamedTuple):
    """The captures that were left out, and why; and how many of these as our own reader failed on them."""

    left_out: "list[tuple[Capture, str]]"
    faults: int


def source_of(world: World, name: str) -> "Source":
    """The declared source of that id. UsageError where there is none."""
    for source in world.config.sources:
        if source.id == name:
            return source
    raise UsageError(f"There is no source {name[:80]!r}. `tracker sources list` names them all.")


def bring_in(
    world: World,
    archive: "Archive",
    captures: "Mapping[str, tuple[Source, Iterable[Capture]]]",
    *,
    form: PlainFormat,
    warden: "Warden",
    readers: "Readers | None" = None,
    at_once: int = 64,
    removed: Mapping[str, int] | None = None,
) -> ImportRemainder:
    """Import and tell: what was not taken. `removed`: what was taken out of the captures before, by its sort."""
    config, text = world.config, form is Format.TEXT
    bench = Bench(archive, config.settings, config.people, clock, readers or one_by_one(warden), warden)
    told: list[ImportRow] = []
    left_out: list[tuple[Capture, str]] = []
    faults = 0
    with archive.round_lock():
        for name, (source, found) in captures.items():

            def tell(capture: "Capture", outcome: str, name: str = name) -> None:
                if text and (line := render.line(name, capture, outcome)) is not None:
                    world.console.print(line)

            tally = backfill(source, found, bench=bench, at_once=at_once, tell=tell)
            left_out += tally.left_out
            faults += tally.faults
            told.append(ImportRow.of(name, tally))
            if text:
                world.console.print(f"{name}: " * (len(captures) > 1) + render.summary(tally))
    match form:
        case Format.TEXT:  # told as each source was done
            pass
        case Format.JSON:
            world.tell(Imports(imports=tuple(told), removed=dict(removed or {})))
        case _:
            assert_never(form)
    return ImportRemainder(left_out, faults)
