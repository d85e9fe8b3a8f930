"""Reflow: from the lines of a PDF's pages to paragraphs, headings, lists and table rows.

Rules and their measurements: docs/design.md, "PDF". Every rule looks at neighbouring lines and at what the whole
document's body text is like, never at one publisher's layout.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from heapq import heappop, heappush
from itertools import pairwise
from operator import itemgetter
from typing import Literal, assert_never

from tracker.extract.body_text import BodyText
from tracker.extract.pdf_lines import Line, PdfPage
from tracker.extract.piece import Piece
from tracker.extract.running import unspaced, without_furniture
from tracker.patterns import deferred

_STEP = 1.3
"""Line pitches that two lines of one paragraph may stand apart."""
_BIG = 1.15
"""Times the size of the body text from which a line is a heading or a call-out."""
_SMALL = 0.92
_LONGEST_HEADING = 160
_LONGEST_BOLD = 90
_ALIKE = 0.6
"""Points by which sizes within one paragraph may differ."""
_LONGEST_CELL = 50
_NEAR = 3.0
"""Points within which two columns of a table begin at the same place."""
_REACH = 4
"""Pieces (notes, call-outs) that may stand between the halves of a broken paragraph."""
_BULLET = deferred(r"(?:[•●○▪■◦‣▸►▶▷➤➢➣❖◆◇⋄▹▻✦✧⁃∙∗◾◽∎·\ue000-\uf8ff]\s*|[–—]\s+)(?=\S)")
_LONE = deferred(r"([b-zB-HJ-Z§¨\u00a7\u00fc\u00d8])[\s\u00a0]+(?=\S)")
_LONE_ANYWHERE = deferred(r"(?<!\S)([b-zB-HJ-Z§¨\u00a7\u00fc\u00d8])(?!\S)")
_MANY = 4
"""Lines that one letter opens, if it is the sign of a list."""
_MOSTLY = 0.8
_NUMBER = deferred(r"\d{1,3}[.)]\s+(?=\S)")
_LETTER = deferred(r"\((?:[a-z]|[ivx]{1,4})\)\s+(?=\S)")
_NOTE = deferred(r"(\d{1,2})\s?(?=[A-Z“‘])")
_ENDS = deferred(r"[.!?…][”’\"')\]]*(?:\[\^\d+\])?\Z")
_STOPS = deferred(r"[.!?…:;,][”’\"')\]]*\Z")
_JUNK = deferred("[\ufffd\ufeff\x00\x01\x03-\x08]+")
_LEADERS = deferred(r"\d*+\s*+\.(?:\s?\.){3,}+\s*+")
"""The dots that lead to a page number, as they are read from the line's end."""
_TAIL = 60
"""Characters at the end of a paragraph that tell whether it is at its end: reading all of it at each of its lines would
be quadratic."""


_Kind = Literal["heading", "paragraph", "item", "note", "quote", "callout", "rows"]


@dataclass
class _Group:
    """Lines that belong together."""

    kind: _Kind
    lines: list[Line]
    parts: list[str]
    """The text in pieces that are put together once: copying it at each of its lines would be quadratic."""
    level: int = 0
    rows: list[tuple[str, ...]] = field(default_factory=list)

    @property
    def page(self) -> int:
        return self.lines[0].page

    @property
    def text(self) -> str:
        return "".join(self.parts)

    @property
    def tail(self) -> str:
        """The end of the text; no piece is empty."""
        return "".join(part[-_TAIL:] for part in self.parts[-_TAIL:])[-_TAIL:]

    @property
    def ended(self) -> bool:
        return bool(_ENDS.search(self.tail))

    def add(self, text: str, lines: Sequence[Line], body: BodyText) -> None:
        kept, more = body.joint(self.parts[-1], text, self.tail)
        self.parts[-1:] = [part for part in (kept, more) if part]
        self.lines += lines


def pieces(pages: Sequence[PdfPage]) -> list[Piece]:
    """The pieces of a document in reading order, each with the page on which it begins."""
    if not any(page.lines for page in pages):
        return []
    lines = _with_bullets([line for page in without_furniture(pages) for line in page])
    if not lines:
        return []
    body = BodyText(lines)
    groups = _mended(_placed(_grouped(lines, body)), body)
    sizes = sorted({group.lines[0].size for group in groups if group.kind == "heading"}, reverse=True)
    return [piece for group in groups for piece in _pieces(group, sizes, body)]


