"""What a push or a pull moved."""

from collections.abc import Iterator, Sequence

from rich.text import Text

from tracker.store.remote import HeadMove


def pushed(moved: Sequence[HeadMove]) -> Iterator[Text]:
    """A line for each repository: its head is now a witness at the remote too."""
    return (_line(one, "pushed", "the remote has everything") for one in moved)


def pulled(moved: Sequence[HeadMove]) -> Iterator[Text]:
    """A line for each repository, or one that the copy is empty."""
    if not moved:
        yield Text("Nothing to pull: the remote is still empty.")
    yield from (_line(one, "pulled", "nothing new at the remote") for one in moved)


def _line(one: HeadMove, did: str, nothing: str) -> Text:
    noun = "commit" if one.commits == 1 else "commits"
    text = Text(f"{one.repository}", style="place")
    text.append(f"  {one.commits:,} {noun} {did}" if one.commits else f"  {nothing}", style="default")
    return text.append(f"; head {one.new}", style="faint")
