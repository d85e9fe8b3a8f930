"""Site list: a list of many things, as plain pages, and as scripts of rows from which a page in the browser chooses.

The first page has the newest rows and the controls; the others are numbered from the oldest, so that what is new changes
few of them. What was chosen stands in the fragment of the address (`#publisher=Labour&sort=-when`), so that it can be sent.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from tracker.render.safe import safe
from tracker.site.site_page import SitePage, page, script

ON_A_PAGE = 20
"""Rows of a plain page: some 5,000 pixels at a phone's 390, where a row is a card."""
IN_A_PIECE = 2000
"""Rows of a script; the last one alone changes with what is new."""
DESCRIBED = 198
"""Characters of what is shown where a page is linked."""
JUMPS = 20
"""Links from the first page to others: of more pages every so many."""
CALL = "trackerRows"

Part = tuple[str, ...]
"""(kind, words) or ("link", words, address from the root). Kinds: text, old, new, also, warn, blank, link, alsolink."""
Cell = tuple[Part, ...]


class Column(NamedTuple):
    """A column, by which rows can be sorted."""

    name: str
    label: str
    wide: bool = False
    """It holds sentences, or what a row is about: on a phone it stands without its label."""


class Facet(NamedTuple):
    """What rows can be chosen by."""

    name: str
    label: str
    least: bool = False
    """Its values are numbers, and a row is chosen that has so much or more."""


class ListingRow(NamedTuple):
    """A row. The order of the fields is that of lists.js."""

    id: str
    cells: tuple[Cell, ...]
    facets: tuple[tuple[str, ...], ...]
    keys: tuple[str | float, ...]
    """By which it is sorted, one a column; an empty one comes last whichever way."""


class SiteList(NamedTuple):
    """What is listed, in which columns, and what stands above it."""

    address: str
    title: str
    noun: str
    """Of one row: `pledge`."""
    columns: tuple[Column, ...]
    facets: tuple[Facet, ...]
    rows: Sequence[ListingRow]
    """Oldest first, or in the order in which they are to be read where `reads`."""
    lead: tuple[str, ...] = ()
    """Paragraphs."""
    empty: str = "Nothing is listed here yet."
    reads: bool = False
    """Whether the first row comes first, as in a document, and not the last."""
    sort: str = ""
    """As it stands there: a column's name, behind `-` for the other way round."""
    coverage: Any = None
    """What was watched, as `coverage.html` shows it."""
    trail: tuple[tuple[str, str], ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    """Words and addresses of what tells more."""
    name: str = "list"
    """With which the ids of its parts begin; one that was linked stays."""


def listing_pages(one: SiteList, *, site: object) -> Iterator[SitePage]:
    """The first page, the others, and the scripts."""
    folder = one.address.removesuffix("index.html") if one.address.endswith("/index.html") else f"{one.address[:-5]}/"
    rows = one.rows
    others = max(0, (len(rows) - 1) // ON_A_PAGE)
    pieces = [rows[at : at + IN_A_PIECE] for at in range(0, len(rows), IN_A_PIECE)]
    shown = rows[:ON_A_PAGE] if one.reads else rows[-ON_A_PAGE:][::-1]
    frame: dict[str, Any] = {
        "site": site, "title": one.title, "noun": one.noun, "columns": list(map(list, one.columns)), "home": one.address,
        "name": one.name, "folder": folder, "trail": one.trail, "reads": one.reads,
        "description": cut(one.lead[-1], DESCRIBED) if one.lead else None,
    }  # fmt: skip
    first = {
        "rows": shown,
        "number": None,
        "total": len(rows),
        "others": others,
        "lead": one.lead,
        "empty": one.empty,
        "sort": one.sort,
        "facets": list(_facets(one)),
        "pieces": len(pieces),
        "jumps": _jumps(others, reads=one.reads),
        "coverage": one.coverage,
        "links": one.links,
    }
    yield page("listing.html", one.address, {**frame, **first})
    for at in range(1, others + 1):
        start = at * ON_A_PAGE if one.reads else (at - 1) * ON_A_PAGE
        part = rows[start : start + ON_A_PAGE]
        # Not how many pages there are: one more would make all of them anew.
        before, after = (at - 1, at + 1) if one.reads else (at + 1, at - 1)
        near = {name: to if 0 < to <= others else None for name, to in (("before", before), ("after", after))}
        yield page(
            "listing.html",
            f"{folder}page-{at}.html",
            {**frame, "rows": part if one.reads else part[::-1], "number": at, **near},
        )
    for at, piece in enumerate(pieces):
        yield script(f"{folder}data-{at + 1}.js", CALL, piece)


def _facets(one: SiteList) -> Iterator[dict[str, Any]]:
    """With the values that rows have: they stand in the page, so that nothing is loaded before somebody chooses."""
    for at, facet in enumerate(one.facets):
        values = {value for row in one.rows for value in row.facets[at]}
        ordered = sorted(values, key=lambda value: (value.casefold(), value), reverse=facet.name == "year")
        yield {**facet._asdict(), "values": ordered}


def _jumps(others: int, *, reads: bool) -> list[int]:
    step = max(1, -(-others // JUMPS))
    found = range(1, others + 1, step) if reads else range(others, 0, -step)
    return list(found)


def text(words: str, kind: str = "text") -> Part:
    """Words as they may be looked at."""
    return (kind, safe(words))


def link(words: str, address: str, kind: str = "link") -> Part:
    """Words that lead to a page of the site."""
    return (kind, safe(words), address)


def cell(*parts: Part | None) -> Cell:
    """The parts that there are."""
    return tuple(part for part in parts if part and part[1])


def cut(words: str, letters: int) -> str:
    """Words for a cell: so many letters at the most, cut between two words."""
    return words if len(words) <= letters else f"{words[:letters].rpartition(' ')[0] or words[:letters]} …"


def year(day: str) -> tuple[str, ...]:
    """Of an ISO day; nothing of none."""
    return (day[:4],) if day else ()


def joined(parts: Iterable[str]) -> tuple[str, ...]:
    """Each once, in their order."""
    return tuple(dict.fromkeys(part for part in parts if part))
