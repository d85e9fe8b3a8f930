"""The config that comes with tracker."""

import re
import tomllib
from datetime import date
from itertools import pairwise

import pytest

from tracker.claims.people import is_party_body
from tracker.config.config import Config
from tracker.config.load import load
from tracker.config.settings import Settings
from tracker.config.shipped import shipped

HEADER = re.compile(r"^\[\[source\]\](.*)$", re.MULTILINE)


@pytest.fixture(scope="module")
def config() -> Config:
    """The shipped files, read as a user's would be."""
    return load(shipped())


def test_the_shipped_files_have_no_fault(config: Config) -> None:
    """`tracker init` makes a folder that `tracker sources check` finds clean."""
    assert config.settings == Settings()
    assert config.verdicts.link == ()


def test_the_sources_cover_department_parties_and_press(config: Config) -> None:
    """At least six pages of the department, a page of each of five parties, and Schools Week's politics."""
    department = [source for source in config.sources if source.publisher == "dfe" and source.enabled]
    parties = {source.publisher for source in config.sources if source.publisher_type == "party"}
    (press,) = [source for source in config.sources if source.publisher == "schoolsweek"]

    assert len(department) >= 6
    assert all(source.kind == "govuk" for source in department)
    assert parties == {"labour", "conservative", "libdem", "green", "reform"}
    assert press.kind == "wordpress"
    assert press.categories == (4,)


def test_elections_are_the_polls_that_end_the_periods_before_them(config: Config) -> None:
    """The two tables of one file say one day."""
    polls = {one.name: one.on for one in config.people.election}
    ends = {one.name: one.to for one in config.people.period if one.kind == "pre-election"}

    assert polls["2005 general election"] == date(2005, 5, 5)
    assert ends.items() <= polls.items()


def test_every_source_names_a_publisher_that_the_people_know(config: Config) -> None:
    """With the same type: what it says is never filed under a name that nobody can resolve."""
    known = {publisher.id: publisher.type for publisher in config.people.publisher}

    assert {(source.id, known.get(source.publisher)) for source in config.sources} == {
        (source.id, source.publisher_type) for source in config.sources
    }


def test_every_party_is_known_to_the_reader_of_claims(config: Config) -> None:
    """By the same name, so that what a text says of it binds it."""
    parties = {publisher.name for publisher in config.people.publisher if publisher.type == "party"}

    assert {"SNP", "Plaid Cymru", "Sinn Féin", "DUP"} <= parties
    assert {name: is_party_body(name) for name in parties} == dict.fromkeys(parties, True)


def test_no_two_people_hold_one_office_of_state_on_a_day(config: Config) -> None:
    """An office passes from one to the next on one day: overlaps show a wrong date."""
    for title in ("Prime Minister", "Secretary of State for Education"):
        held = sorted(
            (role.from_, role.to or date.max)
            for one in config.people.person
            for role in one.roles
            if role.title == title
        )
        assert all(first[1] <= second[0] for first, second in pairwise(held)), title


def test_every_source_says_that_and_since_when_it_was_not_verified() -> None:
    """Nothing was fetched by the authors, and the file does not pretend otherwise."""
    text = (shipped() / "sources.toml").read_text(encoding="utf-8")

    remarks = HEADER.findall(text)

    assert remarks
    assert all(re.search(r"# not verified live; .*\b20\d\d-\d\d", remark) for remark in remarks)


def test_copies_are_handed_on_only_under_the_open_government_licence(config: Config) -> None:
    """A party's or a newspaper's text never is, and that is said, not left to a default."""
    for source in config.sources:
        assert source.redistribute is (source.licence == "OGL-UK-3.0")


def test_the_sources_name_their_schema_first() -> None:
    """An editor finds the schema that `tracker init` writes beside the file."""
    first = (shipped() / "sources.toml").read_text(encoding="utf-8").split("\n")[0]

    assert first == "#:schema ./.schema/sources.json"


def test_the_settings_file_shows_every_setting_at_its_default() -> None:
    """With its # taken away, each line is a setting; all together are the defaults."""
    text = (shipped() / "settings.toml").read_text(encoding="utf-8")
    written = tomllib.loads("\n".join(line[2:] for line in text.split("\n") if re.match(r"# [a-z_]+ = ", line)))
    named = (
        "contact",
        "site",
        "site_name",
        "site_keeper",
        "site_about",
        "site_contact",
        "site_imprint",
        "suggest_to",
        "review_at",
    )
    shown = [written.pop(name) for name in named]

    assert tomllib.loads(text) == {}
    assert shown == [
        "you@example.org", "https://example.org/tracker/", "Pledges on schools", "The Example Desk",
        "What parties and the Department for Education publish on schools, and what changes in it.", "desk@example.org",
        "The Example Desk, 1 Example Street, London N1 1AA", "corrections@example.org", "https://desk.example.org/review/",
    ]  # fmt: skip
    assert written == Settings().model_dump(exclude={"remote", "status", *named})
    for name in written:
        description = Settings.model_fields[name].description
        assert description is not None
        assert description in " ".join(text.replace("#", " ").split())


def test_parties_governed_one_after_the_other(config: Config) -> None:
    """On no day after May 2010 is it unknown who governed."""
    from datetime import date

    governed = {publisher.id: publisher.government for publisher in config.people.publisher}

    def on(day: date) -> set[str]:
        return {party for party, spans in governed.items() if any(span.holds(day) for span in spans)}

    assert on(date(2012, 1, 1)) == {"conservative", "libdem"}
    assert on(date(2020, 1, 1)) == {"conservative"}
    assert on(date(2025, 1, 1)) == {"labour"}


def test_the_rise_story_has_its_alias(config: Config) -> None:
    """Names that share no word are held together by people."""
    (alias,) = config.verdicts.alias

    assert {"hit squads", "regional improvement teams", "RISE teams"} <= set(alias.names)
    assert alias.by == "tracker authors"


def test_examples_in_comments_are_sound() -> None:
    """A reader who takes the # away from an example gets a file that loads."""
    for name in ("sources", "verdicts"):
        text = (shipped() / f"{name}.toml").read_text(encoding="utf-8")
        freed = re.sub(r"^# (?=\[\[|[a-z_]+ = )", "", text, flags=re.MULTILINE)

        assert len(tomllib.loads(freed)) >= 1
