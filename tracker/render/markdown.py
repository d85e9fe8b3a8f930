"""Changes in Markdown, for the summary of a CI job. No line of it can be broken by a page's text: see `inert`."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from tracker.desk.comparison import UNMENTIONED, Comparison, warnings, when, whereabouts
from tracker.desk.dates import minute
from tracker.desk.news import News, NewsEntry, SharedEdit, SharedFact, changes_of, sort_out, written_on
from tracker.desk.notes import PersonNote
from tracker.desk.passages import passages
from tracker.desk.periods import told_of
from tracker.diff.change import Change
from tracker.render.changes import MOST_FIRSTS, SIGN, counted, footer, total
from tracker.render.inert import emphasised, inert
from tracker.render.notes import in_line
from tracker.render.words import Run, flag_words, runs, shortened, small

_TOP = 5
"""Changes that are named first where there are more entries."""
_SIDE = 40
"""Characters of each side of a flag there."""
SUMMARY = 900_000
"""Bytes of a step's summary for what changed: GitHub shows no summary of more than 1 MiB, and the sources’ state follows."""


def news_lines(found: News, *, room: int | None = None) -> Iterator[str]:
    """Everything by weight; then what was seen for the first time. What has no room, in bytes, is counted and left out."""
    page = _Page(room)
    entries = sort_out(found)
    yield from page.put([f"## {total(found).removesuffix('.')}", ""])
    if len(entries) > _TOP:
        yield from page.put(["The most important:", "", *map(_top, _weightiest(entries)), ""])
    for entry in entries:
        yield from _entry(entry, found, page)
    for one in found.firsts[:MOST_FIRSTS]:
        yield from page.put([f"- `{one.address}` first seen {minute(one.captured_at)}: {inert(one.title)}"])
    if len(found.firsts) > MOST_FIRSTS:
        yield f"- … and {counted(len(found.firsts) - MOST_FIRSTS, 'more document')} first seen"
    if found.firsts:
        yield ""
    if page.left_out:
        yield f"**{counted(page.left_out, 'more change')} left out: they do not fit here.{_where(found)}**"
        yield ""
    for period in found.periods:
        yield inert(told_of(period))
        yield ""
    yield footer(found)


def _weightiest(entries: Sequence[NewsEntry]) -> Iterator[tuple[Comparison, Change]]:
    """The heaviest change of each of the first entries that have one."""
    found = (
        (entry.places[0], entry.change)
        if isinstance(entry, SharedEdit)
        else (entry, max(entry.changes(), key=lambda change: change.score))
        for entry in entries
        if isinstance(entry, SharedEdit) or (isinstance(entry, Comparison) and entry.changes())
    )
    return islice(found, _TOP)


def _top(found: tuple[Comparison, Change]) -> str:
    one, change = found
    flags = "; ".join(f"{name}: {inert(told)}" for name, told in (flag_words(flag, _SIDE) for flag in change.flags[:2]))
    told = f" ({flags})" if flags else ""
    return f"- `{SIGN[change.kind]}` {_words(shortened(change))}{told}: `{one.new}`"


class _Page:
    """What is written, and how many changes had no room."""

    def __init__(self, room: int | None) -> None:
        self._room = room
        self.left_out = 0

    def put(self, lines: Sequence[str], *, changes: int = 0) -> Sequence[str]:
        """The lines, if there is room for all of them; else none, and so many more changes are left out."""
        size = sum(len(line.encode()) + 1 for line in lines)
        if self._room is not None and size > self._room:
            self.left_out += changes
            return ()
        if self._room is not None:
            self._room -= size
        return lines


def _entry(entry: NewsEntry, found: News, page: _Page) -> Iterator[str]:
    changes = changes_of(entry, everything=found.everything)
    lines = _head(entry) if isinstance(entry, Comparison) else _shared(entry)
    head = page.put([*lines], changes=max(len(changes), 1))
    yield from head
    if not head:
        return
    for change in sorted(changes, key=lambda change: -change.score):
        yield from page.put([*_change(change, written_on(entry, change))], changes=1)
    yield ""


