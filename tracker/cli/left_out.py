"""What of a recorded web page was not read as part of it."""

from typing import TYPE_CHECKING

from tracker.cli.world import World
from tracker.errors import UsageError
from tracker.extract.registry import media_type
from tracker.store.archive import Archive
from tracker.store.version import Version

if TYPE_CHECKING:
    from tracker.extract.parts import Parts


def left_out_of(world: World, archive: Archive, version: Version) -> "Parts":
    """The page's parts. UsageError where its bytes are not kept, or are no web page."""
    from tracker.cli.page_parts import parts_of  # parser and reading children, which to show a text needs none of

    body = archive.raw(version)
    if body is None or media_type(version.extractor) != "text/html":
        why = "no raw bytes are kept" if body is None else f"{version.extractor} reads no web pages"
        raise UsageError(f"tracker cannot show what was left out of {version.address}: {why}.")
    return parts_of(world, archive, version, body)
