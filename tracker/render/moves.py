"""What a push or a pull moved."""

from collections.abc import Iterator, Sequence

from rich.text import Text

from tracker.render.care import count
from tracker.render.safe import safe
from tracker.store import layout
from tracker.store.remote import HeadMove
from tracker.store.replay import ReplayResult


def pushed(moved: Sequence[HeadMove]) -> Iterator[Text]:
    """A line for each repository: its head is now a witness at the remote too."""
    return (_line(one, "pushed", "the remote has everything") for one in moved)


def pulled(moved: Sequence[HeadMove]) -> Iterator[Text]:
    """A line for each repository, or one that the copy is empty."""
    if not moved:
        yield Text("Nothing to pull: the remote is still empty.")
    yield from (_line(one, "pulled", "nothing new at the remote") for one in moved)


def replayed(done: ReplayResult) -> Iterator[Text]:
    """What was taken over, what was recorded anew on top of it, and every number that is another one now."""
    yield from pulled(done.moves)
    same = f"; the copy already had the text of {count(done.same, 'version')}" if done.same else ""
    yield Text(f"{count(done.anew, 'commit')} of this folder added on top again{same}.")
    for old, new in done.renumbered.items():
        yield Text("= ", style="faint").append(_address(old), style="place").append(f" is now {_address(new)}")
    for name, said in done.superseded.items():
        yield Text(
            f"· {safe(name)}: the copy checked it more recently; what this folder found stays in the record: {safe(said)}"
        )
    for reader in done.readers:
        yield Text(f"· {safe(reader)} will see this folder's new items again, so that none of the copy's are missed.")
    if done.renumbered:
        yield Text("Old commit ids still work; an old version number does unless another version now has it.")


def _address(name: str) -> str:
    document, _, number = name.rpartition("@")
    return f"{layout.name(*document.split('/', 1))}@{number}"


def _line(one: HeadMove, did: str, nothing: str) -> Text:
    noun = "commit" if one.commits == 1 else "commits"
    text = Text(f"{one.repository}", style="place")
    text.append(f"  {one.commits:,} {noun} {did}" if one.commits else f"  {nothing}", style="default")
    return text.append(f"; head {one.new}", style="faint")
