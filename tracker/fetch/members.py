"""Members: the plain bytes of a file that is packed in a row of gzip members or Zstandard frames, or not at all.

A WARC file may be packed a record a member (the standard), as one member, or in blocks that know nothing of records; a
member that is damaged costs what is in it, and reading goes on with the next one that begins with a record.
"""

import zlib
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from typing import Any, BinaryIO

from tracker.fetch.unpack import STEP
from tracker.fetch.zstandard import zstd

RECORD = b"WARC/"
_GZIP, _ZSTD, _DICTIONARY = b"\x1f\x8b\x08", b"\x28\xb5\x2f\xfd", b"\x5d\x2a\x4d\x18"
_SKIPPABLE = _DICTIONARY[1:]
"""What follows the first byte of a frame that says nothing (Zstandard only; no gzip member has it there)."""
_WINDOW = 27
"""Of Zstandard, as a power of two: what its own program takes by itself (128 MB)."""
_LONGEST_LINE = 1_000_000
_STEP = {_GZIP: 16_384, _ZSTD: 2_048}
"""Packed bytes that are unpacked at a time: of the densest, no more than some megabytes."""


class DamageError(ValueError):
    """The packing cannot be undone here, or the file ends in the middle of it."""


class Segment:
    """Plain bytes, from the beginning of a record on. DamageError where they cannot be had."""

    def __init__(self, parts: Iterator[bytes]) -> None:
        self._parts = parts
        self._held = bytearray()

    def read(self, size: int) -> bytes:
        """So many bytes; fewer only at the end."""
        while len(self._held) < size and (part := next(self._parts, b"")):
            self._held += part
        return self._taken(size)

    def readline(self, size: int = _LONGEST_LINE) -> bytes:
        """A line with its end, as much of it as `size`; nothing at the end."""
        searched = 0
        while (at := self._held.find(b"\n", searched)) < 0 and len(self._held) < size:
            searched = len(self._held)
            if not (part := next(self._parts, b"")):
                break
            self._held += part
        return self._taken(min(at + 1, size) if at >= 0 else size)

    def give_back(self, some: bytes) -> None:
        """These bytes come again."""
        self._held[:0] = some

    def go_on(self) -> None:
        """Pass by everything up to the next line that begins a record."""
        while line := self.readline():
            if line.startswith(RECORD):
                self.give_back(line)
                return

    def _taken(self, size: int) -> bytes:
        some = bytes(self._held[:size])
        del self._held[:size]
        return some


def segments(opened: BinaryIO) -> Iterator[Segment]:
    """The file's bytes: one segment; a further one for each member that begins with a record, and behind each damage.

    A segment is to be read before the next one is taken; what is left of it is passed by.
    """
    head = opened.read(4)
    opened.seek(0)
    if head[:3] == _GZIP:
        yield from _Members(opened, _GZIP).segments()
    elif head in {_ZSTD, _DICTIONARY}:
        yield from _Members(opened, _ZSTD).segments()
    else:
        yield Segment(iter(lambda: opened.read(STEP), b""))


class _Members:
    def __init__(self, opened: BinaryIO, magic: bytes) -> None:
        self._file, self._magic = opened, magic
        self._dictionary: bytes | None = self._read_dictionary()
        self._begun = 0
        """Where the latest member begins in the file."""
        self._packed = b""
        """Read of the file, and not unpacked."""
        self._member: Any = None
        self._next = b""
        """How the next segment begins."""
        self._is_damaged = False
        """Behind the latest segment: reading goes on with another member."""

    def segments(self) -> Iterator[Segment]:
        """Up to the end of the file."""
        yield from self._segment(self._first())
        while self._next or (self._is_damaged and self._find()):
            self._is_damaged = False
            yield from self._segment(self._parts())

    def _segment(self, parts: Iterator[bytes]) -> Iterator[Segment]:
        """One, whose damage is noted wherever it is met: by the reader, or when what it left is passed by."""
        noted = self._noting(parts)
        yield Segment(noted)
        with suppress(DamageError):
            deque(noted, maxlen=0)

    def _noting(self, parts: Iterator[bytes]) -> Iterator[bytes]:
        try:
            yield from parts
        except DamageError:
            self._is_damaged = True
            raise

    def _first(self) -> Iterator[bytes]:
        self._next = self._begin()
        yield from self._parts()

    def _parts(self) -> Iterator[bytes]:
        """Up to the next member that begins with a record."""
        part, self._next = self._next, b""
        while part:
            yield part
            part = self._more()
            if not part:
                part = self._begin()
                if part.startswith(RECORD):
                    self._next = part
                    return

    def _begin(self) -> bytes:
        """Enter the next member: its first bytes, enough to know a record by; nothing at the end of the file."""
        self._fill()
        self._packed = self._packed.lstrip(_PADDING)
        self._fill()
        if not self._packed:
            return b""
        if not self._packed.startswith(self._magic[:2]) and self._packed[1:4] != _SKIPPABLE:
            raise DamageError
        self._begun = self._file.tell() - len(self._packed)
        self._member = self._fresh()
        head = b""
        while len(head) < len(RECORD) and (part := self._more()):
            head += part
        return head or self._begin()

    def _more(self) -> bytes:
        """The next bytes of the member; nothing at its end."""
        part = b""
        while not part and not self._member.eof:
            self._fill()
            if not self._packed:
                raise DamageError
            step, self._packed = self._packed[: _STEP[self._magic]], self._packed[_STEP[self._magic] :]
            try:
                part = self._member.decompress(step)
            except (zlib.error, zstd.ZstdError) as error:
                raise DamageError from error
            if self._member.eof:
                self._packed = self._member.unused_data + self._packed
        return part

    def _fill(self) -> None:
        if len(self._packed) < len(self._magic):
            self._packed += self._file.read(STEP)

    def _find(self) -> bool:
        """Go to the next member behind the latest that begins with a record: whether there is one."""
        at = self._begun + 1
        while (at := self._magic_from(at)) >= 0:
            self._file.seek(at)
            self._packed = b""
            try:
                self._next = self._begin()
            except DamageError:
                self._next = b""
            if self._next.startswith(RECORD):
                return True
            at += 1
        return False

    def _magic_from(self, at: int) -> int:
        """Where the magic number comes next in the file; -1 where it does not."""
        self._file.seek(at)
        tail = b""
        while block := self._file.read(STEP):
            some = tail + block
            if (found := some.find(self._magic)) >= 0:
                return self._file.tell() - len(some) + found
            tail = some[1 - len(self._magic) :]
        return -1

    def _fresh(self) -> Any:
        if self._magic == _GZIP:
            return zlib.decompressobj(16 + zlib.MAX_WBITS)
        options = {int(zstd.DecompressionParameter.window_log_max): _WINDOW}
        known = zstd.ZstdDict(self._dictionary) if self._dictionary else None
        return zstd.ZstdDecompressor(zstd_dict=known, options=options)

    def _read_dictionary(self) -> bytes | None:
        """What the first frame gives for all others (the WARC specification for Zstandard); it may be packed itself."""
        if self._file.read(4) != _DICTIONARY:
            self._file.seek(0)
            return None
        size = int.from_bytes(self._file.read(4), "little")
        found = self._file.read(min(size, _LARGEST_DICTIONARY))
        return bytes(zstd.decompress(found)) if found.startswith(_ZSTD) else found


_LARGEST_DICTIONARY = 100_000_000
"""Bytes."""
_PADDING = b"\0\r\n"
"""What may stand between members, and behind the last one."""
