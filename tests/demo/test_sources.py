"""The config texts that the demonstration writes."""

from datetime import date
from pathlib import Path

import pytest

from tracker.config.load import load
from tracker.config.source import GovukSource, HtmlSource
from tracker.demo.page import pages
from tracker.demo.site import pages_on
from tracker.demo.sources import DATES, people_toml, settings_toml, sources_toml, verdicts_toml

PORT = 8765


@pytest.mark.parametrize("day", [*DATES, None])
def test_the_config_is_without_fault(tmp_path: Path, day: date | None) -> None:
    """All four files load; the sources are those whose pages exist on the day, all of them without a day."""
    _write(tmp_path, day)

    config = load(tmp_path)

    assert {source.id for source in config.sources} == {p.source for p in pages() if day is None or p.since <= day}
    assert {source.publisher for source in config.sources} <= {known.id for known in config.people.publisher}
    assert all(source.allow_hosts == ("127.0.0.1",) for source in config.sources)


def test_sources_point_to_pages_that_are_served(tmp_path: Path) -> None:
    """Every address of the config is one that the site answers."""
    _write(tmp_path, None)
    site = f"http://127.0.0.1:{PORT}"

    served = {f"{site}{path}" for path in pages_on(DATES[-1])}

    for source in load(tmp_path).sources:
        assert isinstance(source, GovukSource | HtmlSource)
        url = source.url if isinstance(source, HtmlSource) else f"{source.base_url}/api/content{source.path}"
        assert url in served


def test_a_person_joined_the_names_of_the_teams(tmp_path: Path) -> None:
    """The press's, the party's and the department's name are one by a verdict that says who and why."""
    _write(tmp_path, None)

    (alias,) = load(tmp_path).verdicts.alias

    assert {"hit squads", "regional improvement teams", "school improvement teams", "RISE teams"} <= set(alias.names)
    assert alias.by == "demo author"
    assert alias.why


def _write(folder: Path, day: date | None) -> None:
    texts = {
        "sources": sources_toml(PORT, day),
        "people": people_toml(),
        "verdicts": verdicts_toml(),
        "settings": settings_toml(),
    }
    for name, text in texts.items():
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
