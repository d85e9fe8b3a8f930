"""Exports: what the site says as data, in its folder `data/`, under the same rules as its pages (docs/feeds.md)."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import islice
from typing import Any, Final

from pydantic import BaseModel

from tracker.capture.health import Health
from tracker.claims.claim import Claim
from tracker.desk.comparison import Comparison
from tracker.desk.extract import extract
from tracker.desk.news import News
from tracker.desk.notes import Notebook
from tracker.desk.published import STANDING, SUGGESTION, Published
from tracker.links.cells import Cells
from tracker.links.figures import Figure, Figures
from tracker.links.link import Link, LinkFlag, Thread
from tracker.links.turns import PledgeTurn
from tracker.render import claims_sheet, exported
from tracker.render.schemas.changes import Changes
from tracker.render.schemas.claims import ClaimRow, Claims
from tracker.render.schemas.pledges import Pledges, ThreadRow
from tracker.render.schemas.sources import CaptureSpan, Sources
from tracker.render.spreadsheet import sheet_file
from tracker.render.words import said_of
from tracker.site import linked
from tracker.site.atom import File
from tracker.site.frame import CorrectedOf, nothing_corrected
from tracker.store.version import Revision

CHANGES: Final = "data/changes.json"
PLEDGES: Final = ("data/pledges.json", "data/pledges.csv")
CLAIMS: Final = ("data/claims.json", "data/claims.csv")
LINKED: Final = "data/claims.jsonld"
SOURCES: Final = "data/sources.json"
CORRECTED: Final = "corrected"
"""The last column of both tables."""


def pledge_linked(thread_id: str) -> str:
    """A pledge as JSON-LD, for the page's `<link rel="alternate" type="application/ld+json">`."""
    return f"data/pledges/{thread_id}.jsonld"


def changes(
    revisions: Iterable[Revision],
    compare: Callable[[Revision], Comparison],
    published: Published,
    *,
    key: Callable[[Revision], str] = lambda one: f"{one.old.commit} {one.old.last_seen} {one.new.commit}",
    corrected: CorrectedOf = nothing_corrected,
) -> Iterator[File]:
    """What came with the newest versions, as many as a feed has entries.

    `revisions`: what is the publisher's doing. `key`: equal where a comparison would be. `corrected`: what we set right of
    our pages on a version and on what came with it.
    """
    ordered = sorted(revisions, key=lambda one: (one.new.captured_at, one.new.address), reverse=True)
    wrong = {one.new.address: tuple(said) for one in ordered if (said := corrected(one.new))}
    told = [(one.new.address, one.new.captured_at.timestamp(), one.old.address, key(one)) for one in ordered]

    def make() -> bytes:
        compared = (comparison(compare(one), published) for one in ordered)
        news = (one for one in compared if one.is_news())
        newest = tuple(islice(news, published.config.settings.feed_entries))
        found = Changes.of(News(changed=tuple(reversed(newest))))
        rows = (row.model_copy(update={"corrections": wrong.get(row.new, ())}) for row in found.documents)
        return _json(found.model_copy(update={"documents": tuple(rows)}))

    yield CHANGES, _key(published, told, wrong), make


def comparison(one: Comparison, published: Published) -> Comparison:
    """The comparison as it may be handed on."""
    source = one.revision.new.source if one.revision else None
    if published.extracts.is_free(source):
        return one
    found = one.found
    cut = found.model_copy(
        update={
            "changes": published.extracts.changes(source, found.listed),
            "facts": tuple(published.extracts.fact(source, fact) for fact in found.facts),
            "notes": tuple(published.extracts.text(source, note) for note in found.notes),
        }
    )
    return one.only(cut)


