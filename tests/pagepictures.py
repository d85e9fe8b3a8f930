"""Small PNGs, made without any library."""

import re
import struct
import textwrap
import zlib


def png(width: int, height: int, *, shade: int = 255) -> bytes:
    """A grey picture of that size."""
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = (b"\0" + bytes([shade]) * width) * height
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    )


def laid_out(html: str) -> bytes:
    """A picture of a page of picturedstore.py without a browser: white, with lines of 70 letters where they would stand."""
    from tracker.fetch.picture import with_lines

    body, _, aside = html.partition("<aside>")
    lines: list[list[object]] = []
    for text in re.findall(r"<h1>(.*?)</h1>|<p>(.*?)</p>", body):
        for line in textwrap.wrap("".join(text), 70):
            lines.append([160, 40 + 30 * len(lines), 9 * len(line), 24, line])
    high = 40 + 30 * len(lines)
    lines.append([850, 40, 260, 24, re.sub(r"<[^>]*>", "", aside)])
    return with_lines(png(1280, high), {"lines": lines})
