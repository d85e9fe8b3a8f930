"""Running heads, feet and page numbers: what stands at the edges of page after page, and is no text of the document."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from tracker.extract.body_text import BodyText
from tracker.extract.pdf_lines import Line, PdfPage
from tracker.patterns import deferred

_SEEN = 3
"""Pages on which a running head is seen."""
_EDGE = 0.12
"""Share of a page's height at its top and bottom in which running heads and feet stand."""
_PAGE_NUMBER = deferred(r"(?:page\s*)?(?:\d{1,4}|[ivxlc]{1,7})(?:\s*(?:of|/)\s*\d{1,4})?", re.IGNORECASE)
_PRINTED = deferred(
    r"\d{1,4}[/.]\d{1,2}[/.]\d{2,4}, \d{1,2}:\d{2}(?: [AP]M)?(?: |\Z)|(?:https?|file)://\S{1,2000}(?: \d{1,4}/\d{1,4})?\Z"
)
"""What a browser prints above and below a page: when, its title, its address."""
_NUMBER_AT_END = deferred(r"(?:(\d{1,4})(?=\D|\Z))?.{0,200}?(?:(?<=\D)(\d{1,4}))?\Z")
_MOST_PAGES = 0.5
_FEW = 0.6
_APART = 1.8
"""Times a line's size to the next one."""
_NOTE = deferred(r"\d{1,2}\s?[A-Z“‘]")
_GOES_ON = 1.5
"""Times its size that a footnote's next line is lower."""
_SENTENCE = 6
"""Words of a sentence that says something."""
_SPACED = deferred(r"(?:\b\w ){5,}\w\b")
"""Letters set apart, as some running heads are."""


def without_furniture(pages: Sequence[PdfPage]) -> list[list[Line]]:
    """The lines of each page without running heads, running feet and page numbers."""
    size = BodyText([line for page in pages for line in page.lines]).size
    edges = [_edges(page, size) for page in pages]
    seen = Counter(key for lines in edges for key in set(map(_folded, lines)))
    enough = min(_SEEN, max(len(pages), 2))
    running = {key for key, count in seen.items() if count >= enough}
    places = {_place(line) for lines in edges for line in lines if _folded(line) in running}
    counting, titled = _counting(edges), _sections(edges) | _named(pages, edges, size)
    said: set[tuple[str, float]] = set()
    kept = []
    for page, at_edge in zip(pages, edges, strict=True):
        outermost = _outermost(page)
        gone = {
            id(line)
            for line in at_edge
            if not _is_said_first(line, said)
            and (
                _folded(line) in running
                or _counted(line) & counting
                or _place(line) in titled
                or (_stands_at(line, outermost) and (_PAGE_NUMBER.fullmatch(line.text) or _PRINTED.match(line.text)))
                or (line.size != size and _stands_at(line, outermost) and _place(line) in places)
            )
        }
        gone -= _of_notes(page, gone, size)
        kept.append([line for line in page.lines if id(line) not in gone])
    return kept


def _of_notes(page: PdfPage, gone: set[int], size: float) -> set[int]:
    """Lines with which a kept footnote goes on: two notes of a paper may well end in the same words."""
    found: set[int] = set()
    for line, following in pairwise(page.lines):
        is_note = id(line) in found or (id(line) not in gone and _NOTE.match(line.text))
        follows = 0 < line.last_y - following.y < _GOES_ON * line.size and following.size == line.size < size
        if is_note and follows and id(following) in gone and line.text.rstrip()[-1:] not in ".!?":
            found.add(id(following))
    return found


