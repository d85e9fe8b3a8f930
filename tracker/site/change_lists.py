"""The lists of what changed: all changes, amounts of money, and pages that were edited without a date or note of it."""

import hashlib
from base64 import b32encode
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from tracker.claims.topic import topic_name
from tracker.desk import address
from tracker.desk.dates import LONDON, between, day
from tracker.desk.extract import extract, marked_extract
from tracker.desk.silence import CONSEQUENCE, SILENT
from tracker.diff.change import Change, Word
from tracker.render.changes import counted
from tracker.render.words import FLAG_TEXT
from tracker.site.coverage import coverage_key, whole
from tracker.site.edit import KINDS, inline
from tracker.site.edit_table import as_line
from tracker.site.holdings import SiteHoldings, Step
from tracker.site.key import digest
from tracker.site.listing import (
    Column,
    Facet,
    ListingRow,
    Part,
    SiteList,
    cell,
    joined,
    link,
    listing_pages,
    text,
)
from tracker.site.remembered import remembered
from tracker.site.site_file import Section, SiteFile
from tracker.site.site_page import SitePage
from tracker.site.subject import Subject
from tracker.site.summary import Summary, SummarySum

LETTERS = 240
"""Of a passage in a list: about four lines of a phone."""
MONEY_CARE = (
    "Amounts that came into a page, went out of it, or took another’s place. An amount that went from one page may stand on "
    "another: what is not found is not money that was cut."
)
EDITED_CARE = (
    f"Pages that were {SILENT}. A publisher’s minor change leaves both by design; why they are unchanged is not known. "
    "Listed are only pages that carry such a date or note."
)
SIGNS = {"+": "came", "-": "went", "~": "changed"}
_FACETS = (
    Facet("publisher", "Publisher"),
    Facet("topic", "Topic"),
    Facet("kind", "Kind of change"),
    Facet("year", "Year"),
)


class Came(NamedTuple):
    """What came with a version, for lists."""

    step: Step
    about: Subject
    short: Summary

    @property
    def page(self) -> str:
        """Where it is told whole."""
        new = self.step.revision.new
        return address.change(new.source, new.document, new.number)

    @property
    def iso(self) -> str:
        """The day on which the new text was seen first."""
        return self.step.revision.new.captured_at.astimezone(LONDON).date().isoformat()


def lists(held: SiteHoldings) -> Iterator[SiteFile]:
    """All three: read once, and only where anything is new."""
    key = held.key("lists", step_keys(held), coverage_key(held))
    yield from remembered(held, "lists", key, lambda: _pages(held))


def step_keys(held: SiteHoldings) -> str:
    """Of all that publishers did, whose sources it is of, and what was written on it."""
    return held.once("step keys", _step_keys)


def _step_keys(held: SiteHoldings) -> str:
    steps = [[held.summary_key(step), *held.written_key(step.revision.new)] for step in held.recent]
    return digest(steps, [held.key_of(name) for name in held.sources])


def came(held: SiteHoldings) -> tuple[Came, ...]:
    """What publishers did and says anything new, oldest first."""
    return held.once("came", _came)


def _came(held: SiteHoldings) -> tuple[Came, ...]:
    mine: dict[tuple[str, str], list[Step]] = {}
    for step in held.recent:
        mine.setdefault((step.revision.new.source, step.revision.new.document), []).append(step)
    told = []
    for steps in mine.values():  # those of one document are read at once
        found = held.summaries(steps)
        news = (step.revision.new for step in steps)
        told += [
            Came(step, held.subject(new), found[new.number])
            for step, new in zip(steps, news, strict=True)
            if found[new.number].is_news
        ]
    return tuple(sorted(told, key=_order))


def _order(one: Came) -> tuple[float, str]:
    new = one.step.revision.new
    return new.captured_at.timestamp(), new.address


