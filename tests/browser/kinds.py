"""The kinds of page that the site has, and of each the one that shows the most."""

import re
from pathlib import Path
from typing import Final

KINDS: Final = {
    "front": r"index\.html",
    "changes": r"changes/index\.html",
    "sources": r"sources/index\.html",
    "source": r"sources/[^/]+/index\.html",
    "document": r"sources/[^/]+/[^/]+/index\.html",
    "version": r"sources/[^/]+/[^/]+/v\d+\.html",
    "change": r"changes/[^/]+/[^/]+/\d+\.html",
    "pledges": r"pledges/index\.html",
    "pledge": r"pledges/t-[^/]+\.html",
    "claims": r"claims/index\.html",
    "changed": r"changed/index\.html",
    "money": r"money/index\.html",
    "edited": r"edited/index\.html",
    "publishers": r"publishers/index\.html",
    "publisher": r"publishers/(?!index)[^/]+\.html",
    "topics": r"topics/index\.html",
    "topic": r"topics/(?!index)[^/]+\.html",
    "people": r"people/index\.html",
    "person": r"people/(?!index)[^/]+\.html",
    "manifestos": r"manifestos/index\.html",
    "search": r"search/index\.html",
    "about": r"about/index\.html",
    "corrections": r"corrections/index\.html",
}
"""By the address."""


def pages(site: Path) -> list[str]:
    """The address of every page that stays in view, in order."""
    return [
        page for page in everything(site) if 'http-equiv="refresh"' not in (site / page).read_text(encoding="utf-8")
    ]


def everything(site: Path) -> list[str]:
    """The address of every page, those included that only lead to another."""
    return sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))


def kind_of(address: str) -> str | None:
    """Which kind that address is, if any."""
    return next((kind for kind, pattern in KINDS.items() if re.fullmatch(pattern, address)), None)


def richest(site: Path, kind: str) -> str:
    """The largest page of that kind, the first of equals."""
    found = [page for page in pages(site) if kind_of(page) == kind]
    assert found, f"The site has no page of the kind “{kind}”."
    return max(found, key=lambda page: (site / page).stat().st_size)