def _edges(page: PdfPage, size: float) -> list[Line]:
    """The lines at a page's top and bottom that are no part of its text: apart from it, or set in another size.

    Where lines run on from the edge without a gap, they are text: a page may begin that high.
    """
    near = [line for line in page.lines if _at_edge(line, page)]
    outermost = _outermost(page)
    found = [
        line
        for line in near
        if line.size != size or (_stands_at(line, outermost) and _PAGE_NUMBER.fullmatch(line.text))
    ]
    for is_top in (True, False):
        lines = sorted(page.lines, key=lambda line: line.y, reverse=is_top)
        for index, (line, following) in enumerate(pairwise(lines)):
            if not _at_edge(line, page):
                break
            if abs(line.y - following.y) > _APART * max(line.size, size):
                found += [one for one in lines[: index + 1] if _at_edge(one, page)]
                break
    return list({id(line): line for line in found}.values())


def _is_said_first(line: Line, said: set[tuple[str, float]]) -> bool:
    """Whether a line is a whole sentence that was not said yet: a pledge at the foot of every page is said once."""
    is_new = _folded(line) not in said and len(line.text.split()) >= _SENTENCE and line.text.rstrip()[-1:] in ".!?"
    said.add(_folded(line))
    return is_new


def _counted(line: Line) -> set[int]:
    """How far the numbers at a line's ends are from the page's own: the same on all pages for a page number."""
    found = _NUMBER_AT_END.match(line.text)
    return {int(number) - line.page for number in (found[1], found[2]) if number} if found else set()


def _counting(edges: Sequence[Sequence[Line]]) -> set[int]:
    """The distances at which numbers at the edges count the pages, whatever stands beside them."""
    distances = Counter(distance for lines in edges for distance in {one for line in lines for one in _counted(line)})
    enough = max(_SEEN, _MOST_PAGES * len(edges))
    return {
        found for found, count in distances.items() if count >= enough or (found == 0 and 1 < count >= len(edges) - 1)
    }


def _place(line: Line) -> tuple[int, float]:
    return round(line.y), line.size


def _sections(edges: Sequence[Sequence[Line]]) -> set[tuple[int, float]]:
    """The places of heads that name a section: on half of the pages, and the same ones again and again.

    What is another text on every page is a title of that page.
    """
    found: dict[tuple[int, float], list[str]] = {}
    for lines in edges:
        for line in lines:
            found.setdefault(_place(line), []).append(_folded(line)[0])
    return {
        place
        for place, texts in found.items()
        if len(texts) >= max(_SEEN, _MOST_PAGES * len(edges)) and len(set(texts)) <= _FEW * len(texts)
    }


def _named(pages: Sequence[PdfPage], edges: Sequence[Sequence[Line]], size: float) -> set[tuple[int, float]]:
    """The places of heads that say, on half of the pages, what a larger or bold heading of the text says."""
    aside = {id(line) for lines in edges for line in lines}
    headings = {
        _folded(line)[0]
        for page in pages
        for line in page.lines
        if (line.size > size or line.bold) and id(line) not in aside
    }
    found: dict[tuple[int, float], list[bool]] = {}
    for line in (line for lines in edges for line in lines if line.size <= size and not line.bold):
        found.setdefault(_place(line), []).append(_folded(line)[0] in headings)
    return {
        place
        for place, named in found.items()
        if len(named) >= max(_SEEN, _MOST_PAGES * len(edges)) and sum(named) >= _FEW * len(named)
    }


def _outermost(page: PdfPage) -> tuple[float, ...]:
    """Where the lines at the very top and bottom stand."""
    heights = [line.y for line in page.lines]
    return (max(heights), min(heights)) if heights else ()


def _stands_at(line: Line, heights: Sequence[float]) -> bool:
    return any(abs(line.y - height) < 1 for height in heights)


def _at_edge(line: Line, page: PdfPage) -> bool:
    return line.y > (1 - _EDGE) * page.height or line.y < _EDGE * page.height


def _folded(line: Line) -> tuple[str, float]:
    text = unspaced(line.text.lower())
    return re.sub(r"\W+", " ", re.sub(r"\d+", "#", text)).strip(), round(line.size)


def unspaced(text: str) -> str:
    """The text with letters that are set apart closed up again."""
    return _SPACED.sub(lambda found: found[0].replace(" ", ""), text)
