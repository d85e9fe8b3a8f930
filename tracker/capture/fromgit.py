"""From git: the history of files in another repository as captures. A commit's author date is when its maker saw them."""

import re
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from tracker.capture.elsewhere import Capture, key_of, settled
from tracker.capture.place import own_address
from tracker.config.source import Source
from tracker.errors import StoreError
from tracker.patterns import deferred
from tracker.store.archive import Archive
from tracker.store.foreign import Foreign, ForeignFile
from tracker.store.layout import LONGEST_SLUG, PAGE, document_id, slugify

_REMOVED = "the commit took the file away"
_LACKING = "its repository lacks the file's bytes (a clone that is not whole, or damaged); it is asked for again"
_POINTER = "it is a Git LFS pointer, not the file"
_CONFLICT = "it has the marks of a merge conflict"
_LFS = b"version https://git-lfs.github.com/spec/"
_MARKS = tuple(deferred(mark, re.MULTILINE) for mark in (rb"^<{7} ", rb"^={7}\r?$", rb"^>{7} "))
"""In this order, each at the start of a line."""
_FRONT = deferred(rb"\A(?:---|\+\+\+)\r?\n(.{0,4000}?)^(?:---|\+\+\+)\r?$", re.DOTALL | re.MULTILINE)
_TITLE = deferred(rb"""^title\s*[:=]\s*["']?(.{1,200}?)["']?\s*$""", re.MULTILINE)


def captures(source: Source, foreign: Foreign, seen: Sequence[ForeignFile], archive: Archive) -> Iterator[Capture]:
    """What each commit made of the files, in order of their time; bytes only of what no import has taken.

    A single file is the source's page; several are documents of their own, named by where their history began.
    """
    names = _names(source, foreign, seen, archive)
    taken = {name: settled(archive.imported(source.id, name)) for name in names.values()}
    address = own_address(source)
    by = f"git {foreign.name}"
    told: set[tuple[str, str]] = set()
    for one in sorted(seen, key=lambda one: one.at):
        document, who = names[one.origin], by
        if (document, key_of(one.at, who)) in told:
            who = f"{by} {one.commit[:12]}"  # Two commits of one second are two captures.
        told.add((document, key_of(one.at, who)))
        url = address if document == PAGE and address else f"git:{one.path}"
        is_known = key_of(one.at, who) in taken[document]
        yield _capture(one, document, who, url, None if is_known else foreign)


def _names(source: Source, foreign: Foreign, seen: Sequence[ForeignFile], archive: Archive) -> dict[str, str]:
    """The document of each file. One that an earlier tracker imported under a shorter name keeps that."""
    firsts: dict[str, ForeignFile] = {}
    for one in seen:
        if one.origin not in firsts or firsts[one.origin].removed:
            firsts[one.origin] = one
    if len(firsts) == 1:
        return dict.fromkeys(firsts, PAGE)
    names = {}
    for origin, first in firsts.items():
        before = document_id(origin, origin.rpartition("/")[2])
        held = archive.imported(source.id, before)
        names[origin] = before if held else document_id(origin, _slug(origin, _title(foreign, first)))
    return names


def _slug(path: str, title: str) -> str:
    """Folders and title, or the file's name; of what is too long the end, in which files differ."""
    place = PurePosixPath(path.partition("@")[0])
    words = [slugify(part) for part in (*place.parts[:-1], title or place.stem)]
    while len(words) > 1 and len("-".join(words)) > LONGEST_SLUG:
        del words[0]
    return "-".join(filter(None, words))


def _title(foreign: Foreign, first: ForeignFile) -> str:
    """What the front matter of its first version calls it; empty where there is none."""
    if first.removed:
        return ""
    try:
        front = _FRONT.match(foreign.body(first))
    except StoreError:
        return ""
    found = _TITLE.search(front[1]) if front else None
    return found[1].decode("utf-8", "replace") if found else ""


def _capture(one: ForeignFile, document: str, by: str, url: str, foreign: Foreign | None) -> Capture:
    """With its bytes where they are wanted: of what was taken before they are not."""
    where = f"{one.commit}:{one.path}"
    body, why, again = None, _REMOVED if one.removed else "", False
    if foreign and not one.removed:
        try:
            body = foreign.body(one)
            why = _unfit(body)
        except StoreError:
            why, again = _LACKING, True
    kept = None if why else body
    return Capture(document=document, url=url, at=one.at, by=by, where=where, body=kept, why=why, again=again)


def _unfit(body: bytes) -> str:
    """Why bytes are not the file; empty where they are."""
    if body.startswith(_LFS):
        return _POINTER
    at = 0
    for mark in _MARKS:
        found = mark.search(body, at)
        if not found:
            return ""
        at = found.end()
    return _CONFLICT