def _where(found: News) -> str:
    """The command that shows all, from the day of the earliest sighting on."""
    days = [one.between[1].date() for one in found.changed if one.between]
    return f" `tracker changes --since {min(days).isoformat()}` shows all." if days else ""


def comparison_lines(one: Comparison, *, everything: bool = False, context: int = 0) -> Iterator[str]:
    """One comparison, as it stands on the page, under its headings."""
    yield from _head(one)
    for passage in passages(one, everything=everything, context=context):
        yield f"**§** {emphasised(passage.heading or one.title, '**')}"
        yield ""
        for row in passage.rows:
            yield from (f"- {_context(text)}" for text in row.before)
            yield from _change(row.change, one.written_on(row.change))
            yield from (f"- {_context(text)}" for text in row.after)
        yield ""
    yield footer(News(changed=(one,), everything=everything))


def _context(text: str) -> str:
    return f"` ` {inert(text)}"


def _head(one: Comparison) -> Iterator[str]:
    yield f"### {inert(one.title) or 'No title'}"
    yield ""
    yield _place(one)
    yield ""
    notes = [f"- publisher’s note: “{inert(note)}”" for note in one.found.notes]
    lines = [*notes, *_warnings(one), *(f"- {inert(fact.said)}" for fact in one.facts)]
    if lines:
        yield from lines
        yield ""


def _warnings(one: Comparison) -> Iterator[str]:
    """An address stays as it is, so that it can be copied into a command."""
    for warning in warnings(one):
        said = emphasised(warning, "**")
        yield f"- **!** {said.replace(inert(one.reverted), f'`{one.reverted}`') if one.reverted else said}"


def _place(one: Comparison) -> str:
    places = f"`{one.old}` → `{one.new}`" if one.revision else f"{inert(one.old)} → {inert(one.new)}"
    return ", ".join(part for part in (places, when(one)) if part)


def _shared(entry: SharedEdit | SharedFact) -> Iterator[str]:
    yield f"### The same {'edit' if isinstance(entry, SharedEdit) else 'detail'} in {len(entry.places):,} documents"
    yield ""
    for one in entry.places[:MOST_FIRSTS]:
        yield f"- {_place(one)}: {inert(one.title)}"
        yield from (f"  {line}" for line in _warnings(one))
    if (more := len(entry.places) - MOST_FIRSTS) > 0:
        yield f"- … and {counted(more, 'more document')}"
    yield ""
    if isinstance(entry, SharedFact):
        yield f"- {inert(entry.fact.said)}"


def _change(change: Change, written: Iterable[PersonNote] = ()) -> Iterator[str]:
    """An item with its sign, and below it what persons wrote on the change and what must be known of it."""
    yield f"- `{SIGN[change.kind]}` {_words(change)}"
    for note in written:
        yield f"  - {inert(in_line(note))}"
    if moved := whereabouts(change):
        yield f"  - {inert(moved)}"
    for flag in change.flags:
        name, told = flag_words(flag)
        yield f"  - {name}: {inert(told)}"
    if change.unmentioned:
        yield f"  - **! {UNMENTIONED}**"
    if change.noise:
        yield f"  - {small(change)}"


def _words(change: Change) -> str:
    """The sentence; inside a pair, old words struck out and new ones bold."""
    side = change.new or change.old
    if not change.old or not change.new or change.kind == "moved":
        return inert(side.text) if side else ""
    said = "".join(map(_run, runs(change.words)))
    return said.replace("~~**", "~~ **").replace("~~  **", "~~ **")  # no text holds these: its own are escaped


def _run(run: Run) -> str:
    if run.mark == "same" or not run.words:
        return inert(run.before + run.words + run.after)
    return inert(run.before) + emphasised(run.words, "~~" if run.mark == "old" else "**") + inert(run.after)
