"""The history of documents, for people: between which sightings each version appeared, and how it was announced."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from tracker.desk.dates import between, day, minute
from tracker.desk.log import LogEntry
from tracker.desk.silence import SILENT
from tracker.later import later
from tracker.render.linked import linked
from tracker.render.safe import safe
from tracker.render.sides import hanging, one_line

if TYPE_CHECKING:
    from tracker.render import changes, outcomes
else:
    changes = later("tracker.render.changes")
    outcomes = later("tracker.render.outcomes")


def head(name: str, versions: int, *, documents: int, first: datetime, last: datetime) -> Text:
    """`7 versions of dfe-rise, first seen 6 Jul 2023, the newest 15 Sep 2025`; the name is told of a single document."""
    said = changes.counted(versions, "version")
    said += f" of {safe(name)}" if documents == 1 else f" of {changes.counted(documents, 'document')}"
    newest = "" if versions == 1 else f", the newest {day(last)}"
    return Text(f"{said}, first seen {day(first)}{newest}.", style="head")


def block(one: LogEntry) -> list[RenderableType]:
    """A version: between which sightings it appeared, and how it was announced."""
    version = one.version
    text = Text(f"{outcomes.KIND[version.kind]}  ")
    text.append(safe(version.title), style="head")
    row = hanging(linked(Text(f"{version.address}  ", style="place"), one.link or version.url), text)
    return [row, *(Padding(line, (0, 0, 0, 4)) for line in _about(one))]


def brief(one: LogEntry) -> list[RenderableType]:
    """The same in a line or two: since when, and what the publisher said of it."""
    version = one.version
    line = linked(Text(version.address, style="place"), one.link or version.url)
    how = outcomes.KIND[version.kind]
    line.append(f"  {how}{'' if version.kind == 'first' else ', seen'} {day(version.captured_at)}", style="default")
    line.append(f"  {safe(version.title)}", style="head")
    rows: list[RenderableType] = [one_line(line)]
    if one.notes:
        rows.append(one_line(Text.assemble(("publisher’s note: ", "faint"), f"“{safe(one.notes[-1])}”"), 4))
    if one.silent:
        rows.append(one_line(Text(f"! {SILENT}", style="warn"), 4))
    if one.reverted:
        rows.append(one_line(Text(f"! reverted: the text is again that of {one.reverted}", style="warn"), 4))
    return rows


def _about(one: LogEntry) -> Iterator[RenderableType]:
    version = one.version
    came = f"appeared {between(one.between)}" if one.between else f"first seen {minute(version.captured_at)}"
    yield Text(came)
    for note in one.notes:
        yield Text.assemble(("publisher’s note: ", "faint"), f"“{safe(note)}”")
    if one.silent:
        yield Text(f"! {SILENT}", style="warn")
    if one.reverted:
        yield Text(f"! reverted: the text is again that of {one.reverted}", style="warn")
    if version.seen_by:
        where = f", {safe(version.seen_in)}" if version.seen_in else ""
        word = "saved from a browser by" if version.saved_by else "captured by"
        yield Text(f"{word} {safe(version.seen_by)}{where}")
    if version.hold_until:
        yield Text(f"for nobody else before {version.hold_until}", style="faint")
    if one.saved:
        yield Text(f"copy at {safe(one.saved.by)}: {safe(one.saved.address or '')}")
    seen = f"last seen in this form {minute(version.last_seen)} · commit {version.commit[:10]} · {version.extractor}"
    yield Text(seen, style="faint")
