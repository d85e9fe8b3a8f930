"""Manifesto against manifesto: of each party its documents in turn, compared by their commitments.

The comparison is made by rules. As on every page, what no person has confirmed is shown as a pair only where suggestions are
asked for, and marked: without them such a commitment is counted, and shown on neither side.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from tracker.claims.claim import Claim
from tracker.claims.topic import topic_name, topics_of
from tracker.config.source import Source
from tracker.desk import address
from tracker.desk.dates import day
from tracker.desk.extract import extract
from tracker.desk.manifestos import ManifestoComparison, manifestos
from tracker.desk.published import SUGGESTION
from tracker.diff.words import differ
from tracker.links.succession import Succession, SuccessionStatus
from tracker.render.changes import counted
from tracker.render.safe import safe
from tracker.site.change_lists import row_id
from tracker.site.coverage import coverage, coverage_key, whole
from tracker.site.evidence import evidence
from tracker.site.holdings import Name, SiteHoldings
from tracker.site.listing import Column, Facet, ListingRow, Part, SiteList, cell, joined, link, listing_pages, text
from tracker.site.remembered import remembered
from tracker.site.site_file import Section, SiteFile
from tracker.site.site_page import SitePage, page
from tracker.store.version import Version

LETTERS = 240
SAID: dict[SuccessionStatus, str] = {
    "stands": "stands",
    "reworded": "reworded",
    "perhaps": "perhaps there in other words",
    "not_found": "not found there",
    "new": "new",
}
ORDER: tuple[SuccessionStatus, ...] = ("reworded", "not_found", "new", "perhaps", "stands")
COLUMNS = (
    Column("state", "State"),
    Column("old", "Before", wide=True),
    Column("new", "After", wide=True),
    Column("turned", "Words that turned"),
)
FACETS = (Facet("kind", "State"), Facet("topic", "Topic"))
CARE = (
    "Compared by rules, which err: “not found” is said of the later document in the version named, and never means dropped; "
    "what is found in other words may have been missed."
)


class ManifestoPair(NamedTuple):
    """Two documents of one publisher, the earlier first."""

    publisher: str
    old: Version
    new: Version

    @property
    def page(self) -> str:
        """Where they are compared."""
        return address.manifesto_pair(self.old.source, self.new.source)


def manifesto_pages(held: SiteHoldings) -> Iterator[SiteFile]:
    """A list for each pair, and the list of pairs. Nothing is read where there are not two manifestos of one publisher."""
    pairs = _pairs(held)
    key = held.key("manifestos", [[one.page, held.text_key(one.new)] for one in pairs], coverage_key(held))
    yield from remembered(held, "manifestos", key, lambda: [_index(held, pairs)])
    for one in pairs:
        yield from remembered(held, one.page, _key(held, one), _made(held, one))


def _made(held: SiteHoldings, one: ManifestoPair) -> Any:
    return lambda: listing_pages(_listing(held, one), site=held.site)


def _key(held: SiteHoldings, one: ManifestoPair) -> str:
    """Of both texts and of whatever decides how they are read and joined; no sighting, which tells nothing of them."""
    verdicts = held.published.verdicts
    decided = [each.model_dump_json() for each in (*verdicts.claim, *verdicts.link, *verdicts.thread, *verdicts.alias)]
    texts = [[each.address, each.text_id, each.meta_id] for each in (one.old, one.new)]
    sources = [held.key_of(each.source) for each in (one.old, one.new)]
    return held.key("pair", texts, sources, decided, held.suggestions)


def _pairs(held: SiteHoldings) -> list[ManifestoPair]:
    """Each manifesto with the next of the same publisher, by the day on which it was first captured or published."""
    mine: dict[str, list[tuple[Source, Version]]] = {}
    for source in held.config.sources:
        found = [captured[-1] for name, captured in held.versions.items() if name[0] == source.id]
        if source.evidence == "manifesto" and len(found) == 1:
            mine.setdefault(source.publisher, []).append((source, found[0]))
    return [
        ManifestoPair(publisher, old, new)
        for publisher, found in sorted(mine.items())
        for (_, old), (_, new) in pairwise(_in_turn(held, found))
    ]


def _in_turn(held: SiteHoldings, found: Sequence[tuple[Source, Version]]) -> list[tuple[Source, Version]]:
    """What follows another as its source declares; else by the first capture."""
    followed = {source.id: source.successor_of for source, _ in found}

    def depth(name: str, seen: frozenset[str] = frozenset()) -> int:
        return 1 + max((depth(one, seen | {name}) for one in followed.get(name, ()) if one not in seen), default=0)

    first = {version.source: held.versions[version.source, version.document][0].captured_at for _, version in found}
    return sorted(found, key=lambda one: (depth(one[0].id), first[one[0].id], one[0].id))


def _index(held: SiteHoldings, pairs: Sequence[ManifestoPair]) -> SitePage:
    names: list[Name] = [(one.source, one.document) for pair in pairs for one in (pair.old, pair.new)]
    watched = coverage(held, list(dict.fromkeys(names)), list(dict.fromkeys(name for name, _ in names)))
    groups: dict[str, list[dict[str, Any]]] = {}
    for one in pairs:
        title = f"{held.subject(one.old).title} → {held.subject(one.new).title}"
        entry = {"title": title, "page": one.page, "told": _versions(one), "warn": None}
        groups.setdefault(safe(held.config.people.name_of(one.publisher)), []).append(entry)
    values = {
        "site": held.site,
        "title": "Manifesto against manifesto",
        "description": "A party’s manifestos in turn: what stands, what is reworded, what is not found in the later one.",
        "coverage": watched if pairs else whole(held),
        "lead": [CARE],
        "groups": list(groups.items()),
        "empty": "No publisher has two manifestos here (sources with evidence manifesto) to compare.",
    }
    return page("gatherings.html", address.MANIFESTOS, values)


def _versions(one: ManifestoPair) -> str:
    told = (f"{each.address}, captured {day(each.captured_at)}" for each in (one.old, one.new))
    return "; ".join(told)


def _listing(held: SiteHoldings, one: ManifestoPair) -> SiteList:
    found = manifestos(held.archive, held.config, one.old.address, one.new.address, held.as_of or one.new.last_seen)
    shown = [row for row in found.rows if held.suggestions or _is_sure(row)]
    shown.sort(key=lambda row: ORDER.index(row.status))
    old, new = held.subject(one.old).title, held.subject(one.new).title
    return SiteList(
        one.page,
        f"{old} → {new}",
        "commitment",
        COLUMNS,
        FACETS,
        [_row(held, one, row) for row in shown],
        lead=tuple(_lead(held, found, len(shown))),
        reads=True,
        trail=(("Manifestos", address.MANIFESTOS),),
        links=((old, held.subject(one.old).home), (new, held.subject(one.new).home)),
    )


def _is_sure(row: Succession) -> bool:
    """Whether nothing of it rests on a score alone: the same words, a person's verdict, or no pair at all."""
    if row.status in {"not_found", "new"}:
        return True
    return row.link is None if row.status == "stands" else bool(row.link and row.link.standing == "confirmed")


