"""A double of GOV.UK's Content API plays a life of every sort of page: what is told, and that nothing else is."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from contentapi import COUNT, Double, gone, govuk, historic, item, redirect, withdrawn
from shareddata import SHARED

from tracker.extract import leads

CORPUS = "data/govuk-content"
Items = list[dict[str, Any]]
Event = Callable[[Double, dict[str, Any]], None]


def ours() -> Items:
    """An item of each sort, of our own."""
    attached = [{"attachment_type": "html", "title": "Annex", "url": "/publication/annex"}]
    section = {"title": "One", "base_path": "/manual/one"}
    made: dict[str, dict[str, Any]] = {
        "detailed_guide": {"details": {"body": COUNT}},
        "publication": {"document_type": "policy_paper", "details": {"body": COUNT, "attachments": attached}},
        "guide": {"details": {"parts": [{"title": "Oaks", "slug": "oaks", "body": COUNT}]}},
        "manual": {"details": {"body": COUNT, "child_section_groups": [{"title": "All", "child_sections": [section]}]}},
        "speech": {"details": {"body": COUNT, "delivered_on": "2024-05-01T10:00:00+01:00"}},
        "consultation": {
            "document_type": "open_consultation",
            "details": {"body": COUNT, "closing_date": "2024-08-01"},
        },
        "news_article": {"document_type": "press_release", "details": {"body": COUNT}},
    }
    return [
        item(f"/{name.replace('_', '-')}", number=number, schema_name=name, **facts)
        for number, (name, facts) in enumerate(made.items(), start=1)
    ] + [redirect("/old"), gone("/flown")]


def corpus() -> Items:
    """Real items of every sort that the department uses."""
    return [json.loads(path.read_bytes()) for path in sorted((SHARED / CORPUS).rglob("*.json"))]


def _move(double: Double, one: dict[str, Any]) -> None:
    path, to = one["base_path"], f"{one['base_path']}-moved"
    double.serve(redirect(path, (path, to)))
    double.serve({**one, "base_path": to})


EVENTS: dict[str, Event] = {
    "withdrawn": lambda double, one: double.serve(withdrawn(one)),
    "history mode": lambda double, one: double.serve(historic(one)),
    "moved": _move,
    "gone with an explanation": lambda double, one: double.serve(gone(one["base_path"], explanation="Merged.")),
    "gone with another page": lambda double, one: double.serve(gone(one["base_path"], alternative_path="/oaks")),
    "gone": lambda double, one: double.serve(gone(one["base_path"]), status=410),
    "lost": lambda double, one: double.lose(one["base_path"]),
}
ONCE, TWICE = ("recorded", "unchanged", "unchanged"), ("failed", "recorded", "unchanged")
EXPECTED: dict[str, tuple[tuple[str, ...], list[str]]] = {
    "withdrawn": (ONCE, ["withdrawn"]),
    "history mode": (ONCE, ["live"]),
    "moved": (ONCE, ["redirected", "live"]),
    "gone with an explanation": (ONCE, ["gone"]),
    "gone with another page": (ONCE, ["gone"]),
    "gone": (TWICE, ["gone"]),
    "lost": (TWICE, ["missing"]),
}
"""What three rounds after an event find, and the states that are recorded for it, for a page that is not withdrawn."""


class Life:
    """Items watched through the double, one source each."""

    def __init__(self, desk: Any, items: Items) -> None:
        self.desk, self.double = desk, Double(desk.site)
        self.live = [one for one in items if one["schema_name"] not in {"redirect", "gone"}]
        self.over = [one for one in items if one["schema_name"] in {"redirect", "gone"}]
        self.event = {one["base_path"]: list(EVENTS)[number % len(EVENTS)] for number, one in enumerate(self.live)}
        paths = {f"p{number}": one["base_path"] for number, one in enumerate(self.live)}
        paths |= {f"over{number}": one["base_path"] for number, one in enumerate(self.over)}
        paths |= {f"part{number}": self.double.part(one, "a-part") for number, one in enumerate(self.live[:3])}
        self.sources = {name: govuk(desk.site, path, id=name) for name, path in paths.items()}

    def serve_all(self) -> None:
        """Every item and all that it leads to, churned."""
        for one in (*self.live, *self.over):
            self.double.serve(one, status=410 if one["schema_name"] == "gone" else 200)
        known = {one["base_path"] for one in self.live}
        for number, lead in enumerate(self.leads(), start=500):
            if lead not in known:
                self.double.serve(item(lead, number=number, schema_name="html_publication"))

    def leads(self) -> Iterator[str]:
        """Paths of attachments and sections that belong to the items."""
        for one in self.live:
            yield from (lead.path for lead in leads.read(json.dumps(one).encode()).leads if lead.kind != "member")

    def happen(self) -> None:
        """To each item its event; what is not hit comes churned."""
        self.serve_all()
        for one in self.live:
            EVENTS[self.event[one["base_path"]]](self.double, one)

    def round(self) -> dict[str, str]:
        """The outcome of each source's own page, and of every further document."""
        found = self.desk.round(*self.sources.values())
        return {f"{one.source}/{one.document}".removesuffix("/page"): one.kind for one in found}

    def has_an_event(self, name: str) -> bool:
        """Whether a page, or the page at the address of a further document, is one of the items."""
        source, _, document = name.partition("/")
        met = self.desk.archive.met(source).get(document)
        return "/" not in name or (met is not None and met.url.partition("/api/content")[2] in self.event)

    def states(self, name: str) -> list[str]:
        """The states of a page after its first version."""
        versions = self.desk.archive.versions(name, "page")[1:]
        told = [json.loads(self.desk.archive.meta(version)).get("state") or {"kind": "live"} for version in versions]
        return [one["kind"] for one in told]


