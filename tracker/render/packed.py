"""Packed: files as one zip, the same bytes for the same files.

Times are fixed, names sorted, nothing is compressed: two zlibs compress the same bytes differently.
"""

import zipfile
from collections.abc import Mapping
from io import BytesIO

_THEN = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip can name."""
_READABLE = 0o100644 << 16
_UNIX = 3


def packed(files: Mapping[str, bytes]) -> bytes:
    """The zip of these files, by name."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as made:
        for name in sorted(files):
            info = zipfile.ZipInfo(name, _THEN)
            info.create_system, info.external_attr = _UNIX, _READABLE
            made.writestr(info, files[name])
    return file.getvalue()
