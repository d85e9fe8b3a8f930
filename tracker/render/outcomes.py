"""What a round did, and what the store holds."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, assert_never

from rich.text import Text

from tracker.capture.outcome import Failed, Outcome, Recorded, Suspect, Unchanged
from tracker.render.safe import safe
from tracker.render.status import witnesses
from tracker.store.record import RunRecord

KIND = {
    "first": "first seen", "content": "changed", "meta": "facts changed", "reextract": "read anew by us",
    "recovered": "back again, changed", "import": "imported",
}  # fmt: skip


def line(outcome: Outcome) -> Text:
    """One line an outcome."""
    name = outcome.source if outcome.document in {None, "page"} else f"{outcome.source}/{outcome.document}"
    match outcome:
        case Recorded():
            return _line("+", "new", name, f"{KIND[outcome.version_kind]}: {outcome.title}")
        case Unchanged():
            return _line("=", "faint", name, "unchanged" + (" (304)" if outcome.not_modified else ""))
        case Suspect():
            return _line("?", "warn", name, f"suspect, not recorded: {outcome.reason}")
        case Failed():
            return _line("!", "bad", name, f"failed: {outcome.reason}")
        case _:
            assert_never(outcome)


def _line(sign: str, style: str, name: str, words: str) -> Text:
    text = Text(f"{sign} ", style=style)
    text.append(safe(name), style="place")
    return text.append(f"  {safe(words)}", style="default")


def summary(record: RunRecord, heads: Mapping[str, str]) -> Iterator[Text]:
    """The round in a line, and both heads: free witnesses in a CI log that nothing was rewritten since."""
    yield Text(
        f"Round {record.id}: {record.summary}; {record.requests} requests, {len(record.not_modified)} answered 304, "
        f"{record.bytes:,} bytes."
    )
    yield from witnesses(heads)


def as_json(record: RunRecord, outcomes: Sequence[Outcome], heads: Mapping[str, str]) -> dict[str, Any]:
    """`tracker.round/1`: one object."""
    return {
        "schema": "tracker.round/1",
        "run": record.model_dump(mode="json", by_alias=True),
        "heads": dict(heads),
        "outcomes": [outcome.model_dump(mode="json") for outcome in outcomes],
    }