def _lead(held: SiteHoldings, found: ManifestoComparison, shown: int) -> Iterator[str]:
    for one in (found.old, found.new):
        said = counted(len(one.commitments), "commitment")
        yield f"{safe(one.address)}: {said}, published or first seen {day(one.at)}."
    counts = found.counts()
    named: tuple[tuple[SuccessionStatus, str], ...] = (
        ("stands", "stand"),
        ("reworded", "reworded"),
        ("not_found", f"not found in {safe(found.new.address)}"),
        ("new", "new"),
    )
    told = ", ".join(f"{sum(_is_shown(held, row) for row in found.of(status)):,} {words}" for status, words in named)
    yield f"{told}."
    left = sum(counts.values()) - shown
    if left:
        yield (
            f"{left:,} more {'is' if left == 1 else 'are'} joined by a score alone, which no person has checked: counted "
            "here, not shown."
        )
    yield CARE


def _is_shown(held: SiteHoldings, row: Succession) -> bool:
    return held.suggestions or _is_sure(row)


def _row(held: SiteHoldings, one: ManifestoPair, row: Succession) -> ListingRow:
    rules = held.published
    old, new = (rules.extracts.claim(claim) if claim else None for claim in (row.old, row.new))
    sure = row.link is None or row.link.standing == "confirmed"
    marked = {mark: [text(*part) for part in found] for mark, found in _marked(old, new)}
    claims = [claim for claim in (row.old, row.new) if claim]
    return ListingRow(
        row_id("pair", one.page, *(claim.id for claim in claims)),
        (
            cell(text(SAID[row.status]), None if sure else text(SUGGESTION, "also suggestion")),
            _side(old, marked.get("old", [])),
            _side(new, marked.get("new", [])),
            cell(*(text(turn.said, "line") for turn in row.turns[:4])),
        ),
        ((SAID[row.status],), joined(topic_name(name) for claim in claims for name in topics_of(claim))),
        (
            ORDER.index(row.status),
            old.text.casefold()[:60] if old else "",
            new.text.casefold()[:60] if new else "",
            len(row.turns) or "",
        ),
    )


def _side(claim: Claim | None, words: Sequence[Part]) -> tuple[Part, ...]:
    if claim is None:
        return ()
    at = evidence(claim)
    shown = words or [text(extract(claim.text, LETTERS))]
    return cell(*shown, link("where it stands", at, "alsolink") if at else None)


def _marked(old: Claim | None, new: Claim | None) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Each side with its own words marked, where over half of the words is shared; else no marks help."""
    if old is None or new is None or max(len(old.text), len(new.text)) > 2 * LETTERS:
        return
    words = differ(old.text, new.text)
    same = sum(len(word.text) for word in words if word.mark == "same")
    if 2 * same < max(len(old.text), len(new.text)) or same == len(old.text) == len(new.text):
        return
    for mark in ("old", "new"):
        mine = [word for word in words if word.mark in {"same", mark}]
        yield mark, [(word.text, "text" if word.mark == "same" else mark) for word in mine]


PAPERS: tuple[Section, ...] = (Section((address.MANIFESTOS,), manifesto_pages),)
