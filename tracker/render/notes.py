"""A person's words for people: always with who wrote them and when, never as if the record said them."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple, assert_never

from rich.padding import Padding
from rich.text import Text

from tracker.desk.dates import short
from tracker.desk.notes import PersonNote
from tracker.render.safe import safe

UNRELEASED = "not released"
COLUMNS = ("id", "about", "kind", "text", "whom", "asked", "answer_by", "why", "by", "on", "released")


class NoteTold(NamedTuple):
    """What stands above the words, the words, paragraph by paragraph, and what they rest on. All of it is safe to show."""

    kind: str
    head: str
    text: tuple[str, ...]
    why: str | None
    id: str


def told(note: PersonNote) -> NoteTold:
    """The same for a terminal, a page and a feed."""
    text = tuple(line for part in (note.text or "").split("\n") if (line := safe(part).strip()))
    return NoteTold(note.kind, _head(note), text, safe(note.why) if note.why else None, note.id)


def _head(note: PersonNote) -> str:
    by = safe(note.by) + (f", {short(note.on)}" if note.on else "")
    match note.kind:
        case "headline":
            return f"Headline by {by}"
        case "note":
            return f"Note by {by}"
        case "summary":
            return f"Summary by {by}"
        case "status":
            return f"{safe(note.by)} says{f' ({short(note.on)})' if note.on else ''}"
        case "reply":
            whom = safe(note.whom or "")
            asked = f"asked {short(note.asked)}" if note.asked else "asked"
            wanted = f", to answer by {short(note.answer_by)}" if note.answer_by else ""
            if note.text is None and note.answer_by:
                return f"{whom}: no answer by {short(note.answer_by)} ({asked}; noted by {by})"
            return f"Reply of {whom} ({asked}{wanted}; noted by {by})"
        case _:
            assert_never(note.kind)


def in_line(note: PersonNote) -> str:
    """One cell of a table, or a line: who, when and the words; and that others do not see it, where that is so."""
    found = told(note)
    words = " ".join(found.text)
    why = f" ({found.why})" if found.why else ""
    return f"{found.head}{f': {words}' if words else ''}{why}{'' if note.released else f' ({UNRELEASED})'}"


def lines(notes: Iterable[PersonNote], *, ids: bool = False) -> Iterator[Text | Padding]:
    """For a terminal. `ids`: with the id of each, by which it is released or withdrawn."""
    for note in notes:
        found = told(note)
        head = Text(found.head, style="place")
        if not note.released:
            head.append(f" ({UNRELEASED})", style="warn")
        if ids:
            head = Text.assemble((f"{found.id}  ", "faint"), head, (f"  on {safe(note.about)}", "faint"))
        yield head
        for part in found.text:
            yield Padding(Text(part), (0, 0, 0, 4))
        if found.why:
            yield Padding(Text(f"Why: {found.why}", style="faint"), (0, 0, 0, 4))


def rows(notes: Iterable[PersonNote]) -> Iterator[list[object]]:
    """A row a note, in the order of `COLUMNS`."""
    for note in notes:
        yield [getattr(note, name) for name in COLUMNS]