def pledges(
    threads: Sequence[Thread], published: Published, corrected: CorrectedOf = nothing_corrected
) -> Iterator[File]:
    """The pledges that may be shown, as JSON and as a table, each stage with what was corrected of it."""
    shown = published.threads(threads)
    wrong = {thread.id: corrected(thread.id, *(claim.id for claim in thread.claims)) for thread in shown}
    told = [thread.model_dump_json() for thread in shown]
    notes = Notebook.of(published.config, for_desk=False)
    key = _key(published, told, wrong)

    def cut(row: ThreadRow) -> ThreadRow:
        return _cut(row, published).model_copy(update={"corrections": tuple(wrong[row.id])})

    yield PLEDGES[0], key, lambda: _json(Pledges.of(shown, notes=notes, cut=cut))
    columns = (*exported.COLUMNS, CORRECTED)
    yield PLEDGES[1], key, lambda: sheet_file(columns, _rows(shown, published, notes, corrected))


def claims(found: Sequence[Claim], published: Published, corrected: CorrectedOf = nothing_corrected) -> Iterator[File]:
    """The claims that may be shown, as JSON and as a table, each with who checked it and what was corrected of it."""
    shown = published.claims(found)
    told = [claim.model_dump_json() for claim in shown]
    wrong = [corrected(claim.id) for claim in shown]
    key = _key(published, told, wrong)
    standing = [STANDING["confirmed"] if published.is_confirmed(claim) else SUGGESTION for claim in shown]

    def rows() -> bytes:
        rows = (
            ClaimRow(**dict(published.extracts.claim(one)), standing=by, corrections=tuple(said))
            for one, by, said in zip(shown, standing, wrong, strict=True)
        )
        return _json(Claims(claims=tuple(rows)))

    def table() -> bytes:
        lines = (
            (*claims_sheet.values(published.extracts.claim(one)), by, " ".join(said))
            for one, by, said in zip(shown, standing, wrong, strict=True)
        )
        return sheet_file((*claims_sheet.COLUMNS, "standing", CORRECTED), lines)

    yield CLAIMS[0], key, rows
    yield CLAIMS[1], key, table


def linked_data(
    found: Sequence[Claim],
    threads: Sequence[Thread],
    published: Published,
    corrected: CorrectedOf = nothing_corrected,
    *,
    base: str | None = None,
) -> Iterator[File]:
    """Confirmed claims, and each confirmed pledge, as JSON-LD, with what was corrected; suggestions are never in it."""
    rules = Published.of(published.config)
    claims, pledges = rules.claims(found), rules.threads(threads)
    told = [claim.model_dump_json() for claim in claims]
    wrong = [corrected(claim.id) for claim in claims]
    yield LINKED, _key(rules, told, wrong, base), lambda: _json(linked.claims(claims, rules, corrected, base=base))
    for thread in pledges:
        ids = {claim.id for claim in thread.claims}
        mine = [claim for claim in claims if claim.id in ids]
        told = [thread.model_dump_json(), *(claim.model_dump_json() for claim in mine)]
        wrong = [corrected(one) for one in (thread.id, *sorted(ids))]
        for name in (thread.id, *thread.redirects):
            yield pledge_linked(name), _key(rules, told, wrong, base), _lazily(thread, mine, rules, corrected, base)


def sources(published: Published, healths: Sequence[Health], held: Mapping[str, CaptureSpan]) -> Iterator[File]:
    """Every declared source with its window, licence and health."""
    told = Sources.of(published, healths, held)
    yield SOURCES, _key(published, told.model_dump_json()), lambda: _json(told)


def _lazily(
    thread: Thread, claims: Sequence[Claim], published: Published, corrected: CorrectedOf, base: str | None
) -> Callable[[], bytes]:
    return lambda: _json(linked.pledge(thread, claims, published, corrected, base=base))


