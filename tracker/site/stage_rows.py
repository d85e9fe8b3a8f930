"""Stages of a pledge as its page shows them: their words and what those state, evidence, and why they are linked."""

from collections.abc import Iterator
from itertools import zip_longest
from typing import Any

from tracker.claims.claim import Claim, Place
from tracker.desk.dates import day, is_later_version, when
from tracker.desk.notes import Notebook
from tracker.desk.published import STANDING, Published
from tracker.links.cells import cells
from tracker.links.link import Link, Thread
from tracker.render.claims import facts
from tracker.render.notes import told as told_note
from tracker.render.pledges import carried
from tracker.render.safe import safe
from tracker.render.stages import COLUMNS
from tracker.render.words import said_of
from tracker.site.evidence import Evidence
from tracker.site.headline import speaker
from tracker.site.turn_rows import marked, said

_REASON = 160
"""Characters of a reason; some quote a claim whole."""


def stage_rows(thread: Thread, rules: Published, notes: Notebook, where: Evidence) -> list[dict[str, Any]]:
    """One a claim, in time order, each but the first with what ties it to an earlier one."""
    return list(_rows(thread, rules, notes, where))


def _rows(thread: Thread, rules: Published, notes: Notebook, where: Evidence) -> Iterator[dict[str, Any]]:
    known = {claim.id: claim for claim in thread.claims}
    people = rules.config.people
    for claim, link in zip_longest(thread.claims, (None, *thread.links)):
        earlier = known.get(link.earlier) if link else None
        yield {
            **_told(claim, rules, where),
            "link": _link(link, claim, rules) if link else None,
            "since": {"id": earlier.id, "when": when(earlier), "who": speaker(earlier, people)} if earlier else None,
            "words": marked(earlier, claim, rules) if earlier else [],
            "notes": [told_note(note)._asdict() for note in notes.on_claim(claim)],
        }


def _told(claim: Claim, rules: Published, where: Evidence) -> dict[str, Any]:
    place = claim.place or Place()
    found = cells(rules.extracts.claim(claim))
    later = place.published and is_later_version(place)
    values = (found.verb, found.number, found.covered, found.when, found.paid)
    return {
        "id": claim.id,
        "when": when(claim),
        "who": speaker(claim, rules.config.people),
        "published": day(place.published, place.precision) if later and place.published else None,
        "title": safe(place.title or ""),
        "text": said(claim, rules),
        "facts": facts(rules.extracts.claim(claim)),
        "version": safe(place.version or ""),
        "evidence": where(claim),
        "cells": [(name, safe(one)) for name, one in zip(COLUMNS[2:], values, strict=True) if one],
    }


def _link(link: Link, later: Claim, rules: Published) -> dict[str, Any]:
    source = (later.place or Place()).source
    return {
        "standing": STANDING[link.standing],
        "confirmed": link.standing == "confirmed",
        "flags": [
            (
                carried(link, later) if flag.name == "attributed_on" else said_of(flag),
                *(safe(rules.extracts.text(source, side)) for side in (flag.old, flag.new)),
            )
            for flag in link.flags
        ],
        "reasons": reasons(link),
        "disputed": safe("; ".join(link.disputed)),
    }


def reasons(link: Link) -> list[str]:
    """Why the two are held together."""
    return [safe(one if len(one) <= _REASON else f"{one[:_REASON].rpartition(' ')[0]} …") for one in link.reasons]