@pytest.mark.parametrize(
    "items",
    [
        pytest.param(ours, id="ours"),
        pytest.param(corpus, id="corpus", marks=pytest.mark.shared_data(CORPUS)),
    ],
)
def test_events_are_told_once_and_nothing_else_is(desk: Any, items: Callable[[], Items]) -> None:
    """Three rounds of churn tell nothing; then each page meets its event, which is told once; then it is as it was.

    Withdrawn, history mode, moved, gone in three forms, lost, parts by 303; ETags, stamps and links move all the time.
    """
    life = Life(desk, items())
    life.serve_all()
    first = life.round()
    quiet = []
    for _ in range(3):
        life.serve_all()
        quiet.append(life.round())
    told = []
    for _ in range(3):
        life.happen()
        told.append(life.round())
    life.serve_all()
    back = life.round()
    after = life.round()

    over = {name for name in first if name.startswith("over")}
    assert {name: kind for name, kind in first.items() if kind != "recorded"} == _suspects_and_failures(life, over)
    assert all({kind for name, kind in one.items() if name not in over} == {"unchanged"} for one in quiet)
    for number, one in enumerate(life.live):
        name, event = f"p{number}", life.event[one["base_path"]]
        expected, states = EXPECTED[event]
        if one.get("withdrawn_notice"):
            other = {"live": "withdrawn", "withdrawn": "live"}
            states = [other.get(state, state) for state in states]
        assert (event, tuple(round_[name] for round_ in told)) == (event, expected)
        assert (event, life.states(name)[: len(states)]) == (event, states)
        assert (event, back[name], after[name]) == (event, "recorded", "unchanged")
        assert desk.archive.text(desk.archive.latest(name, "page")) == desk.archive.text(
            desk.archive.versions(name, "page")[0]
        )
    assert all(kind == "unchanged" for round_ in told for name, kind in round_.items() if not life.has_an_event(name))


def _suspects_and_failures(life: Life, over: set[str]) -> dict[str, str]:
    """Pages that were over before we came: what says why or where to is told as that, a bare 410 fails."""
    items = {f"over{number}": one for number, one in enumerate(life.over)}
    return {name: "suspect" if items[name].get("redirects") or items[name]["details"] else "failed" for name in over}
