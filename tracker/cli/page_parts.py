"""A recorded page taken apart beside its recorded text."""

from tracker.capture.fault import ReaderError
from tracker.cli.readers import apart
from tracker.cli.world import World
from tracker.errors import UsageError
from tracker.extract import canonical
from tracker.extract.parts import Parts, parts
from tracker.store.archive import Archive
from tracker.store.version import Version


def parts_of(world: World, archive: Archive, version: Version, body: bytes) -> Parts:
    """The parts, by a child within the bounds of the settings. UsageError where our own reader fails on the page."""
    document = canonical.read(archive.text(version), archive.meta(version))
    try:
        with apart(world) as warden:
            return warden(parts, body, document, charset=version.charset)
    except ReaderError as error:
        raise UsageError(f"tracker cannot show what was left out of {version.address}: {error}") from error
