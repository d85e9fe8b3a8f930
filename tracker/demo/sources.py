"""The config texts that the demonstration writes, and its simulated dates."""

import json
from datetime import date
from importlib.resources import files

from tracker.demo.page import DemoPage, pages

DATES: tuple[date, ...] = (
    date(2023, 7, 6),
    date(2023, 10, 5),
    date(2024, 5, 17),
    date(2024, 6, 14),
    date(2024, 9, 3),
    date(2024, 11, 11),
    date(2025, 2, 4),
    date(2025, 4, 30),
    date(2025, 6, 20),
    date(2025, 9, 15),
    date(2026, 2, 24),
)
"""The days on which the demonstration runs a round: every page appears and is edited on one of them."""
_TOPICS = ["schools"]


def sources_toml(port: int, day: date | None = None) -> str:
    """config/sources.toml for the site on that port: the pages that exist on the day, all of them without one."""
    watched = [page for page in pages() if day is None or page.since <= day]
    head = "# What the demonstration watches: its own small web on this machine (tracker demo).\n"
    return head + "".join(f"\n{_source(page, port)}" for page in watched)


def people_toml() -> str:
    """config/people.toml: who speaks in the demonstration, in which role and when. Facts of public record."""
    return _shipped("people.toml")


def verdicts_toml() -> str:
    """config/verdicts.toml: one person's decision, that four names mean the same teams."""
    return _shipped("verdicts.toml")


def decided_toml() -> str:
    """More of config/verdicts.toml: which sentences its author read as stages of one pledge, and which not."""
    return _shipped("decided.toml")


def settings_toml() -> str:
    """config/settings.toml: defaults, and what a live round would need."""
    return _shipped("settings.toml")


def _source(page: DemoPage, port: int) -> str:
    site = f"http://127.0.0.1:{port}"
    where = {"path": page.path, "base_url": site} if page.kind == "govuk" else {"url": site + page.path}
    facts: dict[str, object] = {
        "id": page.source,
        "kind": page.kind,
        "publisher": page.publisher,
        "publisher_type": page.publisher_type,
        "evidence": page.evidence,
        "topics": _TOPICS,
        **where,
        "allow_hosts": ["127.0.0.1"],
    }
    if page.kind == "govuk":
        facts["licence"] = "OGL-UK-3.0"
    # JSON strings and lists of strings are TOML as they stand.
    return "[[source]]\n" + "".join(f"{key} = {json.dumps(value)}\n" for key, value in facts.items())


def _shipped(name: str) -> str:
    return (files("tracker.demo") / "config" / name).read_text(encoding="utf-8")
