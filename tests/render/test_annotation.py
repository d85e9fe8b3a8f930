"""Annotations: troubles beside a run of GitHub Actions, whatever a page says."""

from datetime import UTC, datetime

from tracker.capture.health import SourceFault
from tracker.render.annotation import annotations

AT = datetime(2026, 8, 17, 6, tzinfo=UTC)


def failed(name: str, reason: str) -> SourceFault:
    """A source that gives no answer."""
    return SourceFault(name=name, state="failing", since=AT, count=1, reason=reason, acknowledged=None)


def test_each_trouble_is_a_warning() -> None:
    """The source is the title; the reason says what is wrong."""
    suspect = failed("plan/page", "the page is empty").model_copy(update={"state": "suspect"})

    assert list(annotations([failed("news", "silent: 50% of it came"), suspect])) == [
        "::warning title=news::failing since 17 Aug 2026, 07:00: silent: 50%25 of it came",
        "::warning title=plan::suspect since 17 Aug 2026, 07:00: the page is empty",
    ]


def test_a_page_cannot_issue_a_command_of_its_own() -> None:
    """A reason with line ends and commands in it stays the words of one warning."""
    said = "".join(annotations([failed("a:b,c", "x\n::error::y\r\n::add-mask::z ##[group]%0A")]))

    assert said.startswith("::warning title=a%3Ab%2Cc::failing since 17 Aug 2026, 07:00: x ")
    assert said.count("::") == 2
    assert "\n" not in said
    assert "\r" not in said
    assert "##[" not in said
    assert said.endswith("%250A")


def test_no_more_than_github_shows() -> None:
    """The tenth warning counts the rest."""
    said = list(annotations([failed(f"s{nth}", "x") for nth in range(25)]))

    assert len(said) == 10
    assert said[-1] == "::warning title=tracker::16 more are in trouble: see `tracker status`."
