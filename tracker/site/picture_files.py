"""The files of pictures of pages: the parts that stand on pages of changes, and the whole ones that may be handed on."""

from collections.abc import Callable, Iterable, Iterator

from tracker.desk import address
from tracker.desk.cropped import cropped, cropper
from tracker.desk.pictured import Crop
from tracker.site.holdings import SiteHoldings
from tracker.site.key import digest
from tracker.site.site_file import Section, SiteFile
from tracker.site.summary import SummaryPicture
from tracker.store.version import Revision, Version


def _files(held: SiteHoldings) -> Iterable[SiteFile]:
    """Of every document with pictures: the parts that pages of changes show, and the whole ones that may be handed on."""
    for name in sorted(held.pictured):
        captured = held.versions.get(name, ())
        steps = [held.revisions[one.address] for one in captured if one.address in held.revisions]
        shown = held.summaries(steps)
        for step in steps:
            for part in shown[step.revision.new.number].pictures:
                yield _part_file(held, step.revision, part)
        if captured and held.subject(captured[-1]).free:
            yield from _whole_files(held, captured)


def _part_file(held: SiteHoldings, revision: Revision, part: SummaryPicture) -> SiteFile:
    new, shown = revision.new, revision.old if part.side == "old" else revision.new
    crop = Crop(part.left, part.top, part.width, part.height)
    return SiteFile(
        address.change_picture(new.source, new.document, new.number, part.side),
        digest(shown.commit, crop, cropper()),
        _cut(held, shown, crop),
    )


def _cut(held: SiteHoldings, version: Version, crop: Crop) -> Callable[[], bytes]:
    def make() -> bytes:
        made = cropped(held.archive.picture(version) or b"", crop)
        if made is None:
            raise ValueError("the part was cut when the page of the change was made")
        return made

    return make


def _whole_files(held: SiteHoldings, captured: Iterable[Version]) -> Iterator[SiteFile]:
    for version in captured:
        blob = held.archive.picture_id(version)
        if blob and held.picture_rules.allowed(version) is not None:
            yield SiteFile(
                address.version_picture(version.source, version.document, version.number),
                digest(blob),
                _whole(held, version),
            )


def _whole(held: SiteHoldings, version: Version) -> Callable[[], bytes]:
    return lambda: held.picture_rules.pixels(version)


SHOTS = (Section((), _files),)
