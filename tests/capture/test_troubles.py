"""What a round tells of its troubles: each thing once."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from contentapi import search
from loopback import Answer

from tracker.capture.health import faults_now, health
from tracker.capture.troubles import Troubles, troubles
from tracker.config.settings import Settings
from tracker.config.source import FeedSource, FileSource, Source

Page = Callable[..., str]
SETTINGS = Settings(delay=0, retries=0, broken_after=4, contact="me@example.org")
ODD = "<title>Access denied</title><main><h1>Access denied</h1></main>"


def asked(desk: Any, *sources: Source, settings: Settings = SETTINGS) -> Troubles:
    """One round, a day after the last one: what it tells of its troubles."""
    found = desk.round(*(sources or (desk.html(),)), settings=settings)
    return troubles(desk.record, found, desk.archive, settings=settings)


def told(found: Troubles) -> list[str]:
    """E.g. `new failing`, `1 still`, `recovered`."""
    said = [f"{one.why} {one.fault.state}" for one in found.notices]
    return said + [f"{len(found.still)} still"] * bool(found.still) + ["recovered"] * len(found.recovered)


def answer(desk: Any, what: str, page: Page) -> None:
    """How the page answers from now on."""
    bodies = {"ok": page("We will plant an oak."), "changed": page("We may plant an oak."), "suspect": ODD}
    status = {"failing": 503, "gone": 404, "fault": 500, "blocked": 403}.get(what, 200)
    desk.site.answers("/plan", Answer(bodies.get(what, "").encode(), status))


@pytest.mark.parametrize(
    ("story", "expected"),
    [
        ("ok failing failing ok ok", ["", "new failing", "1 still", "recovered", ""]),
        (
            "ok failing failing failing failing failing ok",
            ["", "new failing", "1 still", "1 still", "broken broken", "1 still", "recovered"],
        ),
        ("failing suspect failing ok", ["new failing", "new suspect", "1 still", "recovered"]),
        ("ok suspect suspect suspect ok", ["", "new suspect", "1 still", "1 still", "recovered"]),
        ("blocked blocked failing blocked", ["new blocked", "1 still", "new failing", "1 still"]),
        ("suspect suspect suspect suspect suspect", ["new suspect", "1 still", "1 still", "1 still", "1 still"]),
    ],
)
def test_trouble_is_told_when_it_changes(desk: Any, page: Page, story: str, expected: list[str]) -> None:
    """When it is new, becomes broken or is over; in between it is only counted."""
    said = []
    for what in story.split():
        answer(desk, what, page)
        said.append(", ".join(told(asked(desk))))

    assert said == expected


@pytest.mark.parametrize(
    ("story", "expected"),
    [
        ("failing fault fault", ["new failing", "another reason failing", "1 still"]),
        ("failing fault failing fault", ["new failing", "another reason failing", "1 still", "broken broken"]),
        ("failing failing failing fault fault", ["new failing", "1 still", "1 still", "broken broken", "1 still"]),
        ("failing blocked fault fault", ["new failing", "new blocked", "another reason failing", "broken broken"]),
        ("failing down fault", ["new failing", "another reason failing", "another reason failing"]),
    ],
)
def test_another_reason_is_told_once(desk: Any, page: Page, story: str, expected: list[str]) -> None:
    """Also where a page answers with two faults by turns; a change of the sort of trouble is told as that."""
    said = []
    for what in story.split():
        answer(desk, what, page)
        source = desk.html()
        if what == "down":  # one that nobody answers at
            source = source.model_copy(update={"url": "http://127.0.0.1:9/plan"})
        said.append(", ".join(told(asked(desk, source))))

    assert said == expected


def test_the_reason_before_is_told_as_long_as_the_new_one_lasts(desk: Any, page: Page) -> None:
    """By the round and by `status`, in short; where the first reason is back nothing is said of the other."""
    before = []
    for what in "failing fault fault failing".split():
        answer(desk, what, page)
        found = asked(desk)
        (fault,) = found.open
        before.append((fault.before, fault.turned and fault.turned.day))

    assert before == [
        (None, None),
        ("answered 503 (service unavailable)", 3),
        ("answered 503 (service unavailable)", 3),
        (None, 3),
    ]


def test_a_reason_with_other_figures_is_the_same(desk: Any, page: Page) -> None:
    """A page that is odd in another measure each day is not told every day."""
    desk.site.page("/plan", page("We will plant an oak. " * 40))
    asked(desk)
    said = []
    for title in ("Access denied 1", "Access denied 22"):
        desk.site.page("/plan", f"<title>{title}</title><main><h1>{title}</h1></main>")
        said.append(told(asked(desk)))

    assert said == [["new suspect"], ["1 still"]]


def test_a_reminder_comes_once_a_week(desk: Any, page: Page) -> None:
    """With a round a day, on the 8th and the 15th day of the trouble."""
    answer(desk, "blocked", page)

    said = [told(asked(desk)) for _ in range(16)]

    assert [day for day, one in enumerate(said, start=1) if one == ["reminder blocked"]] == [8, 15]


def test_the_index_made_anew_tells_the_same(desk: Any, page: Page) -> None:
    """Nothing is kept of what was told: it follows from the record alone."""
    for what in ("ok", "failing", "failing"):
        answer(desk, what, page)
        found = desk.round(desk.html(), settings=SETTINGS)
    before = troubles(desk.record, found, desk.archive, settings=SETTINGS)

    desk.archive.reindex()

    assert troubles(desk.record, found, desk.archive, settings=SETTINGS) == before
    assert told(before) == ["1 still"]


def test_a_known_trouble_is_not_told_until_its_day_is_over(desk: Any, page: Page) -> None:
    """Acknowledged for three days it needs no attention; on the day after it is told again."""
    answer(desk, "failing", page)
    asked(desk)
    desk.archive.acknowledge("plan", date(2024, 6, 4))

    known = [asked(desk, settings=Settings(delay=0, retries=0)) for _ in range(2)]
    over = asked(desk, settings=Settings(delay=0, retries=0))

    assert [(told(one), one.need_attention, len(one.acknowledged)) for one in known] == [([], False, 1)] * 2
    assert (told(over), over.need_attention) == (["no longer acknowledged failing"], True)


def test_what_goes_on_still_needs_attention(desk: Any, page: Page) -> None:
    """A trouble that was told yesterday and is not acknowledged keeps exit code 3: nobody has dealt with it."""
    answer(desk, "failing", page)
    asked(desk)

    assert asked(desk).need_attention


def test_one_source_that_is_asked_alone_tells_only_its_own(desk: Any, page: Page) -> None:
    """Others in trouble were not asked, so this round knows nothing of them."""
    answer(desk, "failing", page)
    asked(desk)
    desk.site.page("/news", page("The wood is shut."))

    found = asked(desk, desk.html("news"))

    assert (told(found), found.need_attention) == ([], False)


@pytest.mark.parametrize("trouble", [["failing"] * 2, ["failing", "suspect"], ["suspect"] * 3, ["blocked", "failing"]])
def test_on_recovery_the_same_text_is_no_change(desk: Any, page: Page, trouble: list[str]) -> None:
    """Whatever came in between: no version is added, and the text counts as seen again."""
    for what in ("ok", *trouble, "ok"):
        answer(desk, what, page)
        asked(desk)

    (only,) = desk.archive.versions("plan", "page")
    assert only.last_seen.day == 1 + 2 + len(trouble)
    assert desk.archive.streaks() == {}


@pytest.mark.parametrize("trouble", [["failing"], ["failing", "suspect"], ["suspect"]])
def test_on_recovery_another_text_is_a_change_that_is_told(desk: Any, page: Page, trouble: list[str]) -> None:
    """It is called recovered, and is news: what changed meanwhile must not be lost."""
    for what in ("ok", *trouble, "changed"):
        answer(desk, what, page)
        asked(desk)

    assert desk.kinds() == ["first", "recovered"]
    (revision,) = desk.archive.revisions(run=desk.record.id)
    assert revision.between[0].day == 2
    answer(desk, "ok", page)
    asked(desk)
    assert desk.kinds() == ["first", "recovered", "content"]


def test_a_first_capture_after_failures_is_a_first(desk: Any, page: Page) -> None:
    """Nothing was held that could have come back."""
    for what in ("failing", "ok"):
        answer(desk, what, page)
        asked(desk)

    assert desk.kinds() == ["first"]


def test_a_streak_is_one_whatever_it_is_made_of(desk: Any, page: Page) -> None:
    """Since the first bad round, as many rounds as there were; it is called what the latest was, the suspect body waits."""
    for what in ("ok", "failing", "suspect", "failing"):
        answer(desk, what, page)
        asked(desk)

    fault = faults_now(desk.archive, settings=SETTINGS, now=desk.time)["plan/page"]

    assert (fault.state, fault.count, fault.since.day, fault.undecided) == ("failing", 3, 3, True)


def test_an_accepted_suspect_ends_the_streak(desk: Any, page: Page) -> None:
    """A person has said that the page is there; what failed before is over."""
    for what in ("ok", "failing", "suspect"):
        answer(desk, what, page)
        asked(desk)

    desk.archive.accept("plan", "page", desk.archive.suspects()["plan/page"].body.blob, ())

    assert desk.archive.streaks() == {}


def test_a_dismissed_suspect_leaves_the_failures_before_it(desk: Any, page: Page) -> None:
    """There is still no good capture."""
    for what in ("ok", "failing", "suspect"):
        answer(desk, what, page)
        asked(desk)

    desk.archive.dismiss("plan", "page")

    assert {name: one.count for name, one in desk.archive.streaks().items()} == {"plan/page": 1}


def test_a_source_is_recovered_until_it_was_well_twice(desk: Any, page: Page) -> None:
    """Its health says which trouble is over, also on a machine that has only the record."""
    states = []
    for what in ("ok", "failing", "failing", "ok", "ok"):
        answer(desk, what, page)
        asked(desk)
        desk.archive.reindex()
        (one,) = health([desk.html()], desk.archive, settings=SETTINGS, now=desk.time)
        states.append((one.state, [over.count for over in one.recovered.values()]))

    assert states == [("ok", []), ("failing", []), ("failing", []), ("recovered", [2]), ("ok", [])]


def test_a_dead_host_is_known_for_its_pages(desk: Any) -> None:
    """Each fault names the host, so that they can be told as one."""
    sources = [desk.html(name) for name in ("a", "b", "c")]
    desk.site.close()

    found = asked(desk, *sources)

    hosts = {one.fault.host for one in found.notices}
    assert len(found.notices) == 3
    assert hosts == {f"127.0.0.1:{desk.site.port}"}


def test_health_says_that_a_page_is_lost(desk: Any, page: Page) -> None:
    """A page that was lost twice is recorded as missing, and its source says so."""
    answer(desk, "ok", page)
    asked(desk)
    desk.site.remove("/plan")
    once, twice = asked(desk), asked(desk)

    (one,) = health([desk.html()], desk.archive, settings=SETTINGS, now=desk.time)

    assert (told(once), told(twice)) == (["new failing"], [])
    assert (one.state, one.place) == ("lost", "missing")


def test_a_page_saved_by_hand_goes_on_under_the_same_id(desk: Any, page: Page) -> None:
    """The way out where robots are refused: the same text is no change, another one is, and the trouble is over."""
    answer(desk, "ok", page)
    asked(desk)
    answer(desk, "blocked", page)
    asked(desk)
    saved = FileSource.model_validate(
        {
            "id": "plan", "kind": "file", "publisher": "owls", "publisher_type": "party",
            "path": "saved/plan.html", "url": desk.site.url("/plan"),
        }
    )  # fmt: skip
    (desk.root / "saved").mkdir()
    (desk.root / "saved" / "plan.html").write_text(page("We will plant an oak."))
    same = asked(desk, saved)
    (desk.root / "saved" / "plan.html").write_text(page("We may plant an oak."))
    asked(desk, saved)

    assert told(same) == ["recovered"]
    assert desk.kinds() == ["first", "content"]


def test_there_and_back_again_is_three_versions(desk: Any, page: Page) -> None:
    """A, B, A: what goes back to its old words is a change, never taken for something already held."""
    for what in ("ok", "changed", "ok"):
        answer(desk, what, page)
        asked(desk)

    first, second, third = desk.archive.versions("plan", "page")
    assert (third.kind, third.text_id == first.text_id, third.text_id == second.text_id) == ("content", True, False)
    (revision,) = desk.archive.revisions(run=desk.record.id)
    assert (revision.old.number, revision.new.number) == (2, 3)


@pytest.mark.parametrize("status", [401, 403, 451])
def test_a_refusal_is_called_blocked(desk: Any, status: int) -> None:
    """By its status; what to do stands in the reason."""
    desk.site.answers("/plan", Answer(status=status))

    (one,) = asked(desk).notices

    assert (one.fault.state, "save the page" in one.fault.reason) == ("blocked", True)


def test_a_refusal_in_robots_txt_is_called_blocked(desk: Any, page: Page) -> None:
    """The page is not asked for at all."""
    answer(desk, "ok", page)
    desk.site.page("/robots.txt", "User-agent: *\nDisallow: /plan\n")

    (one,) = asked(desk).notices

    assert (one.fault.state, desk.site.paths) == ("blocked", ["/robots.txt"])


def test_a_list_that_does_not_answer_is_the_trouble_of_its_source(desk: Any, page: Page) -> None:
    """Its pages are asked all the same; when the list is back, the source is well again."""
    url = desk.site.url("/post")
    entry = f"<entry><title>P</title><id>{url}</id><link href='{url}'/><updated>2024-06-01T06:00:00Z</updated></entry>"
    feed = f"<feed xmlns='http://www.w3.org/2005/Atom'><title>F</title>{entry}</feed>".encode()
    source = FeedSource.model_validate(
        {
            "id": "news", "kind": "feed", "publisher": "owls", "publisher_type": "party",
            "url": desk.site.url("/feed"), "allow_hosts": desk.site.hosts,
        }
    )  # fmt: skip
    desk.site.page("/post", page("We will plant an oak."))
    rounds = []
    for listed in (Answer(feed), Answer(status=503), Answer(feed)):
        desk.site.answers("/feed", listed)
        rounds.append(asked(desk, source))

    assert [told(one) for one in rounds] == [[], ["new failing"], ["recovered"]]
    assert [one.fault.name for one in rounds[1].notices] == ["news"]
    assert list(rounds[2].recovered) == ["news"]


@pytest.mark.parametrize(
    ("allowed", "expected"),
    [
        (True, [["new failing"], ["recovered"], []]),
        (False, [["new failing"], ["new watches nothing"], ["1 still"]]),
    ],
)
def test_a_list_that_is_back_without_entries_is_well_if_it_may_be(
    desk: Any, *, allowed: bool, expected: list[list[str]]
) -> None:
    """There is nothing to read: where that is meant the trouble is over, else it is another one."""
    feed = b"<feed xmlns='http://www.w3.org/2005/Atom'><title>F</title></feed>"
    source = FeedSource.model_validate(
        {
            "id": "news", "kind": "feed", "publisher": "owls", "publisher_type": "party",
            "url": desk.site.url("/feed"), "allow_hosts": desk.site.hosts, "allow_empty": allowed,
        }
    )  # fmt: skip
    rounds = []
    for listed in (Answer(status=503), Answer(feed), Answer(feed)):
        desk.site.answers("/feed", listed)
        rounds.append(told(asked(desk, source)))
    (one,) = health([source], desk.archive, settings=SETTINGS, now=desk.time)

    assert rounds == expected
    assert (one.state, one.due is not None and one.due > desk.time) == ("ok" if allowed else "watches nothing", True)


def test_a_search_on_a_dead_host_names_the_host(desk: Any) -> None:
    """As pages of that host do, so that all of them are one line."""
    desk.site.close()

    (one,) = asked(desk, search(desk.site)).notices

    assert (one.fault.name, one.fault.host) == ("nests", f"127.0.0.1:{desk.site.port}")