def _pages(held: SiteHoldings) -> Iterator[SitePage]:
    found, watched = came(held), whole(held)
    made = (
        SiteList(
            address.CHANGED,
            "All changes",
            "version",
            (_WHEN, Column("document", "Document"), Column("words", "The weightiest change", wide=True), _WHO),
            _FACETS,
            [_change_row(one) for one in found],
            lead=("What came with each version, newest first. A change happened between two sightings.",),
            empty="No change was seen yet. That is not “never changed”.",
            sort="-when",
            coverage=watched,
        ),
        SiteList(
            address.MONEY,
            "Money",
            "amount",
            (_WHEN, Column("amount", "Amount"), Column("words", "Sentence", wide=True), _WHO),
            _FACETS,
            list(chain.from_iterable(map(_sum_rows, found))),
            lead=(MONEY_CARE,),
            empty="No amount was seen to change yet.",
            sort="-when",
            links=_ALL,
            coverage=watched,
        ),
        SiteList(
            address.EDITED,
            "Edited without a note",
            "edit",
            (_WHEN, Column("document", "Document"), Column("words", "The weightiest change", wide=True), _WHO),
            _FACETS,
            [_change_row(one, silent=True) for one in found if one.short.silent],
            lead=(EDITED_CARE,),
            empty="No page was seen to be edited with its date and change note unchanged.",
            sort="-when",
            links=_ALL,
            coverage=watched,
        ),
    )
    for one in made:
        yield from listing_pages(one, site=held.site)


_ALL = (("All changes, to filter and sort", address.CHANGED),)
_WHEN = Column("when", "Seen")
_WHO = Column("who", "Publisher")


def row_id(*about: object) -> str:
    """An id for a row, the same in every build."""
    told = hashlib.sha256("\0".join(map(str, about)).encode("utf-8", "surrogatepass")).digest()
    return f"r-{b32encode(told).decode().lower()[:10]}"


def _change_row(one: Came, *, silent: bool = False) -> ListingRow:
    short, span = one.short, one.step.revision.between
    best = max(range(len(short.changes)), key=lambda at: (short.changes[at].score, -at), default=None)
    words = shown(short.changes[best]) if best is not None else [text(fact.said) for fact in short.facts[:1]]
    touched = silent and any(warning.endswith(CONSEQUENCE) for warning in short.warnings)
    told = counted(short.listed, "change") if short.listed else counted(len(short.facts), "other detail")
    return ListingRow(
        row_id("change", one.page),
        (
            cell(text(day(span[1])), text(between(span), "also")),
            cell(link(one.about.title, one.page), text(told, "also")),
            cell(*words, text(CONSEQUENCE, "also") if touched else None),
            cell(text(one.about.publisher)),
        ),
        facets(one, short.topics, kind_words(short.kinds)),
        (one.iso, one.about.title, words[0][1] if words else "", one.about.publisher),
    )


def facets(one: Came, topics: Sequence[str], kinds: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """Publisher, topics, kinds of change, year."""
    return (one.about.publisher,), tuple(map(topic_name, topics)), tuple(kinds), (one.iso[:4],)


def kind_words(kinds: Sequence[str]) -> tuple[str, ...]:
    """What became of sentences, and what in them, in words."""
    known: dict[str, str] = {**KINDS, **{str(name): words for name, words in FLAG_TEXT.items()}}
    return joined(known.get(name, name) for name in kinds)


def _sum_rows(one: Came) -> Iterator[ListingRow]:
    for at, each in enumerate(one.short.sums):
        yield ListingRow(
            row_id("sum", one.page, at, each.change, each.sign, each.amount),
            (
                cell(
                    text(day(one.step.revision.between[1])),
                    link(one.about.title, f"{one.page}#{each.change}", "alsolink"),
                ),
                cell(*_amount(each), text(", ".join((SIGNS[each.sign], *each.called)), "also")),
                cell(text(extract(each.sentence, LETTERS))),
                cell(text(one.about.publisher)),
            ),
            facets(one, each.topics, (SIGNS[each.sign],)),
            (one.iso, each.value, each.sentence[:60], one.about.publisher),
        )


def _amount(one: SummarySum) -> Iterator[Part]:
    if one.sign == "~":
        yield text(one.was, "old")
        yield text(" → ")
    yield text(one.amount, "old" if one.sign == "-" else "new")


def shown(change: Change) -> list[Part]:
    """The words of both sides in one, those that differ marked, cut around them."""
    kinds = {"same": "text", "old": "old", "new": "new"}
    words = marked_extract(as_line(change, inline(change)), LETTERS)
    if len(words) == 1:
        words = (Word(mark=words[0].mark, text=extract(words[0].text, LETTERS)),)
    return [text(word.text, kinds[word.mark]) for word in words]


LISTS: tuple[Section, ...] = (Section((address.CHANGED, address.MONEY, address.EDITED), lists),)
