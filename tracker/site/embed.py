"""Embed: a pledge or a change as a piece of HTML for somebody else's page: words, whose, when, as of when, and where from.

It cannot be recalled, so it names its edition: a name for what it says, by which `tracker report --check-embeds` tells
whether the record says something else by now.
"""

import base64
import hashlib
import json
from collections.abc import Sequence
from typing import NamedTuple

from tracker.desk import address
from tracker.desk.dates import when
from tracker.desk.notes import Notebook
from tracker.desk.published import Published
from tracker.links.link import Thread
from tracker.site.environment import render
from tracker.site.frame import Site
from tracker.site.headline import headline, opening, quoted, speaker
from tracker.site.turn_rows import turn_rows

_QUOTED = 300
_TURNS = 3
_LETTERS = 8


class EmbedPart(NamedTuple):
    """Words with whose and when."""

    words: str
    who: str
    when: str
    quotation: bool = True


def edition(parts: Sequence[object]) -> str:
    """Eight letters for what is said; other words give others."""
    told = json.dumps(parts, ensure_ascii=True, separators=(",", ":"))
    return base64.b32encode(hashlib.sha256(told.encode("ascii")).digest()).decode("ascii").lower()[:_LETTERS]


def pledge_parts(thread: Thread, rules: Published, notes: Notebook) -> list[EmbedPart]:
    """What is said of a pledge: a person's headline, the first words, what turned most, the latest words."""
    people = rules.config.people
    head = headline(thread, rules, notes)
    found = [] if head.is_quotation else [EmbedPart(head.words, head.who, head.when, quotation=False)]
    first, last = opening(thread), thread.claims[-1]
    between = sorted(turn_rows(thread, rules, lambda _: None, None), key=lambda row: -row["weight"])[:_TURNS]
    chosen = {first.id, last.id, *(row["new"]["id"] for row in between)}
    return found + [
        EmbedPart(quoted(claim, rules, _QUOTED), speaker(claim, people), when(claim))
        for claim in thread.claims
        if claim.id in chosen
    ]


def pledge_embed(thread: Thread, site: Site, rules: Published, notes: Notebook, as_of: str) -> str:
    """The piece of HTML. `thread`: only what a person confirmed and others may see."""
    return embed(thread.id, address.pledge(thread.id), pledge_parts(thread, rules, notes), site, as_of)


def embed(name: str, page: str, parts: Sequence[EmbedPart], site: Site, as_of: str) -> str:
    """The piece of HTML for what bears that id and has that page."""
    values = {
        "id": name,
        "permalink": f"{site.base}{page}" if site.base else None,
        "parts": parts,
        "as_of": as_of,
        "edition": edition([list(part) for part in parts]),
        "site": site,
    }
    return render("embed.html", page, values).strip()
