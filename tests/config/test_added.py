"""A source added by the program stands below what a person wrote, and nothing of that is touched."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.config.added import append, twin, written
from tracker.config.entry import read_source
from tracker.config.source import Source
from tracker.errors import UsageError

OWLS = "# Owls first.\n\n[[source]]  # not verified live\nid = 'owls'   # short\nkind = 'html'\n"
ENTRY = {"id": "rooks", "kind": "html", "url": "https://rooks.example/"}


@pytest.mark.parametrize(
    "old", [OWLS, OWLS.rstrip(), f"{OWLS}\n", OWLS.replace("\n", "\r\n"), f"\ufeff{OWLS}", "# none\n"]
)
def test_what_a_person_wrote_stays_byte_for_byte(tmp_path: Path, old: str) -> None:
    """Comments, order, quotes and line ends: all is as it was, with the new entry after an empty line."""
    path = tmp_path / "sources.toml"
    path.write_bytes(old.encode())

    append(path, written(ENTRY, comments=["select = 'main'"]))

    new = path.read_bytes().decode()
    assert new.startswith(old)
    assert tomllib.loads(new.removeprefix("\ufeff"))["source"][-1] == ENTRY
    assert new.rstrip().endswith("# select = 'main'")
    assert ("\r\n" in old) == ("\r\n" in new.removeprefix(old))
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_of_another_form_is_left_alone(tmp_path: Path) -> None:
    """Where the sources stand in one list, an entry below would not be TOML: the sentence says so."""
    path = tmp_path / "sources.toml"
    path.write_text("source = []\n")

    with pytest.raises(UsageError, match="nothing was changed"):
        append(path, written(ENTRY))
    assert path.read_text() == "source = []\n"


@given(st.text(), st.lists(st.text(), max_size=20))
def test_any_value_reads_back(title: str, values: list[str]) -> None:
    """Whatever a page calls itself, it cannot become a key or a table of the file."""
    entry: dict[str, Any] = {"id": "owls", "title": title, "drop": values}
    try:
        text = written(entry)
        text.encode()
    except UnicodeEncodeError:
        return  # half a character, which no file holds

    assert tomllib.loads(text) == {"source": [entry]}


def test_a_long_list_stands_a_value_a_line() -> None:
    """Twelve document types on one line cannot be read."""
    text = written({"id": "owls", "document_types": [f"type_number_{number}" for number in range(12)]})

    assert max(map(len, text.splitlines())) < 40
    assert len(tomllib.loads(text)["source"][0]["document_types"]) == 12


def made(**facts: Any) -> Source:
    """A source."""
    common = {"id": "other", "publisher": "owls", "publisher_type": "party"}
    source, wrong = read_source({**common, **facts})
    assert source is not None, wrong
    return source


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            {"kind": "html", "url": "https://owls.example/plan"},
            {"kind": "html", "url": "http://www.owls.example/plan/"},
        ),
        ({"kind": "html", "url": "https://owls.example/plan"}, {"kind": "pdf", "url": "https://owls.example/plan"}),
        ({"kind": "govuk", "path": "/nests"}, {"kind": "feed", "url": "https://www.gov.uk/nests"}),
        (
            {"kind": "file", "path": "saved/plan.html"},
            {"kind": "file", "path": "saved/plan.html", "url": "https://x.example/"},
        ),
        ({"kind": "wordpress", "url": "https://owls.example"}, {"kind": "wordpress", "url": "https://owls.example/"}),
        ({"kind": "govuk_search", "q": "owls"}, {"kind": "govuk_search", "q": "owls", "max_items": 9}),
    ],
)
def test_one_place_is_one_source(one: dict[str, Any], other: dict[str, Any]) -> None:
    """With or without TLS, www and a last slash, and whatever else is declared of it."""
    assert twin(made(**one), [made(**{**other, "id": "first"})]) == made(**{**other, "id": "first"})


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"kind": "html", "url": "https://owls.example/"}, {"kind": "wordpress", "url": "https://owls.example/"}),
        ({"kind": "html", "url": "https://owls.example/?p=1"}, {"kind": "html", "url": "https://owls.example/?p=2"}),
        (
            {"kind": "wordpress", "url": "https://owls.example", "categories": (4,)},
            {"kind": "wordpress", "url": "https://owls.example"},
        ),
        ({"kind": "govuk_search", "q": "owls"}, {"kind": "govuk_search", "q": "rooks"}),
    ],
)
def test_two_places_are_two_sources(one: dict[str, Any], other: dict[str, Any]) -> None:
    """A site's first page is not its posts; another query is another page."""
    assert twin(made(**one), [made(**{**other, "id": "first"})]) is None


def test_an_id_is_taken_once() -> None:
    """The same place is told before the same id."""
    rooks, owls = made(kind="html", url="https://rooks.example/"), made(kind="html", url="https://owls.example/")

    assert twin(owls, [rooks]) == rooks
    assert twin(owls, [rooks, made(id="first", kind="html", url="https://owls.example/")]).id == "first"  # type: ignore[union-attr]
