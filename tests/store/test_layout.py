"""Names and paths."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.errors import UsageError
from tracker.store import layout


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Every child’s future: £1.5bn", "every-childs-future-1-5bn"),
        ("  Café — élan  ", "cafe-elan"),
        ("../../.git/config", "git-config"),
        ("--output=x", "output-x"),
        ("日本", ""),
        ("a" * 59 + " b", "a" * 59),
    ],
)
def test_a_slug_is_letters_digits_and_hyphens(text: str, expected: str) -> None:
    """A slug keeps what can stand in any path, at most 60 characters."""
    assert layout.slugify(text) == expected


@settings(max_examples=50, deadline=None)
@given(st.text(), st.text())
def test_every_document_id_may_name_a_folder(identity: str, title: str) -> None:
    """Whatever a page is called, its id is a safe name, the same each time."""
    made = layout.document_id(identity, title)

    assert layout.check_name(made) == made == layout.document_id(identity, title)


def test_two_identities_of_one_title_differ() -> None:
    """The hash tells documents of one title apart."""
    assert layout.document_id("a", "Plan") != layout.document_id("b", "Plan")
    assert layout.document_id("b", "Plan").startswith("plan-")


@pytest.mark.parametrize(
    "name",
    [
        "",
        ".",
        "..",
        "../x",
        ".git",
        "git~1",
        "a/b",
        "A",
        "a b",
        "a\n",
        "a\x00",
        "-rf",
        "x-",
        "con",
        "com1",
        "é",
        "x" * 81,
    ],
)
def test_a_name_that_is_no_slug_is_refused(name: str) -> None:
    """Nothing but a slug becomes a path."""
    with pytest.raises(UsageError, match="cannot name"):
        layout.folder(layout.DOCS, name, "page")


def test_a_run_is_filed_by_month() -> None:
    """The path of a run record follows from its id alone."""
    assert layout.run_path("20260817T060002Z-2") == "runs/2026/08/20260817T060002Z-2.json"


@pytest.mark.parametrize("run", ["", "2026", "20260817T060002Z-0", "20260817T060002Z/../x", "20260817T060002Z\n"])
def test_what_is_no_run_id_is_refused(run: str) -> None:
    """Nothing else becomes the path of a record."""
    with pytest.raises(UsageError, match="id of a round"):
        layout.run_path(run)


def test_a_run_id_is_the_time_in_utc() -> None:
    """Wherever the round ran."""
    summer = datetime(2026, 8, 17, 7, 0, 2, tzinfo=timezone(timedelta(hours=1)))

    assert layout.run_id(summer) == "20260817T060002Z" == layout.run_id(summer.astimezone(UTC))
    assert layout.run_id(summer, 3) == "20260817T060002Z-3"


@pytest.mark.parametrize(
    ("path", "ours"),
    [
        ("FORMAT", True),
        ("docs/party/page/text.md", True),
        ("failed/party/page/body", True),
        ("failed/party/page/error.txt", True),
        ("pictures/party/page/page.png", True),
        ("pictures/party/page/page.webp", True),
        ("pictures/party/page/page.svg", False),
        ("pictures/party/page/../page.png", False),
        ("failed/party/page/error.txt\n", False),
        ("failed/party/body", False),
        ("evil.sh", False),
    ],
)
def test_what_may_come_from_elsewhere(path: str, *, ours: bool) -> None:
    """What we write, and what a later minor version keeps in raw.git; nothing else is pulled."""
    assert layout.is_ours(path) == ours


def test_a_document_is_named_as_people_name_it() -> None:
    """The only document of a source by the source alone."""
    assert [layout.name("party", one) for one in ("page", "plan")] == ["party", "party/plan"]
