"""What waits as a table for a spreadsheet, and such a table read back: every cell as it was, a formula never run."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from tracker.desk.dates import between, short, when
from tracker.desk.waiting import ClaimOffer, LinkOffer
from tracker.desk.waiting_captures import SuspectLook, SuspectOffer
from tracker.desk.waiting_changes import ChangeOffer
from tracker.errors import UsageError
from tracker.extract.document import Document
from tracker.render.spreadsheet import harmless, unharmed
from tracker.render.stages import voice

COLUMNS: Final = (
    "decision", "why", "queue", "id", "thread", "thread_name", "standing", "score", "earlier_said", "earlier_who",
    "earlier_words", "later_said", "later_who", "later_words", "reasons", "headline", "readers",
)  # fmt: skip
DECISIONS: Final[Mapping[str, tuple[str, ...]]] = {
    "changes": ("line", "routine", "later"),
    "links": ("same", "related", "different", "later"),
    "claims": ("claim", "none", "later"),
    "captures": ("page", "not the page", "later"),
}
"""What may stand in the first column of each queue's rows; an empty one decides nothing."""
OPENING = 60
"""Words of a capture that stand in its cell."""
LONGEST_FILE = 50_000_000
"""Bytes."""


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One row that was read: the line on which it begins, and its cells."""

    line: int
    cells: Mapping[str, str]


def rows(
    links: Iterable[LinkOffer],
    claims: Iterable[ClaimOffer],
    changes: Iterable[ChangeOffer] = (),
    suspects: Iterable[tuple[SuspectOffer, SuspectLook]] = (),
) -> Iterator[tuple[object, ...]]:
    """A row an offer, in the order of COLUMNS; the first two, and of a change the last two, are for whoever decides."""
    for edit in changes:
        change, one_page = edit.change, edit.comparison
        yield (
            "", "", "changes", edit.id, one_page.name, one_page.title, change.kind, change.score,
            "", edit.publisher, change.old.text if change.old else "",
            between(one_page.between) if one_page.between else "", edit.publisher,
            change.new.text if change.new else "", "; ".join(change.reasons), "", "",
        )  # fmt: skip
    for one in links:
        yield (
            "", "", "links", one.id, one.thread, one.name, one.standing, one.link.score,
            when(one.earlier), voice(one.earlier), one.earlier.text, when(one.later), voice(one.later), one.later.text,
            "; ".join(one.link.reasons), "", "",
        )  # fmt: skip
    for offer in claims:
        claim = offer.claim
        yield (
            "", "", "claims", offer.id, offer.thread, "", claim.kind, round(claim.confidence, 2),
            when(claim), voice(claim), claim.text, "", "", "", claim.speaker or "", "", "",
        )  # fmt: skip

    for suspect, look in suspects:
        held, kept = suspect.held, look.kept
        yield (
            "", "", "captures", suspect.id, suspect.short, held.title if held else "", "suspect", "",
            short(held.captured_at.date()) if held else "", suspect.publisher, _opening(look.held),
            short(suspect.body.at.date()), suspect.publisher, _opening(kept) if kept else look.fault, suspect.reason, "", "",
        )  # fmt: skip


def _opening(document: Document | None) -> str:
    """How many words a page has, and with which it begins."""
    if document is None:
        return ""
    words = document.text.split()
    return f"{len(words):,} words: {' '.join(words[:OPENING])}{' …' if len(words) > OPENING else ''}"


def read(body: bytes) -> tuple[list[ReviewRow], list[str]]:
    """Rows that decide something, and what is wrong with lines that cannot be read. UsageError where it is no such table."""
    if len(body) > LONGEST_FILE:
        raise UsageError(
            f"This file is larger than {LONGEST_FILE // 1_000_000} MB, too large for a table of decisions."
        )
    text = (
        body.decode("utf-8-sig", "replace")
        if not body.startswith((b"\xff\xfe", b"\xfe\xff"))
        else body.decode("utf-16")
    )
    head_line = text.partition("\n")[0]
    delimiter = max(",;\t", key=head_line.count)
    csv.field_size_limit(LONGEST_FILE)
    reader = csv.reader(io.StringIO(text.replace("\0", ""), newline=""), delimiter=delimiter)
    head = [cell.strip() for cell in next(reader, [])]
    if missing := [name for name in ("decision", "queue", "id") if name not in head]:
        raise UsageError(
            f"This is no table of decisions: it has no column {missing[0]!r}. `tracker review --export FILE.csv` writes one."
        )
    found: list[ReviewRow] = []
    faults: list[str] = []
    begins = reader.line_num + 1
    for row in reader:
        line, begins = begins, reader.line_num + 1
        if not any(cell.strip() for cell in row):
            continue
        if len(row) != len(head):
            faults.append(f"line {line}: it has {len(row)} cells and the first row names {len(head)}")
            continue
        cells = {name: unharmed(cell) for name, cell in zip(head, row, strict=True)}
        if cells["decision"].strip():
            found.append(ReviewRow(line, cells))
    return found, faults


def is_as_written(cell: str, value: str) -> bool:
    """Whether a cell that came back is what was written of that text: what a terminal would obey was made visible."""
    return cell == unharmed(str(harmless(value)))


def cell_of(row: Sequence[object], name: str) -> str:
    """A cell of a row of `rows`, as text."""
    return str(row[COLUMNS.index(name)])
