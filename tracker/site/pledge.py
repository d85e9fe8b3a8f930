"""Pledge pages: each pledge with its stages, their wordings compared, their evidence, and what was not found."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import zip_longest
from types import MappingProxyType
from typing import Any, NamedTuple
from urllib.parse import quote

from tracker.claims.claim import Claim, Place
from tracker.config.person import Period
from tracker.desk import address
from tracker.desk.dates import day, is_later_version, when
from tracker.desk.extract import marked_extract
from tracker.desk.notes import Notebook
from tracker.desk.published import STANDING, SUGGESTION, Published
from tracker.diff.words import differ
from tracker.links.absence import Absence
from tracker.links.cells import cells
from tracker.links.figures import figures, told
from tracker.links.link import Link, Thread
from tracker.render.absent import told as told_absent
from tracker.render.claims import facts
from tracker.render.notes import told as told_note
from tracker.render.pledges import carried
from tracker.render.pledges import title as title_of
from tracker.render.safe import safe
from tracker.render.stages import COLUMNS, SIGNS, voice
from tracker.render.words import runs, said_of
from tracker.site.frame import Site, nothing_corrected
from tracker.site.picture import picture
from tracker.site.site_page import SitePage, page

Evidence = Callable[[Claim], str | None]
"""Where on the site a claim can be read where it stands, from the root; None where it cannot."""
BLANK = "not stated"
ENDS = 5
"""Words of a sentence's beginning and end by which a browser finds it."""
REASON = 160
"""Characters of a reason; some quote a claim whole."""


class PledgeSet(NamedTuple):
    """The threads to be published, as `Published.threads` gives them, with what was found of each."""

    threads: Sequence[Thread]
    absences: Mapping[str, Absence]
    """By thread id."""
    feeds: Collection[str] = ()
    """Ids of those that have a feed."""
    periods: Mapping[str, Sequence[Period]] = MappingProxyType({})
    """By thread id: those in which it was not found and no change says little."""


def evidence(claim: Claim) -> str | None:
    """The page of the version in which a claim was read, at its words."""
    place = claim.place or Place()
    number = (place.version or "").rpartition("@")[2]
    if not place.source or not number.isdigit():
        return None
    return address.version(place.source, place.document or "page", int(number)) + at_words(claim.text)


def at_words(text: str) -> str:
    """The fragment that leads a browser to these words and marks them; one that does not know it shows the page's top.

    Its first and last words, each apart: a text cut at a footnote mark is found all the same.
    """
    words = safe(text).split()
    ends = [words] if len(words) <= 2 * ENDS else [words[:ENDS], words[-ENDS:]]
    return "#:~:text=" + ",".join(quote(" ".join(end), safe="").replace("-", "%2D") for end in ends)


def pledge_pages(found: PledgeSet, *, site: object, rules: Published, where: Evidence = evidence) -> Iterator[SitePage]:
    """The list, a page for each pledge, and one that leads on for each id that a pledge has had or might have had.

    Any stage's id leads on: a stage that stood alone until a person joined it may have been cited.
    """
    yield page("pledges.html", address.PLEDGES, {"site": site, "rows": list(map(_row, found.threads))})
    notes = Notebook.of(rules.config, for_desk=False)
    for thread in found.threads:
        written = {"notes": list(map(told_note, notes.on_thread(thread)))}
        values = _values(thread, found, site, rules, where)
        for stage, claim in zip(values["stages"], thread.claims, strict=True):
            stage["notes"] = list(map(told_note, notes.on_claim(claim)))
        yield page("pledge.html", address.pledge(thread.id), {**values, **written})
    taken = {thread.id for thread in found.threads}
    for thread in found.threads:
        stages = (f"t-{claim.id.removeprefix('c-')}" for claim in thread.claims)
        for old in dict.fromkeys((*thread.redirects, *stages)):
            if old not in taken:
                taken.add(old)
                values = {"site": site, "to": f"{thread.id}.html", "title": title_of(thread)}
                yield page("redirect.html", address.pledge(old), values)


def _row(thread: Thread) -> dict[str, Any]:
    return {
        "address": f"{thread.id}.html",
        "title": title_of(thread),
        "aliases": list(map(safe, thread.aliases)),
        "first": when(thread.claims[0]),
        "last": when(thread.claims[-1]),
        "stages": len(thread.claims),
        "suggested": sum(link.standing != "confirmed" for link in thread.links),
        "voices": list(dict.fromkeys(map(voice, thread.claims))),
    }