def _cut(row: ThreadRow, published: Published) -> ThreadRow:
    """What was read from whole words stays; the words are those that may be shown."""
    sources = [claim.place.source if claim.place else None for claim in row.claims]
    if all(map(published.extracts.is_free, sources)):
        return row
    cut = [_cells(one, source, published) for one, source in zip(row.cells, sources, strict=True)]
    figures = Figures(**{name: _figure(figure, published) for name, figure in row.figures})
    links = {name: tuple(_link(link, published) for link in getattr(row, name)) for name in _LINKS}
    claims = tuple(map(published.extracts.claim, row.claims))
    letters = published.config.settings.extract_characters
    told = {"called": extract(row.called, letters), "turns": tuple(_turn(turn, letters) for turn in row.turns)}
    return row.model_copy(update={"claims": claims, "cells": tuple(cut), "figures": figures, **told, **links})


_LINKS: Final = ("links", "candidates", "related", "disputed")


def _cells(found: Cells, source: str | None, published: Published) -> Cells:
    return Cells(**{name: published.extracts.text(source, said) for name, said in found})


def _figure(figure: Figure | None, published: Published) -> Figure | None:
    return figure and figure.model_copy(update={"text": published.extracts.text(None, figure.text)})


def _turn(turn: PledgeTurn, letters: int) -> PledgeTurn:
    return turn.model_copy(update={name: extract(getattr(turn, name), letters) for name in ("said", "old", "new")})


def _link(link: Link, published: Published) -> Link:
    """Reasons and flags quote both sides: cut as if neither were free."""
    letters = published.config.settings.extract_characters
    flags = tuple(
        flag.model_copy(update={"old": extract(flag.old, letters), "new": extract(flag.new, letters)})
        for flag in link.flags
    )
    return link.model_copy(update={"reasons": tuple(extract(one, letters) for one in link.reasons), "flags": flags})


def _rows(
    threads: Sequence[Thread], published: Published, notes: Notebook, corrected: CorrectedOf
) -> Iterator[list[str]]:
    """As the command's, with flags and standings in words: a speaker stands in the same row."""
    for thread in threads:
        links: list[Link | None] = [None, *thread.links]
        places = [claim.place.source if claim.place else None for claim in thread.claims]
        whose = next(
            (one for one in places if not published.extracts.is_free(one)), places[0]
        )  # its name has their words
        for row, claim, link in zip(exported.rows(thread, notes), thread.claims, links, strict=True):
            told = dict(zip(exported.COLUMNS, row, strict=True))
            source = claim.place.source if claim.place else None
            told["name"] = published.extracts.text(whose, told["name"])
            for name in ("text", "verb", "number", "covered", "when", "paid_by"):
                told[name] = published.extracts.text(source, told[name])
            told["flags"] = "; ".join(_in_words(flag, published, source) for flag in link.flags) if link else ""
            told["standing"] = STANDING[link.standing] if link else published.label(claim) or STANDING["confirmed"]
            yield [*told.values(), " ".join(corrected(thread.id, claim.id))]


def _in_words(flag: LinkFlag, published: Published, source: str | None) -> str:
    old, new = (f"“{published.extracts.text(source, side)}”" if side else "nothing" for side in (flag.old, flag.new))
    return f"{said_of(flag)}: {old} → {new}"


def _key(published: Published, *told: object) -> str:
    config = published.config
    rules = (published.suggestions, config.settings, config.people, config.sources, config.verdicts)
    return hashlib.sha256(repr((rules, told)).encode("utf-8", "surrogatepass")).hexdigest()


def _json(told: BaseModel | dict[str, Any]) -> bytes:
    """ASCII, as every JSON of the program: no character of a page can mislead what shows it."""
    value = told.model_dump(mode="json") if isinstance(told, BaseModel) else told
    return json.dumps(value, indent=1, ensure_ascii=True).encode() + b"\n"


def window(times: Iterable[tuple[str, datetime, datetime]]) -> dict[str, CaptureSpan]:
    """By source: the first capture and the last sighting of all its versions, given as (source, captured, last seen)."""
    found: dict[str, CaptureSpan] = {}
    for source, first, last in times:
        known = found.get(source, CaptureSpan(first, last))
        found[source] = CaptureSpan(min(known.first, first).astimezone(UTC), max(known.last, last).astimezone(UTC))
    return found
