"""From git: the history of files in another repository as captures. A commit's author date is when its maker saw them."""

from collections.abc import Iterator

from tracker.capture.elsewhere import Capture, key_of
from tracker.capture.place import own_address
from tracker.config.source import Source
from tracker.errors import UsageError
from tracker.store.archive import Archive
from tracker.store.foreign import Foreign, ForeignFile
from tracker.store.layout import PAGE, document_id

_REMOVED = "the commit took the file away"


def captures(source: Source, foreign: Foreign, glob: str, archive: Archive) -> Iterator[Capture]:
    """What each commit made of the files that match, oldest first; bytes only of what no import has taken.

    A single file is the source's page; several are documents of their own, named by their paths.

    Raises:
        UsageError: no file ever matched.
        StoreError: the repository cannot be read.
    """
    seen = tuple(foreign.history(glob))
    paths = {one.path for one in seen}
    if not paths:
        raise UsageError(f"No file of {foreign.name} ever matched {glob[:80]!r}: `*` matches any letters, also /.")
    names = {path: PAGE if len(paths) == 1 else document_id(path, path.rpartition("/")[2]) for path in paths}
    taken = {name: set(archive.imported(source.id, name)) for name in names.values()}
    address = own_address(source)
    by = f"git {foreign.name}"
    for one in sorted(seen, key=lambda one: one.at):
        if key_of(one.at, by) not in taken[names[one.path]]:
            yield _capture(
                one, names[one.path], by, address if len(paths) == 1 and address else f"git:{one.path}", foreign
            )


def _capture(one: ForeignFile, document: str, by: str, url: str, foreign: Foreign) -> Capture:
    where = f"{one.commit}:{one.path}"
    if one.removed:
        return Capture(document=document, url=url, at=one.at, by=by, where=where, body=None, why=_REMOVED)
    return Capture(document=document, url=url, at=one.at, by=by, where=where, body=foreign.body(one))
