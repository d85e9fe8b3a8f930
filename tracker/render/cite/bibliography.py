"""A citation for reference managers: CSL-JSON (of Zotero and pandoc), BibTeX (biblatex's `@online`) and RIS (EndNote)."""

from collections.abc import Iterator
from datetime import datetime

from tracker.desk.citation import Citation, CitationItem
from tracker.desk.dates import LONDON, between
from tracker.extract.document import Precision
from tracker.patterns import deferred
from tracker.render.cite.forms import as_text
from tracker.render.cite.pieces import in_url, is_web
from tracker.render.safe import safe

_ESCAPED = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
"""What means something in TeX, also inside braces."""
_UNSAFE_KEY = deferred(r"[^A-Za-z0-9-]+")


def as_csl(citation: Citation) -> list[dict[str, object]]:
    """CSL-JSON items, one for everything cited."""
    return [_item(one, note) for one, note in _noted(citation)]


def as_bibtex(citation: Citation) -> Iterator[str]:
    """Entries, one for everything cited."""
    for one, note in _noted(citation):
        fields = {
            "author": f"{{{_tex(one.publisher)}}}",
            "title": f"{{{_tex(one.title)}}}",
            "date": _date(*_said(one)),
            "origdate": _date(one.published, one.precision) if _came_later(one) else None,
            "url": _in_braces(one.url) if is_web(one.url) else None,
            "urldate": f"{one.version.captured_at.astimezone(LONDON):%Y-%m-%d}",
            "version": _tex(one.version.version),
            "note": _tex(note),
            "addendum": f"Copy: \\url{{{_in_braces(one.version.saved)}}}" if one.version.saved else None,
        }
        yield f"@online{{{_key(one)},"
        yield from (f"  {name} = {{{value}}}," for name, value in fields.items() if value)
        yield "}"


def as_ris(citation: Citation) -> Iterator[str]:
    """Records, one for everything cited: a tag a line, with the line ends of the format (CR LF)."""
    for one, note in _noted(citation):
        said, precision = _said(one)
        day = _slashed(said, precision)
        fields = (
            ("TY", "ELEC"),
            ("ID", _key(one)),
            ("AU", safe(one.publisher)),
            ("TI", safe(one.title)),
            ("PY", day[:4] if day else None),
            ("DA", day),
            ("OP", _slashed(one.published, one.precision) if _came_later(one) else None),
            ("C1", f"Page updated {_slashed(one.updated, None)}" if one.updated else None),
            ("C2", f"Seen {between(one.between)} (London time)" if one.between else None),
            ("Y2", _slashed(one.version.captured_at, None)),
            ("UR", in_url(one.url) if is_web(one.url) else None),
            ("L2", in_url(one.version.saved) if one.version.saved else None),
            ("ET", one.version.version),
            ("N1", note),
        )
        yield from (f"{tag}  - {value}\r" for tag, value in fields if value)
        yield "ER  - \r"


def _noted(citation: Citation) -> Iterator[tuple[CitationItem, str]]:
    """Each with the sentence as a note: what is cited, and between which sightings it came."""
    for one in citation.cited:
        yield one, next(as_text(citation.model_copy(update={"cited": (one,)})))


def _item(one: CitationItem, note: str) -> dict[str, object]:
    saved = one.version.saved
    told: dict[str, object] = {
        "id": _key(one),
        "type": "webpage",
        "author": [{"literal": safe(one.publisher)}],
        "title": safe(one.title),
        "URL": in_url(one.url),
        "accessed": _parts(one.version.captured_at),
        "version": one.version.version,
        "note": note,
    }
    said, precision = _said(one)
    if said:
        told["issued"] = _parts(said, precision)
    if one.published and _came_later(one):
        told["original-date"] = _parts(one.published, one.precision)
    if saved:
        told["archive_location"] = in_url(saved)
    return told


def _came_later(one: CitationItem) -> bool:
    """Whether the words came with a later version: the page's date of publication is then not theirs."""
    return one.between is not None


def _said(one: CitationItem) -> tuple[datetime | None, Precision | None]:
    """The date of the words: that of publication, or of the update that brought them, or of their first sighting.

    A page declares its latest update only: one from before the last sighting without these words did not bring them.
    """
    if one.between is None:
        return one.published, one.precision
    before, after = one.between
    if (
        one.updated
        and before.astimezone(LONDON).date() <= one.updated.astimezone(LONDON).date() <= after.astimezone(LONDON).date()
    ):
        return one.updated, None
    return after, None


def _key(one: CitationItem) -> str:
    """Unique and the same every time: the version's address, and the id of the change or claim."""
    name = one.version.version if one.id is None else f"{one.version.version}-{one.id}"
    return _UNSAFE_KEY.sub("-", name)


def _parts(at: datetime, precision: Precision | None = None) -> dict[str, object]:
    local = at.astimezone(LONDON)
    parts = [local.year, local.month] if precision == "month" else [local.year, local.month, local.day]
    return {"date-parts": [parts]}


def _date(at: datetime | None, precision: Precision | None) -> str | None:
    if at is None:
        return None
    return f"{at.astimezone(LONDON):%Y-%m}" if precision == "month" else f"{at.astimezone(LONDON):%Y-%m-%d}"


def _slashed(at: datetime | None, precision: Precision | None) -> str | None:
    """`2026/08/17`; a month is told as one."""
    day = _date(at, precision)
    return day.replace("-", "/") if day else None


def _in_braces(url: str) -> str:
    """An address as biblatex takes it, verbatim: only braces could end it."""
    return in_url(url).replace("{", "%7B").replace("}", "%7D")


def _tex(text: str) -> str:
    return "".join(_ESCAPED.get(letter, letter) for letter in safe(text))
