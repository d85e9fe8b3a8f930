"""Pledge pages: a headline, the life line, what turned, every stage with its evidence, and what was not found."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict
from types import MappingProxyType
from typing import Any, NamedTuple

from tracker.config.person import Period
from tracker.desk import address
from tracker.desk.notes import Notebook
from tracker.desk.published import SUGGESTION, Published
from tracker.links.absence import Absence
from tracker.links.figures import figures, told
from tracker.links.link import Thread
from tracker.render.absent import told as told_absent
from tracker.render.notes import told as told_note
from tracker.render.pledges import title as title_of
from tracker.render.safe import safe
from tracker.site import raster
from tracker.site.card import card_pages
from tracker.site.drawing import shape_of
from tracker.site.embed import pledge_embed
from tracker.site.evidence import Evidence, evidence
from tracker.site.frame import Site, nothing_corrected
from tracker.site.headline import description, headline
from tracker.site.life import LifeLine, life_line
from tracker.site.life_tall import life_tall
from tracker.site.life_wide import life_wide
from tracker.site.site_page import SitePage, page
from tracker.site.stage_rows import reasons, stage_rows
from tracker.site.turn_rows import turn_rows

_WIDE, _WIDE_LETTERS = 952.0, 15.0
_TALL, _TALL_LETTERS = 352.0, 14.0
"""The picture in its own units, which are pixels on a desk's screen and on a phone's."""
_LABELS = 12


class PledgeSet(NamedTuple):
    """The threads to be published, as `Published.threads` gives them, with what was found of each."""

    threads: Sequence[Thread]
    absences: Mapping[str, Absence]
    """By thread id."""
    feeds: Collection[str] = ()
    """Ids of those that have a feed."""
    periods: Mapping[str, Sequence[Period]] = MappingProxyType({})
    """By thread id: those in which it was not found and no change says little."""
    as_of: str = ""
    """The day up to which the record reaches, for what is handed on and cannot be recalled."""


def pledge_pages(found: PledgeSet, *, site: Site, rules: Published, where: Evidence = evidence) -> Iterator[SitePage]:
    """A page for each pledge, and one that leads on for each id that a pledge has had or might have had.

    Any stage's id leads on: a stage that stood alone until a person joined it may have been cited.

    Each pledge has a card, too. It shows what a person confirmed and others may see, and nothing else.
    """
    notes = Notebook.of(rules.config, for_desk=False)
    confirmed = Published.of(rules.config)
    for thread in found.threads:
        shown = confirmed.thread(thread) if rules.suggestions else thread
        if shown is not None:
            yield from card_pages(shown, site, confirmed, notes, found.as_of)
        yield page(
            "pledge.html",
            address.pledge(thread.id),
            _values(thread, shown, found=found, site=site, rules=rules, notes=notes, where=where),
        )
    taken = {thread.id for thread in found.threads}
    for thread in found.threads:
        stages = (f"t-{claim.id.removeprefix('c-')}" for claim in thread.claims)
        for old in dict.fromkeys((*thread.redirects, *stages)):
            if old not in taken:
                taken.add(old)
                values = {"site": site, "to": f"{thread.id}.html", "title": title_of(thread)}
                yield page("redirect.html", address.pledge(old), values)


def _values(
    thread: Thread,
    shown: Thread | None,
    *,
    found: PledgeSet,
    site: Site,
    rules: Published,
    notes: Notebook,
    where: Evidence,
) -> dict[str, Any]:
    absence = found.absences.get(thread.id)
    head = headline(thread, rules, notes)
    written = notes.on_thread(thread)
    summary = next((note for note in written if note.kind == "summary"), None)
    life = life_line(thread, rules)
    return {
        "site": site,
        "id": thread.id,
        "title": title_of(thread),
        "name": thread.name,
        "corrected": _corrected(thread, site),
        "feed": address.pledge_feed(thread.id) if thread.id in found.feeds else None,
        "aliases": list(map(safe, thread.aliases)),
        "head": head._asdict(),
        "summary": told_note(summary)._asdict() if summary else None,
        "description": description(shown, rules) if shown else None,
        "card": address.card(shown.id, "png") if shown and raster.rasteriser() else None,
        "picture": address.card(shown.id, "svg") if shown else None,
        "embed": pledge_embed(shown, site, rules, notes, found.as_of) if shown else None,
        "notes": [told_note(note)._asdict() for note in written if note != summary],
        "figures": list(_figures(thread)),
        "life": _life(life) if life else None,
        "turns": turn_rows(thread, rules, where, site.base),
        "stages": stage_rows(thread, rules, notes, where),
        "absence": [line.plain for line in told_absent(absence, found.periods.get(thread.id, ()))] if absence else [],
        "candidates": [
            {"earlier": one.earlier, "later": one.later, "reasons": reasons(one)} for one in thread.candidates
        ],
        "suggestion": SUGGESTION,
    }


def _corrected(thread: Thread, site: object) -> list[str]:
    """What was corrected of the pledge or of one of its claims."""
    told = site.corrections_of if isinstance(site, Site) else nothing_corrected
    return told(address.pledge(thread.id), thread.id, *thread.redirects, *(claim.id for claim in thread.claims))


def _figures(thread: Thread) -> Iterator[tuple[str, str]]:
    """Promised, announced so far, claimed delivered: those that are stated."""
    for name, figure in told(figures(thread)):
        if figure:
            yield name, safe(figure.text) + (f" of {safe(figure.of)}" if figure.of else "")


def _life(life: LifeLine) -> dict[str, Any]:
    """The life line for a desk's screen and for a phone, and the same in words."""
    return {
        "wide": asdict(life_wide(life, width=_WIDE, size=_WIDE_LETTERS, most=_LABELS)),
        "tall": asdict(life_tall(life, width=_TALL, size=_TALL_LETTERS, most=_LABELS)),
        "voices": [
            {"x": 0, "y": 0, "voice": at, "shape": shape_of(at), "said": "", "sure": True, "name": name}
            for at, name in enumerate(life.voices)
        ],
        "told": life.told,
        "unsure": any(not point.sure for point in life.points),
    }
