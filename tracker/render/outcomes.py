"""What a round did, and what the store holds."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import assert_never

from rich.table import Table
from rich.text import Text

from tracker.capture.outcome import Failed, Outcome, Recorded, Suspect, Unchanged
from tracker.render.progress import took
from tracker.render.safe import safe
from tracker.render.status import witnesses
from tracker.store import layout
from tracker.store.record import RunRecord

KIND = {
    "first": "first seen",
    "content": "changed",
    "meta": "details changed",
    "reextract": "re-read by tracker",
    "recovered": "back again, changed",
    "import": "imported",
}


def line(outcome: Outcome) -> Text:
    """One line an outcome."""
    name = layout.name(outcome.source, outcome.document or layout.PAGE)
    match outcome:
        case Recorded():
            return _line("+", "new", name, f"{KIND[outcome.version_kind]}: {outcome.title}")
        case Unchanged():
            return _line("=", "faint", name, "unchanged" + (" (304)" if outcome.not_modified else ""))
        case Suspect():
            return _line("?", "warn", name, f"suspect, not recorded: {outcome.reason}")
        case Failed():
            return _line("!", "bad", name, f"{'watches nothing' if outcome.nothing else 'failed'}: {outcome.reason}")
        case _:
            assert_never(outcome)


def _line(sign: str, style: str, name: str, words: str) -> Text:
    text = Text(f"{sign} ", style=style)
    text.append(safe(name), style="place")
    return text.append(f"  {safe(words)}", style="default")


def summary(record: RunRecord, heads: Mapping[str, str], time: timedelta) -> Iterator[Text | Table]:
    """The round in a table, and both heads: free witnesses in a CI log that nothing was rewritten since."""
    yield Text(f"Round {record.id}")
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="faint")
    figures: tuple[tuple[str, int, str], ...] = (
        ("recorded", len(record.recorded), "new"),
        ("unchanged", len(record.unchanged), "default"),
        ("suspect", len(record.suspect), "warn"),
        ("failed", len(record.failed), "bad"),
        ("requests", record.requests, "default"),
        ("304s", len(record.not_modified), "default"),
        ("bytes", record.bytes, "default"),
    )
    for name, _, _ in figures:
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("time", justify="right", no_wrap=True)
    table.add_row(
        *(Text(f"{figure:,}", style=style if figure else "default") for _, figure, style in figures), took(time)
    )
    yield table
    yield from witnesses(heads)
