"""Changes, for people at a terminal, in a pipe or in a log."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Literal, assert_never

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from tracker.desk.comparison import UNMENTIONED, Comparison, warnings, when, whereabouts
from tracker.desk.dates import minute
from tracker.desk.notes import PersonNote
from tracker.desk.periods import told_of
from tracker.diff.change import Change, Word
from tracker.later import later
from tracker.render.linked import linked
from tracker.render.notes import in_line
from tracker.render.safe import safe
from tracker.render.sides import SideBySide, hanging
from tracker.render.words import NOISE_WORDS, flag_words, one_side, runs, small
from tracker.store.version import Version

if TYPE_CHECKING:
    from tracker.desk import news
    from tracker.desk import passages as desk_passages
    from tracker.desk.news import News, NewsEntry, SharedEdit, SharedFact
    from tracker.desk.passages import Hunk
else:
    desk_passages = later("tracker.desk.passages")
    news = later("tracker.desk.news")


SIGN = {"added": "+", "removed": "-", "reworded": "~", "moved": ">", "split": "Y", "merged": "^"}
"""One sign a kind; `legend` says what they mean."""
MARKS = "[-old-] {+new+}"
BRIEF_LEGEND = "+ added  - removed  ~ reworded  > moved  Y split  ^ merged  [-old-] {+new+}"
LEGEND = ("Signs: + added  - removed  ~ reworded  > moved  Y split  ^ merged", f"Words: {MARKS}")
Layout = Literal["unified", "inline", "sides"]
MOST_FIRSTS = 20
"""Documents seen for the first time, or with the same edit, that are named; there may be hundreds on one day."""
_INDENT, _DEEP = 2, 6


def head(one: Comparison) -> Iterator[RenderableType]:
    """What was compared, between which sightings, the publisher's notes, warnings, and the facts beside the text."""
    line = Text()
    if one.revision:
        line.append_text(located(one)).append("  ")
    else:
        line.append(f"{safe(one.numbers)}  ", style="place")
    yield line.append(safe(one.title), style="head")
    if said := when(one):
        yield below(Text(said, style="faint"))
    for note in one.found.notes:
        yield below(Text.assemble(("publisher’s note: ", "faint"), f"“{safe(note)}”"))
    for warning in warnings(one):
        yield below(hanging(Text("! ", style="warn"), Text(safe(warning), style="warn")))
    for fact in one.facts:
        yield below(hanging(Text("* "), Text(safe(fact.said))))


def located(one: Comparison) -> Text:
    """The document, which leads to its page, and the versions, which lead to the site."""
    new = one.revision.new if one.revision else None
    name = linked(Text(safe(one.name), style="place"), new.url if new else None)
    return Text.assemble(name, " ", linked(Text(one.numbers, style="faint"), one.link))


def document(
    one: Comparison, *, layout: Layout = "unified", everything: bool = False, context: int = 0
) -> Iterator[RenderableType]:
    """One document's changes as they stand on the page, under their headings."""
    yield from head(one)
    for passage in desk_passages.passages(one, everything=everything, context=context):
        yield below(Text(f"§ {safe(passage.heading or one.title)}", style="head"))
        for row in passage.rows:
            yield from written(one.written_on(row.change))
            yield from _row(row, layout)


def whole(
    one: Comparison, *, layout: Layout = "unified", everything: bool = False, context: int = 0
) -> Iterator[RenderableType]:
    """All of one comparison, with what is not listed and what the signs mean."""
    yield from document(one, layout=layout, everything=everything, context=context)
    yield Text(footer(news.News(changed=(one,), everything=everything)), style="faint")
    if one.changes(everything=everything):
        yield from legend()


def legend() -> Iterator[Text]:
    """What the signs mean."""
    return (Text(line, style="faint") for line in LEGEND)


