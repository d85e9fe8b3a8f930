"""What an inbox held, line by line and in sum."""

from collections import Counter
from collections.abc import Iterator, Sequence

from rich.text import Text

from tracker.capture.inbox import LeftFile, TakenPage
from tracker.desk.dates import minute
from tracker.render.care import count
from tracker.render.safe import safe
from tracker.store import layout


def taken(one: TakenPage) -> Text:
    """A line for a page that is in the record now."""
    name = layout.name(one.source, one.document)
    text = Text("+ " if one.version else "= ", style="new" if one.version else "faint")
    text.append(safe(name), style="place")
    said = f"recorded as {one.version}, private" if one.version else "says what was held already"
    own = " (by the address that the page gives itself: look whose it is)" if one.is_own_word else ""
    text.append(f"  saved {minute(one.at)} in {safe(one.file)}: {said}{own}{_removed(one.removed)}")
    return text


def left(one: LeftFile) -> Text:
    """A line for a file that stays where it is."""
    return (
        Text("- ", style="faint").append(safe(one.file), style="place").append(f"  left where it is: {safe(one.why)}.")
    )


def summary(pages: Sequence[TakenPage], others: Sequence[LeftFile]) -> Iterator[str]:
    """How much there was, and what to do next."""
    new = [one.version for one in pages if one.version]
    yield (
        f"{count(len(new), 'page')} recorded, {count(len(pages) - len(new), 'page')} unchanged, "
        f"{count(len(others), 'file')} left."
    )
    if new:
        yield f"Others see nothing of it before `tracker release {new[-1]}`; read it first: `tracker show {new[-1]}`."


def _removed(counts: Counter[str]) -> str:
    """`; taken out: 2 tokens, 1 account block`; nothing where nothing was."""
    told = ", ".join(count(number, what) for what, number in sorted(counts.items()) if number)
    return f"; taken out: {told}" if told else ""
