"""Changes, for people at a terminal, in a pipe or in a log."""

from collections.abc import Iterator, Sequence
from typing import Literal, assert_never

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from tracker.desk.comparison import UNMENTIONED, Comparison, moved_from, warnings, when
from tracker.desk.dates import minute
from tracker.desk.news import News, SharedEdit, sort_out
from tracker.desk.passages import Hunk, passages
from tracker.diff.change import Change, Word
from tracker.render.linked import linked
from tracker.render.safe import safe
from tracker.render.sides import SideBySide, hanging
from tracker.render.words import NOISE_WORDS, flag_words, one_side, runs, why

SIGN = {"added": "+", "removed": "-", "reworded": "~", "moved": ">", "split": "Y", "merged": "^"}
"""One sign a kind; `legend` says what they mean."""
MARKS = "[-old-] {+new+}"
LEGEND = ("Signs: + added  - removed  ~ reworded  > moved  Y split  ^ merged", f"Words: {MARKS}")
Layout = Literal["unified", "inline", "sides"]
MOST_FIRSTS = 20
"""Documents seen for the first time that are named; a search may find hundreds on its first day."""
_INDENT, _DEEP = 2, 6


def head(one: Comparison) -> Iterator[RenderableType]:
    """What was compared, between which sightings, the publisher's notes, warnings, and the facts beside the text."""
    line = Text()
    if one.revision:
        line.append_text(_place(one)).append("  ")
    else:
        line.append(f"{safe(one.numbers)}  ", style="place")
    yield line.append(safe(one.title), style="head")
    if said := when(one):
        yield _below(Text(said, style="faint"))
    for note in one.found.notes:
        yield _below(Text.assemble(("publisher’s note: ", "faint"), f"“{safe(note)}”"))
    for warning in warnings(one):
        yield _below(hanging(Text("! ", style="warn"), Text(safe(warning), style="warn")))
    for fact in one.facts:
        yield _below(hanging(Text("* "), Text(safe(fact.said))))


def _place(one: Comparison) -> Text:
    """The document, which leads to its page, and the versions, which lead to the site."""
    new = one.revision.new if one.revision else None
    name = linked(Text(safe(one.name), style="place"), new.url if new else None)
    return Text.assemble(name, " ", linked(Text(one.numbers, style="faint"), one.link))


def document(
    one: Comparison, *, layout: Layout = "unified", everything: bool = False, context: int = 0
) -> Iterator[RenderableType]:
    """One document's changes as they stand on the page, under their headings."""
    yield from head(one)
    for passage in passages(one, everything=everything, context=context):
        yield _below(Text(f"§ {safe(passage.heading or one.title)}", style="head"))
        for row in passage.rows:
            yield from _row(row, layout)


def whole(
    one: Comparison, *, layout: Layout = "unified", everything: bool = False, context: int = 0
) -> Iterator[RenderableType]:
    """All of one comparison, with what is not listed and what the signs mean."""
    yield from document(one, layout=layout, everything=everything, context=context)
    yield Text(footer(News(changed=(one,), everything=everything)), style="faint")
    if one.changes(everything=everything):
        yield from legend()


def legend() -> Iterator[Text]:
    """What the signs mean."""
    return (Text(line, style="faint") for line in LEGEND)


def _row(row: Hunk, layout: Layout) -> Iterator[RenderableType]:
    for text in row.before:
        yield _below(hanging(Text("  "), Text(safe(text), style="faint")))
    match layout:
        case "sides":
            yield _below(SideBySide(Text(SIGN[row.change.kind], style="sign"), *both(row.change)))
        case "inline":
            yield from map(_below, inline(row.change))
        case "unified":
            yield from map(_below, unified(row.change))
        case _:
            assert_never(layout)
    yield from _about(row.change)
    for text in row.after:
        yield _below(hanging(Text("  "), Text(safe(text), style="faint")))


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