def _row(row: "Hunk", layout: Layout) -> Iterator[RenderableType]:
    for text in row.before:
        yield below(hanging(Text("  "), Text(safe(text), style="faint")))
    match layout:
        case "sides":
            yield below(SideBySide(Text(SIGN[row.change.kind], style="sign"), *both(row.change)))
        case "inline":
            yield from map(below, inline(row.change))
        case "unified":
            yield from map(below, unified(row.change))
        case _:
            assert_never(layout)
    yield from _about(row.change)
    for text in row.after:
        yield below(hanging(Text("  "), Text(safe(text), style="faint")))


def unified(change: Change) -> Iterator[RenderableType]:
    """The whole sentence before and after: what a reader may quote."""
    if change.kind == "moved" or not (change.old and change.new):
        yield from inline(change)
        return
    old, new = both(change)
    yield hanging(Text(f"{SIGN[change.kind]} - ", style="sign"), old)
    yield hanging(Text("  + ", style="sign"), new)


def both(change: Change) -> tuple[Text, Text]:
    """Old and new text, each with its own words marked; a sentence that only came or went is not marked word by word."""
    old = Text(safe(change.old.text), style="old") if change.old else Text()
    new = Text(safe(change.new.text), style="new") if change.new else Text()
    if change.old and change.new:
        old, new = _marked(one_side(change, "old")), _marked(one_side(change, "new"))
    return old, new


def inline(change: Change) -> Iterator[RenderableType]:
    """One sentence with its sign; inside a pair, old words in [-…-] and new ones in {+…+}, if any words survived."""
    old, new = both(change)
    sign = Text(f"{SIGN[change.kind]} ", style="sign")
    if not change.new:
        yield hanging(sign, old)
    elif not change.old or change.kind == "moved":
        yield hanging(sign, Text(safe(change.new.text)) if change.old else new)
    elif any(word.mark == "same" for word in change.words):
        yield hanging(sign, _marked(change.words))
    else:
        yield from unified(change)


def _marked(words: Sequence[Word]) -> Text:
    text = Text()
    for run in runs(words):
        text.append(safe(run.before) if not text.plain.endswith(" ") else "")
        if run.mark == "same" or not run.words:
            text.append(safe(run.words))
        else:
            opening, closing = ("[-", "-]") if run.mark == "old" else ("{+", "+}")
            text.append(f"{opening}{safe(run.words)}{closing}", style=run.mark)
        text.append(safe(run.after))
    return text


def written(notes: Iterable[PersonNote]) -> Iterator[RenderableType]:
    """What persons wrote on a change, above it: a headline first, each with who wrote it and when."""
    for note in notes:
        yield below(Text(in_line(note), style="head" if note.kind == "headline" else "default"))


def _about(change: Change) -> Iterator[RenderableType]:
    """What must be known of a change, below its sentence."""
    if moved := whereabouts(change):
        yield below(Text(safe(moved), style="faint"), _DEEP)
    for flag in change.flags:
        name, told = flag_words(flag)
        text = Text.assemble((f"{name}: ", "flag"), safe(told))
        yield below(text, _DEEP)
    if change.unmentioned:
        yield below(Text(f"! {UNMENTIONED}", style="warn"), _DEEP)
    if change.noise:
        yield below(Text(small(change), style="faint"), _DEEP)


def listing(found: "News") -> Iterator[RenderableType]:
    """The sum; everything by weight; then what was seen for the first time, and what the signs mean."""
    yield Text(total(found), style="head")
    for rows in blocks(found):
        yield from rows
    yield from closing(found)


def total(found: "News") -> str:
    """How much there is, in a line: `73 changes in 19 documents; 7 documents first seen`."""
    documents = {one.name for one in found.changed if one.is_news(everything=found.everything)}
    said = f"{counted(found.count, 'change')} in {counted(len(documents), 'document')}"
    if found.firsts:
        said += f"; {counted(len(found.firsts), 'document')} first seen"
    return f"{said}."


