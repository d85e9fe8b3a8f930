"""Reading history back: each commit with its message and the files it set, oldest first, from one `git log`."""

from collections.abc import Iterator
from dataclasses import dataclass

from tracker.store.git import Git

_COMMIT = b"\x01"
_FORMAT = "--format=%x01%H%x02%B"
_GONE = "0" * 40


@dataclass(frozen=True, slots=True)
class Past:
    """A commit: its id, message, and (path, blob id) of each file it set; a removed file has an id of zeros."""

    id: str
    message: str
    files: tuple[tuple[str, str], ...]

    @property
    def kept(self) -> tuple[tuple[str, str], ...]:
        """The files it set, without those it removed."""
        return tuple((path, blob) for path, blob in self.files if blob != _GONE)


def walk(git: Git, head: str, *, after: str | None = None) -> Iterator[Past]:
    """All commits up to `head`, or only those after a known one. StoreError when git cannot read them."""
    commit = message = ""
    files: list[tuple[str, str]] = []
    records = git.records(
        *"log -z --raw --no-abbrev --no-renames --no-color --no-ext-diff --reverse --root --first-parent".split(),
        *(_FORMAT, f"{after}..{head}" if after else head, "--"),
    )
    for record in records:
        if record.startswith(_COMMIT):
            if commit:
                yield Past(id=commit, message=message, files=tuple(files))
            name, _, said = record[1:].partition(b"\x02")
            commit, message, files = name.decode("ascii"), said.decode("utf-8", "replace"), []
        elif (change := record.lstrip(b"\n")).startswith(b":"):
            files.append((next(records).decode("utf-8", "replace"), change.split(b" ")[3].decode("ascii")))
    if commit:
        yield Past(id=commit, message=message, files=tuple(files))