def _about(change: Change) -> Iterator[RenderableType]:
    """What must be known of a change, below its sentence."""
    if moved := moved_from(change):
        yield _below(Text(safe(moved), style="faint"), _DEEP)
    for flag in change.flags:
        name, old, new = flag_words(flag)
        text = Text.assemble((f"{name}: ", "flag"), safe(old), (" → ", "sign"), safe(new))
        yield _below(text, _DEEP)
    if change.unmentioned:
        yield _below(Text(f"! {UNMENTIONED}", style="warn"), _DEEP)
    if change.noise:
        yield _below(Text(f"says nothing new: {change.noise_kind or 'typography'}", style="faint"), _DEEP)


def listing(found: News) -> Iterator[RenderableType]:
    """Everything by weight; then what was seen for the first time, and what is not listed."""
    for entry in sort_out(found):
        yield from _shared(entry) if isinstance(entry, SharedEdit) else head(entry)
        changes = (entry.change,) if isinstance(entry, SharedEdit) else entry.changes(everything=found.everything)
        for change in sorted(changes, key=lambda change: -change.score):
            yield from _ranked(change)
        yield Text()
    yield from first_seen(found)
    yield Text(footer(found), style="faint")
    if found.count:
        yield from legend()


def opened(head: str, rows: Iterator[RenderableType]) -> Iterator[RenderableType]:
    """The rows under a line that says of which time they are, if there is one."""
    if head:
        yield Text(head)
        yield Text()
    yield from rows


def _shared(one: SharedEdit) -> Iterator[RenderableType]:
    yield Text(f"the same edit in {len(one.places)} documents", style="head")
    for place in one.places:
        line = Text().append_text(_place(place))
        line.append(f"  {safe(place.title)}", style="default")
        yield _below(line)
        if said := when(place):
            yield _below(Text(said, style="faint"), 2 * _INDENT)
        for warning in warnings(place):
            yield _below(Text(f"! {safe(warning)}", style="warn"), 2 * _INDENT)


def _ranked(change: Change) -> Iterator[RenderableType]:
    yield from map(_below, inline(change))
    yield from _about(change)
    if change.noise:
        return
    reasons = safe(why(change))
    yield _below(Text(f"weight {change.score:.2f}" + (f": {reasons}" if reasons else ""), style="faint"), _DEEP)


def first_seen(found: News) -> Iterator[RenderableType]:
    """Documents that have no earlier version: nothing in them changed."""
    for one in found.firsts[:MOST_FIRSTS]:
        line = Text.assemble((safe(one.name), "place"), (f" @{one.number}  ", "faint"))
        line.append(f"first seen {minute(one.captured_at)}: {safe(one.title)}", style="default")
        yield hanging(Text("· ", style="faint"), line)
    if (more := len(found.firsts) - MOST_FIRSTS) > 0:
        yield Text(f"… and {counted(more, 'more document')} first seen")
    if found.firsts:
        yield Text()


def footer(found: News) -> str:
    """How much is listed and how much is not."""
    documents = sum(one.is_news(everything=found.everything) for one in found.changed)
    said = f"{counted(found.count, 'change')} in {counted(documents, 'document')}"
    if found.facts:
        said += f", {counted(found.facts, 'fact')} beside the text"
    if found.firsts:
        said += f"; {counted(len(found.firsts), 'document')} first seen"
    if found.noise:
        kinds = ", ".join(f"{number:,} {NOISE_WORDS[kind]}" for kind, number in found.noise_kinds.items())
        said += f"; {found.noise:,} that {'says' if found.noise == 1 else 'say'} nothing new"
        said += f" listed: {kinds}" if found.everything else f" not listed: {kinds} (--all lists them)"
    if found.left_out:
        said += f"; {found.left_out} left out by your filters"
    return said + "."


def counted(number: int, noun: str) -> str:
    """E.g. `1 change`, `2 changes`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _below(what: RenderableType, indent: int = _INDENT) -> Padding:
    return Padding(what, (0, 0, 0, indent))