def _with_bullets(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines with a bullet for a letter of a symbol font: one that opens many lines and stands alone nowhere else."""
    opens = Counter(found[1] for line in lines if (found := _LONE.match(line.text)))
    alone = Counter(letter for line in lines for letter in _LONE_ANYWHERE.findall(line.text))
    symbols = {letter for letter, count in opens.items() if count >= _MANY and count >= _MOSTLY * alone[letter]}
    if not symbols:
        return lines
    return [
        line._replace(text=f"• {line.text[found.end() :]}")
        if (found := _LONE.match(line.text)) and found[1] in symbols
        else line
        for line in lines
    ]


def _grouped(lines: Sequence[Line], body: BodyText) -> list[_Group]:
    groups: list[_Group] = []
    tables = _tables(lines)
    for index, raw in enumerate(lines):
        line = raw._replace(text=_tidied(raw.text, body))
        if not line.text:
            continue
        if index in tables:
            if not (groups and groups[-1].kind == "rows" and index - 1 in tables):
                groups.append(_Group("rows", [line], []))
            groups[-1].rows.append(tuple(cell.text for cell in raw.cells))
            groups[-1].lines.append(line)
        elif groups and _carries_on(groups[-1], line, body):
            groups[-1].add(line.text, [line], body)
        else:
            groups.append(_Group(_kind(line, body), [line], [line.text]))
    for group in groups:
        size = group.lines[0].size
        closed = group.kind == "heading" and size > body.size and group.ended
        if closed or (group.kind == "paragraph" and size > body.size + _ALIKE):
            group.kind = "quote" if group.parts[0][0] in "“‘" else "callout"
        elif group.kind == "heading" and len(group.text) > _LONGEST_HEADING:
            group.kind = "paragraph"
    return groups


def _tables(lines: Sequence[Line]) -> frozenset[int]:
    """Lines that are certainly rows: next to another one with as many cells, every one beginning or ending alike."""
    found: set[int] = set()
    for index, (one, two) in enumerate(pairwise(lines)):
        if one.cells and one.page == two.page and len(one.cells) == len(two.cells) and _aligned(one, two):
            found |= {index, index + 1}
    return frozenset(found)


def _is_row(line: Line) -> bool:
    """Short cells; prose that runs on behind a picture or call-out has a gap, too."""
    return bool(line.cells) and all(len(cell.text) <= _LONGEST_CELL for cell in line.cells)


def _aligned(one: Line, two: Line) -> bool:
    if not (_is_row(one) and _is_row(two)) or _marker(one.text) or _marker(two.text):
        return False
    return all(
        abs(a.x0 - b.x0) < _NEAR or abs(a.x1 - b.x1) < _NEAR or abs(a.x0 + a.x1 - b.x0 - b.x1) < 2 * _NEAR
        for a, b in zip(one.cells, two.cells, strict=True)
    )


def _tidied(text: str, body: BodyText) -> str:
    plain = _JUNK.sub(" ", text)
    leaders = _LEADERS.match(plain[::-1])
    return body.uncut(unspaced(plain[: len(plain) - leaders.end()] if leaders else plain)).strip()


def _marker(text: str) -> re.Match[str] | None:
    return _BULLET.match(text) or _NUMBER.match(text) or _LETTER.match(text)


def _kind(line: Line, body: BodyText) -> _Kind:
    if line.size < _SMALL * body.size and _NOTE.match(line.text):
        return "note"
    big = line.size >= _BIG * body.size and line.size > body.size + 1
    bold = line.bold and not body.is_bold and line.size >= _SMALL * body.size
    if big or (bold and len(line.text) < _LONGEST_BOLD and not _STOPS.search(line.text)):
        return "heading"
    return "item" if _marker(line.text) else "paragraph"


def _carries_on(group: _Group, line: Line, body: BodyText) -> bool:
    """Whether a line belongs to the lines before it, on the same page."""
    last = group.lines[-1]
    step = last.last_y - line.y
    kind = _kind(line, body)
    alike = abs(last.size - line.size) < _ALIKE and 0 < step <= _STEP * body.pitch(line.size)
    if group.kind == "rows" or kind in ("item", "note") or line.page != last.page or not alike or _is_row(line):
        return False
    if (group.kind == "heading") != (kind == "heading"):
        return group.kind == "paragraph" and line.bold and not body.is_short(last, line) and not group.ended
    if group.kind == "heading":
        return last.bold == line.bold
    if line.x0 > last.x1 or last.x0 > line.x1:
        return False
    if not group.ended:
        return not (group.tail.endswith(":") and body.is_short(last, line) and line.text[0].isupper())
    indented = line.x0 > last.x0 + 0.6 * line.size and group.kind == "paragraph"
    outdented = group.kind in ("item", "note") and line.x0 < last.x0 - 1
    outdented = outdented or (group.kind == "item" and len(group.lines) == 1 and line.x0 < last.x0 + 1)
    return not (indented or outdented or body.is_short(last, line))


def _placed(groups: Sequence[_Group]) -> list[_Group]:
    """Call-outs that the file holds before a page's text, put down to where they are seen beside it."""
    order: list[_Group] = []
    waiting: list[tuple[float, int, _Group]] = []
    """A heap, the uppermost call-out first; all are of one page."""
    for place, group in enumerate(groups):
        aside, y = group.kind in ("callout", "quote"), group.lines[0].y
        ready = []
        while waiting and (waiting[0][2].page != group.page or (not aside and -waiting[0][0] > y)):
            ready.append(heappop(waiting)[1:])
        order += [one for _, one in sorted(ready, key=itemgetter(0))]
        begun = bool(order) and order[-1].page == group.page
        if aside and not begun:
            heappush(waiting, (-y, place, group))
        else:
            order.append(group)
    return order + [one for _, _, one in sorted(waiting, key=itemgetter(1))]


def _mended(groups: Sequence[_Group], body: BodyText) -> list[_Group]:
    """Paragraphs and items that a column's or page's end, a note or a call-out had cut in two, whole again."""
    kept: list[_Group] = []
    for group in groups:
        front = _front(kept, group, body) if group.kind == "paragraph" else None
        if front is None:
            kept.append(group)
        else:
            front.add(group.text, group.lines, body)
    return kept


def _front(kept: Sequence[_Group], group: _Group, body: BodyText) -> _Group | None:
    """The piece that this one goes on with, if one before it stands open."""
    for earlier in kept[: -_REACH - 1 : -1]:
        if earlier.kind in ("note", "callout", "quote"):
            continue
        last, line = earlier.lines[-1], group.lines[0]
        same = earlier.kind in ("paragraph", "item") and abs(last.size - line.size) < _ALIKE
        moved = line.page != last.page or line.y > last.last_y or earlier is not kept[-1]
        if not same or earlier.ended or earlier.tail.endswith(":") or _is_row(last) or _is_row(line):
            return None
        return earlier if line.text[0].islower() or (moved and not body.is_short(last, line)) else None
    return None


def _pieces(group: _Group, sizes: Sequence[float], body: BodyText) -> Iterator[Piece]:
    match group.kind:
        case "rows":
            for row in group.rows:
                yield Piece(kind="row", cells=row, page=group.page)
        case "heading":
            level = min(2 + sizes.index(group.lines[0].size), 6) if group.lines[0].size > body.size else 6
            yield Piece(kind="heading", text=group.text, level=level, page=group.page)
        case "item":
            yield _item(group)
        case "note":
            text = _NOTE.sub("", group.text, count=1)
            yield Piece(
                kind="note", text=text, label=group.text[: len(group.text) - len(text)].strip(), page=group.page
            )
        case "quote":
            yield Piece(kind="quote", text=group.text, page=group.page)
        case "paragraph" | "callout":
            yield Piece(kind="paragraph", text=group.text, page=group.page)
        case _:
            assert_never(group.kind)


def _item(group: _Group) -> Piece:
    """A list item without its bullet or number; letters in brackets stay, as laws and consultations cite them."""
    marker = _BULLET.match(group.text) or _NUMBER.match(group.text)
    text = group.text[marker.end() :] if marker else group.text
    return Piece(kind="item", text=text, ordered=bool(_NUMBER.match(group.text)), page=group.page)
