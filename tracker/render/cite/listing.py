"""The changes that came with a version, each with the id by which it is cited."""

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.text import Text

from tracker.diff.change import Change
from tracker.render.changes import SIGN
from tracker.render.marked import marked
from tracker.render.safe import safe
from tracker.render.sides import hanging


def listing(found: Sequence[tuple[str, Change]]) -> Iterator[RenderableType]:
    """One a paragraph, in reading order; what says nothing new is left out."""
    shown = [(name, change) for name, change in found if not change.noise]
    for name, change in shown:
        yield hanging(Text.assemble((name, "place"), f"  {SIGN[change.kind]} "), _words(change))
    if not shown:
        yield Text("No sentence changed; `tracker diff --all` also shows small changes and details.", style="faint")


def _words(change: Change) -> Text:
    if change.old and change.new and change.kind != "moved":
        return marked(change.old.text, change.new.text)
    side = change.new or change.old
    return Text(safe(side.text) if side else "")
