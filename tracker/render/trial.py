"""What came of trying a source: what would be kept of it, what was left out, and what to look at."""

from collections.abc import Iterator

from rich.padding import Padding
from rich.text import Text

from tracker.capture.trial import Trial
from tracker.desk.dates import day
from tracker.extract.document import Document
from tracker.extract.second import Opinion
from tracker.render.changes import counted
from tracker.render.left_out import MOST, inside, left_out, short
from tracker.render.safe import safe

_MOST_LINES = 5
Row = Text | Padding


def trial(found: Trial) -> Iterator[Row]:
    """The whole report, from the answer to the suggestion."""
    response = found.response
    head = Text()
    head.append(safe(found.source.id), style="place")
    head.append(f"  {safe(response.final_url)}", style="head")
    yield head
    yield inside(f"{response.status}, {len(response.body):,} bytes, read by {found.extractor}", "faint")
    if found.document is None:
        yield Text(f"! no document: {safe(found.fault or '')}", style="bad")
    else:
        yield from _document(found.document)
    if found.suspicion:
        yield Text(f"? a round would not record it: {safe(found.suspicion)}", style="warn")
    for warning in found.warnings:
        yield Text(f"! {safe(warning)}", style="warn")
    if found.parts:
        yield from left_out(found.parts)
        if not found.source.model_dump().get("select"):
            yield _suggestion(found.parts.select)
    if found.opinion:
        yield from _opinion(found.opinion)
    yield Text("Nothing was recorded.", style="faint")


def _document(document: Document) -> Iterator[Row]:
    facts = [f"published {day(document.published, document.precision)}"] if document.published else []
    facts += [f"by {safe(document.author)}"] if document.author else []
    facts += [f"from {safe(', '.join((*document.organisations, *document.people)))}"] if document.organisations else []
    facts += [counted(len(document.notes), "change note")] if document.notes else []
    facts += [counted(len(document.attachments), "attachment")] if document.attachments else []
    facts += [document.state.kind] if document.state.kind != "live" else []
    facts += [f"history mode, published under the {safe(document.government or '')}"] if document.history_mode else []
    yield Text(safe(document.title), style="head")
    if facts:
        yield inside("; ".join(facts), "faint")
    share = f"{document.kept:.0%} of the visible text: " if document.kept is not None else ""
    said = len(document.blocks) - 1
    if not said:
        yield Text("There is no text on it.")
        return
    yield Text(f"Kept {share}{counted(said, 'block')}, {counted(len(document.sentences) - 1, 'sentence')}")
    for block in document.blocks[1:][:MOST]:
        words = safe(document.text[block.start : block.end])
        yield inside(f"+ {block.kind}  {short(words)}", "new")
    if len(document.blocks) > MOST + 1:
        yield inside(f"… and {len(document.blocks) - 1 - MOST} more blocks", "faint")


def _suggestion(select: str | None) -> Text:
    if select is None:
        return Text("No element with a stable name holds just the article: leave out `select`.")
    text = Text("To hold tracker to this part of the page, add to the source: ")
    return text.append(f'select = "{safe(select)}"', style="head")


def _opinion(opinion: Opinion) -> Iterator[Row]:
    if not opinion.only_here and not opinion.only_there:
        yield Text(f"{safe(opinion.by)} keeps the same text.")
        return
    yield Text(f"{safe(opinion.by)} reads the page differently in {len(opinion.only_here + opinion.only_there)} lines")
    for sign, lines, why in (
        ("+", opinion.only_here, "only tracker keeps"),
        ("-", opinion.only_there, "only it keeps"),
    ):
        for line in lines[:_MOST_LINES]:
            yield inside(f"{sign} {why}  {short(safe(line))}", "faint")
        if len(lines) > _MOST_LINES:
            yield inside(f"… and {len(lines) - _MOST_LINES} more lines that {why}", "faint")
