"""Periods in which no change says little."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from tracker.config.config import Config
from tracker.config.load import load_people
from tracker.config.person import People, Period, Publisher
from tracker.config.settings import Settings
from tracker.config.shipped import shipped
from tracker.config.source import HtmlSource
from tracker.config.verdict import Verdicts
from tracker.config.watches import Watches
from tracker.desk.comparison import Comparison
from tracker.desk.news import News, SharedFact, sort_out
from tracker.desk.periods import current_periods, quiet_periods, told_of
from tracker.diff.fact import FactChange
from tracker.links.absence import Absence, Holding
from tracker.render.absent import told
from tracker.render.brief import BriefNews
from tracker.render.changes import closing, listing
from tracker.render.html import news_page
from tracker.render.markdown import news_lines
from tracker.render.schemas.changes import Changes

Compared = Callable[..., Comparison]
Shown = Callable[..., str]
_POLL = Period.model_validate(
    {
        "kind": "pre-election", "name": "harbour election", "binds": ["department"], "from": date(2026, 1, 20),
        "to": date(2026, 2, 26), "source": "https://example.org/rules",
    }
)  # fmt: skip
_SAID = (
    "“No change seen” says little of the pre-election period 20 Jan 2026 to 26 Feb 2026 (harbour election): departments "
    "publish little then (https://example.org/rules)."
)
_CHANGED = _POLL.model_copy(update={"kind": "change of government", "from_": date(2026, 3, 1), "to": date(2026, 3, 1)})


def _config(*periods: Period, kind: str = "department") -> Config:
    source = HtmlSource.model_validate(
        {"id": "plan", "kind": "html", "publisher": "dfe", "publisher_type": kind, "url": "https://example.org/plan"}
    )
    return Config((source,), Settings(), People(period=periods), Verdicts(), Watches())


def _at(month: int, day: int) -> datetime:
    return datetime(2026, month, day, 12, tzinfo=UTC)


def test_no_change_inside_a_period_says_so() -> None:
    """Of the bound alone, and only where the time that was looked at meets the period."""
    config = _config(_POLL, _CHANGED)

    assert quiet_periods(config, ["plan"], _at(2, 1), _at(2, 8)) == (_POLL,)
    assert quiet_periods(config, ["plan"], _at(2, 27), _at(2, 28)) == ()
    assert quiet_periods(config, ["plan"], _at(2, 20), _at(3, 4)) == (_POLL, _CHANGED)
    assert quiet_periods(config, ["other"], _at(2, 1), _at(2, 8)) == ()
    assert quiet_periods(_config(_POLL, kind="party"), ["plan"], _at(2, 1), _at(2, 8)) == ()
    assert current_periods(config, ["plan"], _at(2, 1)) == (_POLL,)
    assert current_periods(config, ["plan"], _at(3, 1)) == ()
    assert told_of(_POLL) == _SAID
    assert told_of(_CHANGED) == "The government changed on 1 Mar 2026 (harbour election; https://example.org/rules)."


def test_where_something_changed_nothing_is_said_of_silence(compared: Compared) -> None:
    """The page was seen to change on 1 February; of who looks from the 2nd on, that is not the time."""
    changed = [compared("# T\n\nOwls hunt by night.\n", "# T\n\nOwls hunt by day.\n")]

    assert quiet_periods(_config(_POLL), ["plan"], _at(1, 25), _at(2, 8), changed) == ()
    assert quiet_periods(_config(_POLL), ["plan"], _at(2, 2), _at(2, 8), changed) == (_POLL,)
    later = _POLL.model_copy(update={"from_": date(2026, 9, 1), "to": date(2026, 10, 1)})
    assert quiet_periods(_config(later), ["plan"], _at(1, 25), _at(11, 8), changed) == (later,)
    assert quiet_periods(_config(later), ["plan"], _at(1, 25), _at(11, 8).replace(year=2028), changed) == ()


def test_it_stands_beside_an_empty_list_and_beside_an_absence(shown: Shown) -> None:
    """In text, Markdown and JSON of changes, and where a pledge is not found."""
    found = News(changed=(), periods=(_POLL,))
    holding = Holding(source="plan", document="page", version="plan@2", as_of=_at(2, 1))

    assert _SAID in shown(closing(found), 300)
    assert any("No change seen" in line for line in news_lines(found))
    assert Changes.of(found).model_dump(mode="json", by_alias=True)["periods"][0]["from"] == "2026-01-20"
    assert _SAID in shown(told(Absence(searched=(holding,)), [_POLL]), 300)
    assert "No change seen" not in shown(told(Absence(searched=(holding,))), 300)


def test_the_shipped_periods_are_in_order_and_do_not_overlap() -> None:
    """Five general elections, the days on which the government changed as the parties' own rows have them."""
    people = load_people(shipped())
    polls = [one for one in people.period if one.kind == "pre-election"]
    changes = [one.from_ for one in people.period if one.kind == "change of government"]

    assert [one.name[:4] for one in polls] == ["2010", "2015", "2017", "2019", "2024"]
    assert all(one.to and 30 <= (one.to - one.from_).days <= 50 for one in polls)
    assert all(any(span.from_ == day for party in people.publisher for span in party.government) for day in changes)


def test_a_renamed_department_is_one_body() -> None:
    """Over several names and in both directions; two that follow nobody are two, and a ring ends."""
    people = load_people(shipped())
    ring = People(
        publisher=tuple(
            Publisher.model_validate({"id": one, "name": one, "type": "department", "successor_of": (other,)})
            for one, other in (("a", "b"), ("b", "a"))
        )
    )

    assert people.is_one_body("dfes", "dfe")
    assert people.is_one_body("dfe", "dcsf")
    assert not people.is_one_body("dfe", "ofsted")
    assert not people.is_one_body(None, "dfe")
    assert ring.is_one_body("a", "b")


@pytest.mark.parametrize("form", ["text", "brief", "markdown", "html"])
def test_one_banner_over_many_pages_is_one_story(compared: Compared, shown: Shown, form: str) -> None:
    """History mode over thirty pages is told once with the first twenty of them; two pages are told each by itself."""
    banner = FactChange(fact="history mode", kind="added", new="published under an earlier government", score=0.3)

    def news(number: int) -> News:
        pages = [compared("# T\n\nOwls.\n", "# T\n\nOwls.\n", name=f"page-{at:02}") for at in range(number)]
        return News(changed=tuple(one.only(one.found.model_copy(update={"facts": (banner,)})) for one in pages))

    def printed(found: News) -> str:
        if form == "text":
            return shown(listing(found), 100)
        if form == "brief":
            return shown([row for block in BriefNews(found).blocks() for row in block], 100)
        return "\n".join(news_lines(found) if form == "markdown" else news_page(found))

    many = news(30)
    (story,) = sort_out(many)

    assert isinstance(story, SharedFact)
    assert len(story.places) == len(Changes.of(many).same_details[0].versions) == 30
    assert printed(many).count("published under an earlier government") == (2 if form == "html" else 1)  # a list of all
    assert "same detail in 30 documents" in printed(many)
    assert printed(news(2)).count("published under an earlier government") == 2
