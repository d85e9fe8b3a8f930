"""The page of a version: its text, and since when each sentence stands there."""

from collections.abc import Iterator
from typing import NamedTuple

from tracker.desk import address
from tracker.desk.blame import Appearance, BlameReport
from tracker.desk.dates import minute
from tracker.extract.document import Document
from tracker.render.blame import when
from tracker.render.safe import safe
from tracker.render.words import cut
from tracker.site.environment import render
from tracker.site.frame import Site
from tracker.site.link import outward
from tracker.site.subject import Subject


class _MarginVersion(NamedTuple):
    number: int
    when: str
    has_page: bool
    """Whether a page tells what came with it."""


class _Part(NamedTuple):
    """Sentences of one block that came with the same version."""

    kind: str
    level: int
    text: str
    since: int
    first: int | None
    """The version since which it stands there in other words."""
    before: int | None
    """The earliest version that had these very words, where they had gone and came back."""
    told: bool
    """Whether the margin says so: not where the part above it came with the same version."""


class NeighbourVersions(NamedTuple):
    """The versions captured before and after, by number; None where there is none."""

    before: int | None = None
    after: int | None = None


ALONE = NeighbourVersions()


def text(
    found: BlameReport,
    about: Subject,
    *,
    site: Site,
    around: NeighbourVersions = ALONE,
    copy: str | None = None,
    pictured: bool = False,
    recorded: bool = True,
) -> str:
    """The page. `copy` is where a web archive has it; `pictured`: a picture of it is on the site.

    `recorded` is False where it was read anew from the page's bytes.
    """
    version = found.version
    title = safe(found.document.title) or about.title
    values = {
        "site": site,
        "description": f"{cut(title, 90)} ({cut(about.publisher, 40)}): version {version.number},"
        f" captured {minute(version.captured_at)}",
        "about": about,
        "version": version,
        "title": title,
        "captured": minute(version.captured_at),
        "by": safe(version.seen_by) if version.seen_by else None,
        "around": around,
        "copy": outward(copy),
        "pictured": pictured,
        "last_seen": minute(version.last_seen) if around.after else None,
        "came": tuple(_came(found)),
        "parts_of_text": tuple(_parts(found)) if about.free else (),
        "sentences": len(found.document.sentences),
        "mixed": found.mixed,
        "recorded": recorded,
    }
    return render("version.html", address.version(about.source, about.document, version.number), values)


def _came(found: BlameReport) -> Iterator[_MarginVersion]:
    """The versions with which something came that is there now."""
    for place in sorted({place for origin in found.origins for place in origin if place is not None}):
        one = found.since[place]
        yield _MarginVersion(one.version.number, when(one), _has_page(one))


def _has_page(one: Appearance) -> bool:
    return one.between is not None and one.version.kind != "reextract"


def _parts(found: BlameReport) -> Iterator[_Part]:
    document, last = found.document, None
    number = [one.version.number for one in found.since]
    pending: list[str] = []
    rows = list(zip(document.sentences, found.origins, strict=True))
    for at, (sentence, origin) in enumerate(rows):
        pending.append(safe(sentence.text))
        if at + 1 < len(rows) and rows[at + 1][0].block == sentence.block and rows[at + 1][1] == origin:
            continue
        block = document.block_of(sentence)
        yield _Part(
            kind=_kind(document, sentence.block),
            level=min(block.level, 6),
            text=" ".join(pending),
            since=number[origin.worded],
            first=number[origin.first] if origin.first != origin.worded else None,
            before=number[origin.before] if origin.before is not None else None,
            told=origin != last,
        )
        last, pending = origin, []


def _kind(document: Document, block: int) -> str:
    return "title" if block == 0 and document.blocks[0].kind == "heading" else document.blocks[block].kind
