"""What waits to be released, for people."""

from collections.abc import Iterator, Sequence

from rich.text import Text

from tracker.desk.extract import extract
from tracker.desk.releasing import WaitingRelease
from tracker.render.safe import safe
from tracker.store.version import Version

SHOWN = 60
"""Characters of what a thing is about."""


def release_list(found: Sequence[WaitingRelease], needs: int, saved: Sequence[Version] = ()) -> Iterator[Text]:
    """How many wait; then of each its id, words, who decided, and the command that lets it through. `saved`: versions."""
    if not found and not saved:
        yield Text("Nothing waits to be released.")
        return
    takes = f" It takes {needs} people." if needs > 1 else ""
    together = len(found) + len(saved)
    wait = "1 waits" if together == 1 else f"{together:,} wait"
    yield Text(f"{wait} to be released; others do not see what was decided.{takes}", style="head")
    for one in found:
        number = f"{len(one.decisions)} decision{'' if len(one.decisions) == 1 else 's'}"
        so_far = f", released by {safe(', '.join(one.released_by))}" if one.released_by else ""
        yield Text.assemble((safe(one.what), "place"), f"  {safe(extract(one.words, SHOWN))}")
        said = f"    {number} by {safe(', '.join(one.decided_by))}{so_far}: tracker release {safe(one.what)}"
        yield Text(said, style="faint")
    for version in saved:
        name, held = safe(version.address), f", held until {version.hold_until}" if version.hold_until else ""
        yield Text.assemble((name, "place"), f"  {safe(extract(version.title, SHOWN))}")
        yield Text(f"    saved by {safe(version.saved_by or '')}{held}: tracker release {name}", style="faint")
