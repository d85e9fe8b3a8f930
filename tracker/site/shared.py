"""Shared: which editions of cards and embeds a site handed on, and until when. They cannot be recalled, so that is kept.

It is kept in the site's folder, beside the manifest: what was handed on is of that site, not of the record, and a page
made anew says no more what it said before. No words are kept: what is taken down must not stand there for ever.
"""

import json
from datetime import date
from pathlib import Path
from typing import NamedTuple

from tracker.desk import address
from tracker.desk.dates import LONDON
from tracker.desk.notes import Notebook
from tracker.desk.published import Published
from tracker.errors import UsageError
from tracker.site.embed import EmbedPart, edition, pledge_parts
from tracker.site.holdings import SiteHoldings

FILE = ".tracker-shared.json"
SCHEMA = "tracker.shared/1"


class SharedPledge(NamedTuple):
    """What a pledge's card and embed say."""

    edition: str
    words: str
    page: str
    ids: frozenset[str]
    """By which a correction, or an older card, may call it."""


class SharedEdition(NamedTuple):
    """What they said from one day of the record to another."""

    edition: str
    first: date
    last: date


def shared_now(held: SiteHoldings) -> dict[str, SharedPledge]:
    """By thread id: of each pledge that others may see."""
    rules, notes = Published.of(held.config), Notebook.of(held.config, for_desk=False)
    found = {}
    for thread in rules.threads(held.promised[1]):
        parts = pledge_parts(thread, rules, notes)
        claims = {claim.id for claim in thread.claims}
        ids = {thread.id, *thread.redirects, *claims, *(one.replace("c-", "t-", 1) for one in claims)}
        page = address.pledge(thread.id)
        found[thread.id] = SharedPledge(edition(list(map(list, parts))), told(parts), page, frozenset({*ids, page}))
    return found


def told(parts: list[EmbedPart]) -> str:
    """The words on one line."""
    return " / ".join(f"“{part.words}”" if part.quotation else part.words for part in parts)


def remember(folder: Path, held: SiteHoldings) -> None:
    """Note what is handed on from this build on. Nothing is ever taken out. UsageError where the file cannot be read."""
    if held.as_of is None:
        return
    known, on = recall(folder), held.as_of.astimezone(LONDON).date()
    for name, one in shared_now(held).items():
        before = known.setdefault(name, [])
        if before and before[-1].edition == one.edition:
            before[-1] = before[-1]._replace(last=max(on, before[-1].last))
        else:
            before.append(SharedEdition(one.edition, on, on))
    pledges = {
        name: [[one.edition, one.first.isoformat(), one.last.isoformat()] for one in every]
        for name, every in sorted(known.items())
    }
    text = json.dumps({"schema": SCHEMA, "pledges": pledges}, indent=0, ensure_ascii=True) + "\n"
    path = folder / FILE
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        part = path.with_name(f"{FILE}.part")
        part.write_text(text, encoding="ascii")
        part.replace(path)


def recall(folder: Path) -> dict[str, list[SharedEdition]]:
    """By thread id: what was handed on, the oldest first; nothing where no build noted it."""
    path = folder / FILE
    try:
        known = json.loads(path.read_text(encoding="utf-8"))
        if known["schema"] != SCHEMA:
            raise ValueError(known["schema"])  # noqa: TRY301 - told below, with the file's name
        return {
            str(name): [
                SharedEdition(str(mark), date.fromisoformat(first), date.fromisoformat(last))
                for mark, first, last in every
            ]
            for name, every in known["pledges"].items()
        }
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise UsageError(
            f"{path} is not a list of cards and embeds this tracker can read. Take it from a copy of the site, or move it "
            "away: what was handed on before is then not known."
        ) from error
