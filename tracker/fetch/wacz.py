"""WACZ: web archives in a zip, as ArchiveWeb.page, Browsertrix and py-wacz make them: the WARC files in it, checked.

No name in the zip is made a path: what is read is copied into files that we name, and counted as it is unpacked.
"""

import hashlib
import json
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

from tracker.errors import FetchError
from tracker.fetch.reason import shown

LARGEST = 2_000_000_000
"""Bytes of all WARC files of a WACZ together, unpacked; they are copied beside the system's temporary files."""
_LARGEST_LIST = 20_000_000
_MOST_MEMBERS = 200_000
_STEP = 1_048_576
_ENDINGS = (".warc", ".warc.gz", ".warc.zst")
_Faults = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError, KeyError)
"""What Python's reader of zips stumbles over; RuntimeError is that of an encrypted member."""


@contextmanager
def warcs_of(path: Path, *, limit: int = LARGEST) -> Iterator[tuple[Path, ...]]:
    """The WARC files of a WACZ, as files for the while of the block.

    Raises:
        FetchError: it is no WACZ, larger than `limit`, damaged, or not what its own datapackage.json says that it is.
    """
    with TemporaryDirectory(prefix="tracker-wacz-") as folder:
        try:
            with zipfile.ZipFile(path) as held:
                found = tuple(_copied(held, Path(folder), limit))
        except FetchError:
            raise
        except _Faults as error:
            raise FetchError(f"{shown(path.name)} is damaged, or no WACZ: save it again.") from error
        if not found:
            raise FetchError(f"{shown(path.name)} holds no web archive (archive/….warc.gz): export it again as WACZ.")
        yield found


def _copied(held: zipfile.ZipFile, folder: Path, limit: int) -> Iterator[Path]:
    members = held.infolist()
    if len(members) > _MOST_MEMBERS:
        raise FetchError(f"{shown(held.filename or '')} has more than {_MOST_MEMBERS:,} files in it; it was not read.")
    sums = _sums(held)
    left = limit
    wanted = (one for one in members if one.filename.startswith("archive/") and one.filename.endswith(_ENDINGS))
    for nth, member in enumerate(wanted):
        ending = next(one for one in _ENDINGS if member.filename.endswith(one))
        to = folder / f"{nth}{ending}"
        with held.open(member) as source, to.open("wb") as target:
            digest, size = _copy(source, target, sums.get(member.filename, ("sha256", ""))[0], left)
        left -= size
        if member.filename in sums and digest != sums[member.filename][1]:
            raise FetchError(
                f"{shown(member.filename)} is not what the datapackage.json beside it says: the WACZ was changed or damaged."
            )
        yield to


def _copy(source: IO[bytes], target: IO[bytes], algorithm: str, limit: int) -> tuple[str, int]:
    """(digest, size) of what was copied. FetchError where that is more than `limit` bytes."""
    digest, size = hashlib.new(algorithm, usedforsecurity=False), 0
    while some := source.read(_STEP):
        size += len(some)
        if size > limit:
            raise FetchError(f"The web archives in it are larger than {LARGEST:,} bytes together; it was not read.")
        digest.update(some)
        target.write(some)
    return digest.hexdigest(), size


def _sums(held: zipfile.ZipFile) -> Mapping[str, tuple[str, str]]:
    """(algorithm, digest) by member, as datapackage.json has them; nothing where there is none (WACZ 1.1, 5.2.1)."""
    try:
        with held.open("datapackage.json") as opened:
            told = json.loads(opened.read(_LARGEST_LIST))
        listed = [(str(one["path"]), str(one["hash"])) for one in told["resources"]]
    except KeyError:
        return {}
    except (TypeError, AttributeError, RecursionError) as error:
        raise ValueError("no datapackage") from error
    found = {path: tuple(digest.lower().partition(":")[::2]) for path, digest in listed}
    return {path: (name, value) for path, (name, value) in found.items() if name in {"sha256", "md5"}}
