"""The format of the store: what FORMAT in each repository says, what of it we read, and how it rises.

Every store begins as format 1 and stays readable by the tracker that made it until the first round of a newer one, which
raises it (decision 18).
"""

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime

from tracker.errors import StoreError
from tracker.patterns import deferred
from tracker.store import layout, trailers
from tracker.store.git import REF, Git
from tracker.store.history import Past
from tracker.store.moment import seconds
from tracker.store.reader import Reader
from tracker.store.write import Commit

FIRST = 1
"""The format of every first commit, for ever: all empty stores are alike (decision 8)."""
NEWEST = 2
"""The format that a round leaves. Since 2, fields of a later minor version are read over."""
_FORM = deferred(r"tracker\.store/([1-9][0-9]{0,3})\n")
_SHOWN = 40
"""Characters of a FORMAT that is none."""


class NewerFormatError(StoreError):
    """A store that a tracker newer than this has written: it is well, and nothing that this one can look at."""


def text(number: int) -> bytes:
    """What FORMAT says."""
    return f"tracker.store/{number}\n".encode("ascii")


def check(git: Git, commit: str = REF, *, reader: Reader | None = None) -> int:
    """The number of the format. StoreError where it is none; NewerFormatError. A reader of the branch saves a process."""
    found = _said(git, commit, reader).decode("utf-8", "replace")
    number = _number(found)
    if number is None:
        raise StoreError(
            f"{git.path} is damaged: its {layout.FORMAT} says {found.strip()[:_SHOWN]!r}, which no tracker writes. "
            "Restore it from a backup."
        )
    if number > NEWEST:
        raise NewerFormatError(
            f"{git.path} is of format {found.strip()!r}, which this tracker does not know. Please update tracker."
        )
    return number


def rise(git: Git, *, tracker: str, now: datetime, reader: Reader | None = None) -> tuple[Commit, ...]:
    """The commit that makes a repository one of the newest format; none where it is that already."""
    if check(git, reader=reader) == NEWEST:
        return ()
    subject = f"{git.path.name}: from here on a record of format {text(NEWEST).decode('ascii').strip()}"
    message = trailers.write(subject, {"Tracker": tracker})
    return (Commit(message=message, authored=seconds(now), files=((layout.FORMAT, text(NEWEST)),)),)


def falls(git: Git, history: Iterator[Past], *, start: int) -> str | None:
    """The commit, if any, in history that follows a format, after which FORMAT is lower than before, or none at all."""
    number, reader = start, Reader(git)
    try:
        for past in history:
            for blob in (blob for path, blob in past.files if path == layout.FORMAT):
                said = reader.blob(blob) if (layout.FORMAT, blob) in past.kept else b""
                found = _number(said.decode("utf-8", "replace"))
                if found is None or found < number:
                    return past.id
                number = found
    finally:
        reader.close()
    return None


def _said(git: Git, commit: str, reader: Reader | None) -> bytes:
    head = git.head() if reader and commit == REF else None
    with suppress(StoreError):  # git itself says best what is wrong
        if reader and head:
            return reader.file(head, layout.FORMAT)
    return git.run("cat-file", "blob", f"{commit}:{layout.FORMAT}")


def _number(said: str) -> int | None:
    parts = _FORM.fullmatch(said)
    return int(parts[1]) if parts else None