def blocks(found: "News", entries: "Sequence[NewsEntry] | None" = None) -> Iterator[list[RenderableType]]:
    """A block for each document or shared edit by weight, and one for what was seen for the first time."""
    for entry in news.sort_out(found) if entries is None else entries:
        rows: list[RenderableType] = [Text()]
        changes: Sequence[Change] = ()
        match entry:
            case news.SharedEdit():
                rows += _shared(entry)
                changes = (entry.change,)
            case news.SharedFact():
                rows += _shared(entry)
                rows.append(below(hanging(Text("* "), Text(safe(entry.fact.said)))))
            case Comparison():
                rows += head(entry)
                changes = entry.changes(everything=found.everything)
            case _:
                assert_never(entry)
        for change in sorted(changes, key=lambda change: -change.score):
            rows += written(news.written_on(entry, change))
            rows += map(below, inline(change))
            rows += _about(change)
        yield rows
    if found.firsts:
        yield [Text(), *first_seen(found)]


def closing(found: "News") -> tuple[Text, ...]:
    """In which periods no change says little, what the signs mean, and what is not told above."""
    signs = (Text(BRIEF_LEGEND, style="faint"),) if found.count else ()
    periods = (Text(safe(told_of(period)), style="warn") for period in found.periods)
    return (*periods, *signs, *((Text(beside(found), style="faint"),) if beside(found) else ()))


def opened(head: str, rows: Iterator[RenderableType]) -> Iterator[RenderableType]:
    """The rows under a line that says of which time they are, if there is one."""
    if head:
        yield Text(head)
    yield from rows


def _shared(one: "SharedEdit | SharedFact") -> Iterator[RenderableType]:
    what = "edit" if isinstance(one, news.SharedEdit) else "detail"
    yield Text(f"the same {what} in {len(one.places):,} documents", style="head")
    for place in one.places[:MOST_FIRSTS]:
        line = Text().append_text(located(place))
        line.append(f"  {safe(place.title)}", style="default")
        yield below(line)
        if said := when(place):
            yield below(Text(said, style="faint"), 2 * _INDENT)
        for warning in warnings(place):
            yield below(Text(f"! {safe(warning)}", style="warn"), 2 * _INDENT)
    if (more := len(one.places) - MOST_FIRSTS) > 0:
        yield below(Text(f"… and {counted(more, 'more document')}"))


def first_seen(found: "News") -> Iterator[RenderableType]:
    """Documents that have no earlier version: nothing in them changed."""
    yield from map(seen_first, found.firsts[:MOST_FIRSTS])
    if (more := len(found.firsts) - MOST_FIRSTS) > 0:
        yield Text(f"… and {counted(more, 'more document')} first seen")


def seen_first(one: Version) -> RenderableType:
    """A document that has no earlier version, in a line."""
    line = Text.assemble((safe(one.name), "place"), (f" @{one.number}  ", "faint"))
    line.append(f"first seen {minute(one.captured_at)}: {safe(one.title)}", style="default")
    return hanging(Text("· ", style="faint"), line)


def footer(found: "News") -> str:
    """How much is listed and how much is not."""
    told = beside(found)
    return total(found) + (f" {told}" if told else "")


def beside(found: "News") -> str:
    """What changed beside the sentences, and what is not listed and why; empty where there is none of it."""
    said = []
    if found.facts:
        said.append(f"{counted(found.facts, 'change')} of a date, a file or another detail")
    if found.noise:
        kinds = ", ".join(f"{number:,} {NOISE_WORDS[kind]}" for kind, number in found.noise_kinds.items())
        small = counted(found.noise, "small change")
        said.append(f"{small} shown too ({kinds})" if found.everything else f"{small} not shown ({kinds}; see --all)")
    latest = {one.name: one for one in found.alternating}
    said += [
        f"{safe(name)} is again at a text it had before, {one.numbers} for the {_ordinal(one.again + 1)} time"
        for name, one in latest.items()
    ]
    if found.left_out:
        said.append(f"{found.left_out:,} left out by your filters")
    return f"Also {'; '.join(said)}." if said else ""


def _ordinal(number: int) -> str:
    ending = "th" if number % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number:,}{ending}"


def counted(number: int, noun: str) -> str:
    """E.g. `1 change`, `2 changes`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def below(what: RenderableType, indent: int = _INDENT) -> Padding:
    """Indented under what it belongs to."""
    return Padding(what, (0, 0, 0, indent))
