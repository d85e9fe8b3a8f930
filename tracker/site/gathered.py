"""Gathered: what a page of a publisher or a topic shows: coverage first, then pledges, the latest changes, documents."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from tracker.desk import address
from tracker.desk.dates import between, day
from tracker.desk.extract import extract
from tracker.desk.published import SUGGESTION
from tracker.render.changes import counted
from tracker.site.change_feeds import FeedVersion, group_feed
from tracker.site.change_lists import LETTERS, Came, shown
from tracker.site.coverage import coverage
from tracker.site.history import MARKED
from tracker.site.holdings import Name, SiteHoldings
from tracker.site.listing import cell, text
from tracker.site.pledge_feeds import stage_entries
from tracker.site.pledge_list import STATES, PledgeBrief, numbers, said, turned
from tracker.site.site_page import SitePage, page
from tracker.store.version import Version

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
"""When the feeds of an empty store are said to have been updated."""
MOST_PLEDGES = 8
MOST_CHANGES = 10
MOST_DOCUMENTS = 10
MOST_TURNS = 2
SUBTITLE = (
    "What was seen to change while pages were watched, and stages of pledges that a person confirmed. “No change seen” is "
    "not “never changed”."
)


def gathered_page(
    held: SiteHoldings,
    at: str,
    title: str,
    *,
    kind: str,
    pledges: Sequence[PledgeBrief],
    came: Sequence[Came],
    names: Sequence[Name],
    sources: Sequence[str],
    feed: str,
    choice: Mapping[str, str],
    trail: tuple[tuple[str, str], ...],
    lead: Sequence[str] = (),
    led: Sequence[tuple[str, tuple[str, str]]] = (),
    best: Mapping[str, int] | None = None,
) -> SitePage:
    """The page. `pledges` and `came` oldest first. `choice`: what the lists are asked for in a link to all of them.

    `led`: what is said of publishers that this one led to or followed, with their pages. `best`: by the address of a
    change's page, which of its changes to show.
    """
    documents = sorted(names, key=lambda name: (-held.versions[name][-1].captured_at.timestamp(), name))
    asked = f"#{urlencode(choice)}"
    values = {
        "site": held.site,
        "title": title,
        "kind": kind,
        "trail": trail,
        "lead": list(lead),
        "led": list(led),
        "feed": feed,
        "description": _description(held, title, names, pledges),
        "card": None,
        "coverage": coverage(held, names, sources),
        "pledges": [_pledge(one, held.publisher_names) for one in reversed(pledges[-MOST_PLEDGES:])],
        "more_pledges": (len(pledges), f"{address.PLEDGES}{asked}") if len(pledges) > MOST_PLEDGES else None,
        "changes": [_change(one, best) for one in reversed(came[-MOST_CHANGES:])],
        "more_changes": (len(came), f"{address.CHANGED}{asked}") if len(came) > MOST_CHANGES else None,
        "documents": [_document(held, held.versions[name]) for name in documents[:MOST_DOCUMENTS]],
        "more_documents": len(documents) - MOST_DOCUMENTS,
    }
    return page("gathered.html", at, values)


def _description(held: SiteHoldings, title: str, names: Sequence[Name], pledges: Sequence[PledgeBrief]) -> str:
    versions = [one for name in names for one in held.versions[name]]
    since = f" since {day(min(one.captured_at for one in versions))}" if versions else ""
    told = f"{counted(len(names), 'document')} watched{since}; {counted(len(pledges), 'confirmed pledge')}."
    return f"{title}: {told}"[:200]


def _pledge(one: PledgeBrief, names: Mapping[str, str]) -> dict[str, Any]:
    unsure = sum(link.standing != "confirmed" for link in one.thread.links)
    return {
        "title": one.title,
        "page": one.page,
        "newest": text(extract(one.newest, LETTERS))[1],
        "when": said(one, names),
        "stages": counted(len(one.thread.claims), "stage"),
        "turned": list(cell(*turned(one, MOST_TURNS))),
        "numbers": list(cell(*numbers(one))),
        "state": STATES[one.state],
        "unsure": f"{unsure} of its links: {SUGGESTION}" if unsure else None,
    }


def _change(one: Came, best: Mapping[str, int] | None) -> dict[str, Any]:
    changes = one.short.changes
    at = (best or {}).get(one.page)
    if at is None:
        at = max(range(len(changes)), key=lambda place: (changes[place].score, -place), default=None)
    return {
        "title": one.about.title,
        "page": one.page + (f"#{one.short.ids[at]}" if at is not None else ""),
        "between": between(one.step.revision.between),
        "who": one.about.publisher,
        "words": shown(changes[at]) if at is not None else [text(fact.said) for fact in one.short.facts[:1]],
        "told": counted(one.short.listed, "change")
        if one.short.listed
        else counted(len(one.short.facts), "other detail"),
        "warnings": [warning.removesuffix(MARKED) for warning in one.short.warnings[:1]],
    }


def _document(held: SiteHoldings, captured: Sequence[Version]) -> dict[str, Any]:
    about = held.subject(captured[-1])
    return {
        "title": about.title,
        "page": about.home,
        "versions": counted(len(captured), "version"),
        "since": day(captured[0].captured_at),
        "last": day(max(one.last_seen for one in captured)),
        "who": about.publisher,
    }


def gathered_feed(
    held: SiteHoldings,
    at: str,
    title: str,
    home: str,
    *,
    versions: Iterable[FeedVersion],
    pledges: Sequence[PledgeBrief],
) -> SitePage:
    """The feed of what the page of that title shows. Of pledges confirmed stages alone, whatever else the site shows."""
    rules, notes, base = held.confirmed, held.notes, held.site.base
    sure = rules.threads([one.thread for one in pledges]) if held.suggestions else [one.thread for one in pledges]
    entries = [
        entry for thread in sure for entry in stage_entries(thread, rules, notes, base, held.site.corrections_of)
    ]
    since = min((captured[0].captured_at for captured in held.versions.values()), default=None)
    frame = {
        "address": at,
        "title": f"{held.site.name}: {title}",
        "subtitle": SUBTITLE,
        "page": home,
        "author": held.site.name,
        "since": since or EPOCH,
        "base": base,
    }
    told = [(entry.id, entry.title, entry.updated.timestamp(), entry.content) for entry in entries]
    where, key, make = group_feed(versions, rules, entries, key=told, **frame)
    return SitePage(where, key, make)


def versions_of(held: SiteHoldings, found: Iterable[Came]) -> Iterator[FeedVersion]:
    """What came, for a feed."""
    for one in found:
        new = one.step.revision.new
        key = "\n".join([held.summary_key(one.step), *held.written_key(new)])
        told = held.corrections_of(new)
        yield FeedVersion(new, one.step.revision.old, _known(one), key, held.notes.came_with(new.address), told)


def _known(one: Came) -> Any:
    return lambda: one.short
