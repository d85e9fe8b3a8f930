"""What a round says of its troubles, as it is printed."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

from tracker.capture.health import SourceFault
from tracker.capture.troubles import Notice, Troubles, Why
from tracker.render.troubles import BY_HAND, lines
from tracker.store.failing import Recovery

Shown = Callable[..., str]
SINCE = datetime(2024, 6, 3, 5, tzinfo=UTC)


def fault(name: str, state: str = "failing", **facts: Any) -> SourceFault:
    """A trouble of three rounds."""
    told = {"name": name, "state": state, "since": SINCE, "count": 3, "reason": "a.org answered 503."}
    return SourceFault.model_validate({**told, **facts})


def notice(name: str, why: Why = "new", state: str = "failing", **facts: Any) -> Notice:
    """One that is to be told."""
    return Notice(why=why, fault=fault(name, state, **facts))


def test_each_sort_of_trouble_has_its_line(shown: Shown) -> None:
    """What is new, what has become broken, what is told again, and how to go on."""
    found = Troubles(
        notices=(
            notice("plan/page"),
            notice("news/speech-1", "broken", "broken"),
            notice("odd/page", "new", "suspect", reason="its title says “Access denied”"),
            notice("old/page", "reminder", "blocked"),
            notice("one/page", "no longer acknowledged"),
            notice("two/page", "another reason", before="404"),
        )
    )

    assert shown(lines(found), 200).splitlines() == [
        "! plan  failed: a.org answered 503",
        "! news/speech-1  broken: it failed for 3 rounds, since 3 Jun 2024, 06:00: a.org answered 503",
        "? odd  suspect, not recorded: its title says “Access denied”",
        "! old  still blocked for 3 rounds, since 3 Jun 2024, 06:00: a.org answered 503",
        "! one  failing for 3 rounds, since 3 Jun 2024, 06:00, and no longer acknowledged: a.org answered 503",
        "! two  still failing for 3 rounds, since 3 Jun 2024, 06:00, now for another reason: a.org answered 503 (before: 404)",  # noqa: E501
        "  `tracker status` shows how to look at what is suspect, and how to decide.",
        f"  {BY_HAND}",
    ]


def test_a_dead_host_is_told_once(shown: Shown) -> None:
    """Where its first source stands, with all its sources counted; a page's own fault keeps its line."""
    dead = [notice(f"s{number}/page", host="a.org", reason="a.org could not be reached.") for number in range(5)]

    said = shown(lines(Troubles(notices=(dead[0], notice("plan/page"), *dead[1:]))), 200)

    assert said.splitlines() == [
        "! a.org  failed: a.org could not be reached; 5 sources there: s0, s1, s2 and 2 more",
        "! plan  failed: a.org answered 503",
    ]


def test_pages_of_one_source_on_a_dead_host_are_one_source(shown: Shown) -> None:
    """A feed of three pages is one source."""
    dead = tuple(notice(f"news/{name}", host="a.org", reason="a.org is not there.") for name in "abc")

    assert shown(lines(Troubles(notices=dead)), 200) == "! a.org  failed: a.org is not there; 1 source there: news"


def test_many_documents_of_one_source_are_one_line(shown: Shown) -> None:
    """A site that answers 503 for all its pages; up to three have a line each."""
    many = tuple(notice(f"news/{number}") for number in range(300))

    assert (
        shown(lines(Troubles(notices=many)), 200)
        == "! news/0  failed: a.org answered 503; 299 more documents of news likewise"
    )
    assert shown(lines(Troubles(notices=many[:3])), 200).count("! news/") == 3


def test_what_only_goes_on_is_one_line(shown: Shown) -> None:
    """Sources are counted once, by their worst; since when the first of them."""
    later = SINCE + timedelta(days=2)
    still = (
        fault("plan/page", since=later),
        fault("a/page"),
        fault("news/x", "broken"),
        fault("news/y"),
        fault("b/page", "blocked"),
    )

    said = shown(lines(Troubles(still=still, acknowledged=(fault("c/page", acknowledged=date(2024, 7, 1)),))), 200)

    first, second = said.splitlines()
    assert first == (
        "2 sources still failing, 1 still broken, 1 still blocked, the first since 3 Jun 2024, 06:00; "
        "`tracker status` lists them."
    )
    assert second == "1 source is in trouble, which is acknowledged."
    assert shown(lines(Troubles(still=still), brief=True)) == ""


def test_what_came_back_together_is_told_together(shown: Shown) -> None:
    """A host that is back is one line, too."""
    over, other = (Recovery(run="r", since=SINCE, count=count) for count in (3, 1))
    back = {**{f"s{number}/page": over for number in range(5)}, "plan/page": other}

    assert shown(lines(Troubles(recovered=back)), 200).splitlines() == [
        "= s0, s1, s2 and 2 more  well again after 3 rounds in trouble, since 3 Jun 2024, 06:00",
        "= plan  well again after 1 round in trouble, since 3 Jun 2024, 06:00",
    ]


def test_a_site_cannot_write_lines_of_its_own(shown: Shown) -> None:
    """A reason holds words of the site: escapes, new lines and CI commands in it are only text."""
    hostile = notice("plan/page", reason="it says “\x1b[2J\n::error::owned [bold]x”")

    said = shown(lines(Troubles(notices=(hostile,))), 200)

    assert len(said.splitlines()) == 1
    assert "\x1b" not in said
    assert "::error::" not in said


def test_nothing_wrong_says_nothing(shown: Shown) -> None:
    """No line."""
    assert shown(lines(Troubles())) == ""


def test_it_folds_at_80_columns(shown: Shown) -> None:
    """No line is wider."""
    found = Troubles(
        notices=(notice("plan/page", state="blocked"),), still=(fault("a/page"), fault("b/page", "suspect"))
    )

    assert max(map(len, shown(lines(found)).splitlines())) <= 80


def test_an_offline_machine_is_told_of_once(shown: Shown) -> None:
    """Where nobody answered and the hosts are several; one dead host, or an answer, is another matter."""
    mine = tuple(notice(f"{name}/page", host=f"{name}.org", reason=f"There is no host named {name}") for name in "abcd")

    said = shown(lines(Troubles(notices=mine), answered=False), 200)

    assert said == "! No host answered: is this machine online? 4 sources were asked: a, b, c and 1 more"
    assert "is this machine online" not in shown(lines(Troubles(notices=mine[:1]), answered=False), 200)
    assert shown(lines(Troubles(notices=mine)), 200).count("There is no host") == 4
