"""The page before and after a change, as a browser showed it: two parts of pictures side by side, and the whole ones.

Of a source whose text may not be handed on the parts are no longer than extracts, and the whole ones stay at home.
"""

from collections.abc import Iterator
from typing import NamedTuple

from tracker.desk import address
from tracker.desk.comparison import Comparison
from tracker.desk.cropped import cropped
from tracker.desk.dates import minute
from tracker.desk.pictured import PictureRules, crop_of
from tracker.diff.change import Change
from tracker.render.words import one_side
from tracker.site.subject import Subject
from tracker.site.summary import SummaryPicture
from tracker.store.version import Revision, Version


class SidePicture(NamedTuple):
    """One of the two."""

    part: SummaryPicture | None
    """None where the words have no place on it; then only the whole picture is named."""
    when: str
    """`Before` or `After`."""
    caption: str
    alt: str
    src: str
    whole: str | None
    """The address of the whole picture, where it is on the site."""
    size: str
    """Of the whole picture, for people."""


def side_pictures(
    one: Comparison, change: Change, around: str | None, about: Subject, rules: PictureRules
) -> Iterator[SidePicture]:
    """Before and after. `around`: words that stand beside the change on both sides, where they may be shown."""
    revision = one.revision
    if revision is None:
        return
    for side, version in (("old", revision.old), ("new", revision.new)):
        picture = rules.allowed(version)
        if picture is None:
            continue
        part = _part(picture, change, side, around=around, about=about, letters=rules.letters)
        if part or about.free:
            yield _told(version, revision, part, about=about, side=side, size=len(picture))


def _part(
    picture: bytes, change: Change, side: str, *, around: str | None, about: Subject, letters: int
) -> SummaryPicture | None:
    words = change.old if side == "old" else change.new
    telling = next((word.text for word in one_side(change, side) if word.mark == side), "") if words else ""
    text = words.text if words else around
    crop = crop_of(picture, text, telling=telling.strip(), free=about.free, letters=letters) if text else None
    if crop is None or cropped(picture, crop) is None:
        return None
    return SummaryPicture.model_validate({"side": side, **crop._asdict()})


def _told(
    version: Version, revision: Revision, part: SummaryPicture | None, *, about: Subject, side: str, size: int
) -> SidePicture:
    when, at = ("Before", "before") if side == "old" else ("After", "after")
    seen = minute(version.captured_at)
    return SidePicture(
        part=part,
        when=when,
        caption=f"version {version.number}, captured {seen}",
        alt=f"Part of the page “{about.title}” as a browser showed it {at} the change, captured {seen}",
        src=address.change_picture(about.source, about.document, revision.new.number, side),
        whole=address.version_picture(about.source, about.document, version.number) if about.free else None,
        size=f"{size / 1_000_000:.1f} MB",
    )
