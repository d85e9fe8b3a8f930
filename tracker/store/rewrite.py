"""Copying a history into a new repository without some of its files: everything else keeps its bytes and dates.

Commits before the first one that is left out keep their ids; those after it get new ones, for an id covers all that
came before it.
"""

from collections.abc import Callable, Iterator

from tracker.errors import StoreError
from tracker.patterns import deferred
from tracker.store.git import REF, Git, stop
from tracker.store.history import Past, walk
from tracker.store.reader import Reader
from tracker.store.write import DURABLE, data, feed

_OURS = deferred(r"[A-Za-z0-9][A-Za-z0-9./-]*")


def rewrite(old: Git, new: Git, leave_out: Callable[[str], bool]) -> int:
    """Copy the history to an empty repository; a commit all of whose files are left out goes: how many have gone.

    StoreError when anything cannot be read or is not as expected; nothing is to be made of `new` then.
    """
    head, gone = old.head(), [0]
    if head is None:
        raise StoreError(f"{old.path} has no history.")
    reader = Reader(old)
    process = new.start("fast-import", "--quiet", "--done", "--date-format=raw", config=DURABLE)
    try:
        feed(process.stdin, _stream(old, head, reader, leave_out, gone))
        process.stdin = None
        _, err = process.communicate()
    finally:
        stop(process)
        reader.close()
    if process.returncode:
        raise StoreError(f"Nothing was purged. {new.failure('fast-import', err)}")
    _check(old, new, leave_out)
    return gone[0]


def _stream(git: Git, head: str, reader: Reader, leave_out: Callable[[str], bool], gone: list[int]) -> Iterator[bytes]:
    for past in walk(git, head):
        files = [(path, blob) for path, blob in past.files if not leave_out(path)]
        if past.files and not files:
            gone[0] += 1
            continue
        yield b"commit %s\n" % REF.encode("ascii")
        yield from _said(past, reader.commit(past.id))
        kept = dict(past.kept)
        for path, blob in files:
            if not _OURS.fullmatch(path):
                raise StoreError(f"Commit {past.id[:12]} of {git.path} was not written by tracker; nothing was purged.")
            if path in kept:
                yield b"M 100644 inline %s\n" % path.encode("ascii")
                yield from data(reader.blob(blob))
            else:
                yield b"D %s\n" % path.encode("ascii")
    yield b"done\n"


def _said(past: Past, commit: bytes) -> Iterator[bytes]:
    """Who, when and what, byte for byte."""
    headers, _, message = commit.partition(b"\n\n")
    lines = [line for line in headers.split(b"\n") if line.startswith((b"author ", b"committer "))]
    if len(lines) != 2:  # noqa: PLR2004 - one of each
        raise StoreError(f"Commit {past.id[:12]} was not written by tracker; nothing was purged.")
    yield b"".join(line + b"\n" for line in lines)
    yield from data(message)


def _check(old: Git, new: Git, leave_out: Callable[[str], bool]) -> None:
    """StoreError unless the new repository is whole and its newest state is the old one without what was left out."""
    new.run("fsck", "--connectivity-only", "--no-dangling", "--no-progress")
    expected = [one for one in _tree(old) if not leave_out(one.partition("\t")[2])]
    if expected != _tree(new):
        raise StoreError(f"{new.path} did not come out as expected; nothing was purged.")


def _tree(git: Git) -> list[str]:
    return git.run("ls-tree", "-r", "-z", REF).decode("utf-8", "replace").split("\0")
