"""Open a zipped office document without trusting it: sizes are capped before unpacking, entities are refused.

Members are asked for by names that we know; a name from the file is never used as a path.
"""

import io
import re
import zipfile
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from tracker.errors import ExtractError
from tracker.extract.border import border
from tracker.patterns import deferred

if TYPE_CHECKING:
    from lxml.etree import _Element

_LARGEST = 64_000_000
"""Unpacked bytes of one part; the text of a thousand pages has about 10 MB of XML."""
_LARGEST_SUM = 256_000_000
_MOST_MEMBERS = 5_000
_RATIO = 200
"""Unpacked to packed. XML of office programs packs up to about 40 times; a bomb, a thousand."""
_RATIO_FROM = 1_000_000
"""Bytes below which no ratio does harm."""
_ENCRYPTED = 0x1
_MANIFEST = "META-INF/manifest.xml"
"""Where OpenDocument says how each part is locked; the archive itself says nothing of it."""
PACKAGE = "encrypted-package"
"""What holds everything in OpenDocument files that are locked as a whole, as LibreOffice does since 24.8."""
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED_OFFICE = "EncryptedPackage".encode("utf-16-le")
"""The stream in which Office keeps a locked file: outside it is a compound file, as those of old Office are."""
_LOCKED = "{} is locked with a password; ask its publisher for an open copy"
_DECLARATIONS = deferred(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def refuse_older(body: bytes) -> None:
    """Raises ExtractError for a compound file: an old Office file, or a newer one that is locked with a password."""
    if not body.startswith(_COMPOUND):
        return
    if _LOCKED_OFFICE in body:
        raise ExtractError(_LOCKED.format("the file"))
    raise ExtractError("the file is one of an old Office (such as .doc): save it as DOCX, ODT or PDF")


class Container:
    """A zip archive whose sizes were checked before anything in it was unpacked."""

    def __init__(self, body: bytes, *, what: str) -> None:
        """Raises ExtractError: no zip archive, damaged, locked, or a bomb. `what` names what was expected."""
        self._what = what
        refuse_older(body)
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(body))
        except Exception as error:
            raise ExtractError(f"not {what}, or damaged: it is not a zip archive; fetch or save it again") from error
        self._check()

    def _check(self) -> None:
        members = self._archive.infolist()
        if len(members) > _MOST_MEMBERS:
            raise ExtractError(f"{self._what} holds more than {_MOST_MEMBERS:,} parts; it is not opened")
        if sum(member.file_size for member in members) > _LARGEST_SUM:
            raise ExtractError(f"{self._what} would unpack to more than {_LARGEST_SUM:,} bytes; it is not opened")
        for member in members:
            packed = max(member.compress_size, 1)
            bomb = member.file_size > _RATIO_FROM and member.file_size > _RATIO * packed
            if bomb or member.file_size > _LARGEST:
                raise ExtractError(
                    f"{self._what} holds a part that unpacks to {member.file_size:,} bytes; it is not opened"
                )
            if member.flag_bits & _ENCRYPTED:
                raise self._locked()
        manifest = self.part(_MANIFEST) or b""
        if b"encryption-data" in manifest or PACKAGE in self.names():
            raise self._locked()

    def _locked(self) -> ExtractError:
        return ExtractError(_LOCKED.format(self._what))

    def names(self) -> frozenset[str]:
        """What the archive says it holds."""
        return frozenset(self._archive.namelist())

    def part(self, name: str) -> bytes | None:
        """One part; None where there is none. ExtractError when it is damaged or larger than it said."""
        if name not in self.names():
            return None
        with border(self._what), self._archive.open(name) as opened:
            data = opened.read(_LARGEST + 1)
        if len(data) > _LARGEST:
            raise ExtractError(f"{self._what} holds a part that is larger than it says; it is not read")
        return data

    def is_unfit(self, name: str) -> bool:
        """Whether a part, were it read as XML, would declare entities; also of one that is damaged."""
        try:
            return _declares(self.part(name) or b"")
        except ExtractError:
            return True

    def without(self, names: Collection[str], *, instead: Mapping[str, bytes] | None = None) -> bytes:
        """The archive without some of its parts, with others in the place of theirs."""
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w") as archive:
            for name in sorted(self.names() - set(names)):
                archive.writestr(name, (instead or {}).get(name) or self.part(name) or b"")
        return made.getvalue()

    def xml(self, name: str) -> "_Element | None":
        """One part, parsed without entities, document type or network; None where there is none."""
        data = self.part(name)
        return None if data is None else parse(data, what=self._what)


def _declares(data: bytes) -> bool:
    """Whether XML declares a document type or entities, or may do so in an encoding in which it is not seen."""
    return bool(_DECLARATIONS.search(data)) or data[:2] in (b"\xff\xfe", b"\xfe\xff")


def parse(data: bytes, *, what: str) -> "_Element":
    """The root of an XML part.

    Raises:
        ExtractError: it is not well-formed, declares a document type or entities (a bomb's way in), or is too deep.
    """
    from lxml import etree

    if _declares(data):
        raise ExtractError(f"{what} declares XML entities, which no office program writes; it is not read")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ExtractError(f"{what} is damaged: its XML cannot be read") from error
    if root.getroottree().docinfo.doctype:
        raise ExtractError(f"{what} declares a document type, which no office program writes; it is not read")
    return root
