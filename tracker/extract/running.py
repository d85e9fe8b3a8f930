"""Running heads, feet and page numbers: what stands at the edges of page after page, and is no text of the document."""

import re
from collections import Counter
from collections.abc import Sequence

from tracker.extract.body_text import BodyText
from tracker.extract.pdf_lines import Line, PdfPage

_SEEN = 3
"""Pages on which a running head is seen."""
_EDGE = 0.12
"""Share of a page's height at its top and bottom in which running heads and feet stand."""
_PAGE_NUMBER = re.compile(r"(?:page\s*)?(?:\d{1,4}|[ivxlc]{1,7})(?:\s*(?:of|/)\s*\d{1,4})?", re.IGNORECASE)
_SPACED = re.compile(r"(?:\b\w ){5,}\w\b")
"""Letters set apart, as some running heads are."""


def without_furniture(pages: Sequence[PdfPage]) -> list[list[Line]]:
    """The lines of each page without running heads, running feet and page numbers."""
    seen = Counter(key for page in pages for key in {_folded(line) for line in page.lines if _at_edge(line, page)})
    enough = min(_SEEN, max(len(pages), 2))
    running = {key for key, count in seen.items() if count >= enough}
    places = {
        (round(line.y), line.size)
        for page in pages
        for line in page.lines
        if _at_edge(line, page) and _folded(line) in running
    }
    size = BodyText([line for page in pages for line in page.lines]).size
    kept = []
    for page in pages:
        edges = _outermost(page)
        kept.append(
            [
                line
                for line in page.lines
                if not (
                    _at_edge(line, page)
                    and (
                        _folded(line) in running
                        or (_stands_at(line, edges) and _PAGE_NUMBER.fullmatch(line.text))
                        or (line.size != size and _stands_at(line, edges) and (round(line.y), line.size) in places)
                    )
                )
            ]
        )
    return kept


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
