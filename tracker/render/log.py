"""The history of documents, for people: between which sightings each version appeared, and how it was announced."""

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from tracker.desk.dates import between, minute
from tracker.desk.log import LogEntry
from tracker.desk.silence import SILENT
from tracker.render.linked import linked
from tracker.render.outcomes import KIND
from tracker.render.safe import safe
from tracker.render.sides import hanging


def listing(found: Sequence[LogEntry], *, older: int = 0) -> Iterator[RenderableType]:
    """Newest first, as given; how many older ones are not shown."""
    for one in found:
        version = one.version
        text = Text(f"{KIND[version.kind]}  ")
        text.append(safe(version.title), style="head")
        yield hanging(linked(Text(f"{version.address}  ", style="place"), one.link or version.url), text)
        for line in _about(one):
            yield Padding(line, (0, 0, 0, 4))
    if older:
        yield Text(f"… and {older:,} older versions; --limit 0 shows all.", style="faint")


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
        yield Text(f"captured by {safe(version.seen_by)}{where}")
    if one.saved:
        yield Text(f"copy at {safe(one.saved.by)}: {safe(one.saved.address or '')}")
    seen = f"last seen so {minute(version.last_seen)} · commit {version.commit[:10]} · {version.extractor}"
    yield Text(seen, style="faint")