def _values(thread: Thread, found: PledgeSet, site: object, rules: Published, where: Evidence) -> dict[str, Any]:
    absence = found.absences.get(thread.id)
    return {
        "site": site,
        "id": thread.id,
        "title": title_of(thread),
        "name": thread.name,
        "corrected": _corrected(thread, site),
        "feed": address.pledge_feed(thread.id) if thread.id in found.feeds else None,
        "aliases": list(map(safe, thread.aliases)),
        "columns": COLUMNS,
        "figures": list(_figures(thread)),
        "picture": picture(thread.claims),
        "stages": list(_stages(thread, rules, where)),
        "absence": [line.plain for line in told_absent(absence, found.periods.get(thread.id, ()))] if absence else [],
        "candidates": list(_candidates(thread)),
        "related": [_reasons(link) for link in thread.related],
        "suggestion": SUGGESTION,
    }


def _corrected(thread: Thread, site: object) -> list[str]:
    """What was corrected of the pledge or of one of its claims."""
    told = site.corrections_of if isinstance(site, Site) else nothing_corrected
    return told(address.pledge(thread.id), thread.id, *thread.redirects, *(claim.id for claim in thread.claims))


def _figures(thread: Thread) -> Iterator[tuple[str, str]]:
    """Promised, announced so far, claimed delivered; nothing where the thread counts nothing."""
    three = tuple(told(figures(thread)))
    for name, figure in three if any(one for _, one in three) else ():
        whole = f" of {safe(figure.of)}" if figure and figure.of else ""
        yield name, f"{safe(figure.text)}{whole}" if figure else "no number stated"


def _stages(thread: Thread, rules: Published, where: Evidence) -> Iterator[dict[str, Any]]:
    known = {claim.id: claim for claim in thread.claims}
    for claim, link in zip_longest(thread.claims, (None, *thread.links)):
        earlier = known.get(link.earlier) if link else None
        yield {
            **_said(claim, rules, where),
            "link": _link(link, claim) if link else None,
            "sign": SIGNS[link.standing] if link else "·",
            "since": {"id": earlier.id, "when": when(earlier), "who": voice(earlier)} if earlier else None,
            "words": _marked(earlier, claim, rules) if earlier else [],
        }


def _said(claim: Claim, rules: Published, where: Evidence) -> dict[str, Any]:
    place = claim.place or Place()
    found = cells(claim)
    later = place.published and is_later_version(place)
    return {
        "id": claim.id,
        "kind": claim.kind,
        "when": when(claim),
        "who": voice(claim),
        "published": day(place.published, place.precision) if later and place.published else None,
        "title": safe(place.title or ""),
        "text": safe(rules.extracts.text(place.source, whole(claim))),
        "facts": facts(rules.extracts.claim(claim)),
        "version": safe(place.version or ""),
        "evidence": where(claim),
        "cells": [safe(one) for one in (found.verb, found.number, found.covered, found.when, found.paid)],
    }


def whole(claim: Claim) -> str:
    """A list's item under the words that introduce the list."""
    return f"{claim.lead_in} {claim.text}" if claim.lead_in else claim.text


def _marked(earlier: Claim, later: Claim, rules: Published) -> list[tuple[str, str, str, str]]:
    """The later wording with its differences; each run with the blanks around it and its mark."""
    words = differ(whole(earlier), whole(later))
    if all(word.mark == "same" for word in words):
        return []
    if not all(rules.extracts.is_free((claim.place or Place()).source) for claim in (earlier, later)):
        words = marked_extract(words, rules.config.settings.extract_characters)
    return [(safe(run.before), safe(run.words), safe(run.after), run.mark) for run in runs(words)]


def _link(link: Link, later: Claim) -> dict[str, Any]:
    return {
        "standing": STANDING[link.standing],
        "confirmed": link.standing == "confirmed",
        "flags": [
            (
                carried(link, later) if flag.name == "attributed_on" else said_of(flag),
                safe(flag.old),
                safe(flag.new),
            )
            for flag in link.flags
        ],
        "reasons": _reasons(link),
        "disputed": safe("; ".join(link.disputed)),
    }


def _reasons(link: Link) -> list[str]:
    return [safe(one if len(one) <= REASON else f"{one[:REASON].rpartition(' ')[0]} …") for one in link.reasons]


def _candidates(thread: Thread) -> Iterator[dict[str, Any]]:
    """What a person has still to look at; a published thread has them only where suggestions were asked for."""
    for link in thread.candidates:
        yield {"earlier": link.earlier, "later": link.later, "reasons": _reasons(link)}
