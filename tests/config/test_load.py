"""Whole folders."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from pydantic import TypeAdapter, ValidationError

from tracker.config.field import StoreName
from tracker.config.load import load, load_people, load_settings, load_sources, load_verdicts
from tracker.config.person import People, Span
from tracker.config.settings import Settings
from tracker.config.verdict import Verdicts
from tracker.errors import ConfigError, UsageError
from tracker.store import layout

GOOD = """\
[[source]]
id = "dfe-pupils"
kind = "govuk"
publisher = "dfe"
publisher_type = "department"
path = "/government/publications/pupils"
"""
PEOPLE = """\
[[publisher]]
id = "dfe"
name = "Department for Education"
type = "department"

[[publisher]]
id = "labour"
name = "Labour"
type = "party"
government = [{ from = 2024-07-05 }]
"""
PERIOD = """\
[[period]]
kind = "pre-election"
name = "May poll"
binds = ["department"]
from = 2024-05-25
to = 2024-07-04
source = "https://example.org/poll"
"""
THREE_FAULTS = """\
# three things are wrong here

[[source]]
id = "dfe-pupils"
kind = "govuk"
publisher = "dfe"
publisher_type = "department"
path = "https://www.gov.uk/pupils"

[[source]]
id = "labour-plan"
kind = "html"
publisher = "labour"
publisher_type = "party"
url = "https://labour.org.uk/change/"
selct = "main"

[[source]]
id = "dfe-pupils"
kind = "html"
publisher = "labour"
publisher_type = "party"
url = "https://labour.org.uk/"
"""


def test_a_sound_folder_is_read_whole(write: Callable[..., Path]) -> None:
    """Sources, settings, people and verdicts come as values that cannot change."""
    folder = write(
        sources=GOOD,
        people=PEOPLE,
        settings='contact = "desk@example.org"\ndelay = 2\n',
        verdicts='[[alias]]\nnames = ["hit squads", "RISE teams"]\nby = "A. Reader"\non = 2026-01-15\n',
    )

    config = load(folder)

    assert [source.id for source in config.sources] == ["dfe-pupils"]
    assert config.settings.delay == 2.0
    assert config.people.name_of("dfe") == "Department for Education"
    assert config.people.publisher[1].government[0].holds(date(2025, 1, 1))
    assert config.verdicts.alias[0].names == ("hit squads", "RISE teams")


def test_absent_files_mean_defaults_but_for_the_sources(
    write: Callable[..., Path], faults_of: Callable[..., list[str]]
) -> None:
    """Only what is watched must be said; the fault names the command that makes the file."""
    folder = write(sources=GOOD)

    assert load_settings(folder) == Settings()
    assert load_people(folder) == People()
    assert load_verdicts(folder) == Verdicts()
    assert load(folder).sources == load_sources(folder)
    (folder / "sources.toml").unlink()
    assert faults_of(load) == ["sources.toml: there is no such file; `tracker init` makes one"]


def test_three_faults_are_all_told_with_their_lines(faults_of: Callable[..., list[str]]) -> None:
    """One run of the check shows everything there is to mend, from top to bottom."""
    assert faults_of(load_sources, sources=THREE_FAULTS) == [
        (
            "sources.toml:8: source 1 (dfe-pupils) path: expected a path such as /government/publications/rise-teams, "
            "without https://www.gov.uk before it, found 'https://www.gov.uk/pupils'"
        ),
        "sources.toml:16: source 2 (labour-plan) selct: not a known key; did you mean 'select'?",
        "sources.toml:19: source 3 (dfe-pupils) id: expected an id of its own, found 'dfe-pupils' as on line 4",
    ]


def test_faults_of_all_files_come_at_once(faults_of: Callable[..., list[str]]) -> None:
    """A broken file hides no fault of another; what depends on a file that cannot be read is not asked."""
    told = faults_of(
        load,
        sources=GOOD.replace("dfe-pupils", "DfE"),
        people="[[publisher]\n",
        settings="delay = -1\nlikly = 0.5\ncontact = 'nobody'\n",
        verdicts='[[alias]]\nnames = ["one"]\n',
    )

    assert told == [
        (
            "sources.toml:2: source 1 (DfE) id: expected 1 to 60 small letters, digits and hyphens, such as dfe-rise, "
            "found 'DfE'"
        ),
        "settings.toml:1: delay: expected 0 or more, found -1",
        "settings.toml:2: likly: not a known key; did you mean 'likely'?",
        "settings.toml:3: contact: expected an e-mail or web address at which you can be reached, found 'nobody'",
        "people.toml:1: not valid TOML: Expected ']]' at the end of an array declaration, at column 12",
        "verdicts.toml:1: alias 1 by: missing: who decided",
        "verdicts.toml:2: alias 1 names: expected at least 2 entries, found a list of 1",
    ]


def test_a_source_must_speak_for_a_declared_publisher(faults_of: Callable[..., list[str]]) -> None:
    """A department's page cannot slip in as a party's; other faults of the entry do not hide it."""
    sources = (
        GOOD
        + GOOD.replace('"dfe', '"labor').replace('"/', '"')
        + GOOD.replace("dfe-pupils", "x").replace('"department"', '"party"')
    )

    told = faults_of(load, sources=sources, people=PEOPLE)

    assert told == [
        (
            "sources.toml:10: source 2 (labor-pupils) publisher: expected the id of a [[publisher]] of people.toml, "
            "found 'labor'; did you mean 'labour'?"
        ),
        (
            "sources.toml:12: source 2 (labor-pupils) path: expected a path such as "
            "/government/publications/rise-teams, without https://www.gov.uk before it, "
            "found 'government/publications/pupils'"
        ),
        (
            "sources.toml:17: source 3 (x) publisher_type: expected 'department', the type of dfe in people.toml, "
            "found 'party'"
        ),
    ]


@pytest.mark.parametrize(
    ("people", "expected"),
    [
        (
            PEOPLE + PEOPLE.split("\n\n", maxsplit=1)[0],
            ["people.toml:12: publisher 3 (dfe) id: expected an id of its own, found 'dfe' as on line 2"],
        ),
        (
            PEOPLE + '[[person]]\nname = "Jo"\npublisher = "labuor"\n',
            [
                (
                    "people.toml:13: person 1 (Jo) publisher: expected the id of a [[publisher]] of people.toml, "
                    "found 'labuor'; did you mean 'labour'?"
                )
            ],
        ),
        (
            PEOPLE + '[[person]]\nname = "Jo"\n[[person.roles]]\ntitle = "Minister"\nfrom_ = 2024-01-01\n',
            [
                "people.toml:13: person 1 (Jo) roles 1 from: missing: first day, e.g. 2024-07-05",
                "people.toml:15: person 1 (Jo) roles 1 from_: not a known key; did you mean 'from'?",
            ],
        ),
        (
            PEOPLE.replace("2024-07-05", "2024-07-05, to = 2023-01-01"),
            [
                (
                    "people.toml:10: publisher 2 (labour) government 1: expected a last day (to) that is not before "
                    "the first (from)"
                )
            ],
        ),
        (
            PEOPLE.replace("2024-07-05", '"5 July"'),
            [
                (
                    "people.toml:10: publisher 2 (labour) government 1 from: expected a date such as 2024-07-05, "
                    "without quotes, found '5 July'"
                )
            ],
        ),
        (
            PEOPLE.replace('"party"', '"press"'),
            ["people.toml:6: publisher 2 (labour): expected government only for a publisher of type party"],
        ),
        (
            PEOPLE + PERIOD.replace('"department"', '"departmnet"'),
            [
                (
                    "people.toml:14: period 1 (May poll) binds 1: expected the id of a [[publisher]] of this "
                    "file, or one of party, department, regulator, parliament, press, union, other; found "
                    "'departmnet'; did you mean 'department'?"
                )
            ],
        ),
        (
            PEOPLE + PERIOD.replace("2024-05-25", "2024-07-25"),
            ["people.toml:11: period 1 (May poll): expected a last day (to) that is not before the first (from)"],
        ),
        (
            PEOPLE + PERIOD.replace("pre-election", "purdah"),
            [
                (
                    "people.toml:12: period 1 (May poll) kind: expected one of 'pre-election', 'recess' or 'change of "
                    "government', found 'purdah'"
                )
            ],
        ),
        (
            PEOPLE.replace('type = "department"', 'type = "department"\nsuccessor_of = ["dcfs"]'),
            [
                (
                    "people.toml:5: publisher 1 (dfe) successor_of 1: expected the id of another [[publisher]] of this "
                    "file, found 'dcfs'"
                )
            ],
        ),
        ("publisher = 1\n", ["people.toml:1: publisher: expected a list in square brackets, found 1"]),
        ("[publisher]\n", ["people.toml:1: publisher: expected a list in square brackets"]),
    ],
)
def test_faults_of_people_are_told(people: str, expected: list[str], faults_of: Callable[..., list[str]]) -> None:
    """Ids, publishers, roles and days are checked, however deep they stand."""
    assert faults_of(load_people, people=people) == expected


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ("review = 0.9", "settings.toml: expected review no higher than likely: likely links need review too"),
        ("retries = 1.5", "settings.toml:1: retries: expected a whole number, without quotes, found 1.5"),
        ("delay = true", "settings.toml:1: delay: expected a number, without quotes, found true"),
        ("read_timeout = inf", "settings.toml:1: read_timeout: expected a number that is not endless, found inf"),
        ("read_timeout = 0", "settings.toml:1: read_timeout: expected a number above 0, found 0"),
    ],
)
def test_faults_of_settings_are_told(settings: str, expected: str, faults_of: Callable[..., list[str]]) -> None:
    """A number outside its bounds, or not a number at all, is refused."""
    assert faults_of(load_settings, settings=settings) == [expected]


@pytest.mark.parametrize(
    ("sources", "expected"),
    [
        (
            '[source]\nid = "a"\n',
            ["sources.toml:1: source: expected [[source]] with two brackets, once for each source"],
        ),
        ("[[sources]]\n", ["sources.toml:1: sources: not a known key; did you mean 'source'?"]),
        ("x = 1\n", ["sources.toml:1: x: not a known key; every source starts with [[source]]"]),
        ("source = [1]\n", ["sources.toml:1: source 1: expected [[source]] with two brackets and keys below it"]),
    ],
)
def test_other_tables_than_source_are_faults(
    sources: str, expected: list[str], faults_of: Callable[..., list[str]]
) -> None:
    """A source that would silently not be watched is told."""
    assert faults_of(load_sources, sources=sources) == expected


def test_a_verdict_on_one_claim_alone_is_a_fault(faults_of: Callable[..., list[str]]) -> None:
    """A link has two ends."""
    claim = '"c-abcdefgh23"'

    told = faults_of(
        load_verdicts, verdicts=f'[[link]]\nearlier = {claim}\nlater = {claim}\nrelation = "same"\nby = "A. Reader"\n'
    )

    assert told == ["verdicts.toml:1: link 1: expected two different claims in earlier and later"]


def test_a_span_is_built_by_name_in_code_and_holds_both_ends() -> None:
    """`from` is a keyword of Python; the file says `from`, code says `from_`."""
    span = Span(from_=date(2024, 7, 5), to=date(2024, 7, 7))

    assert [span.holds(date(2024, 7, day)) for day in (4, 5, 7, 8)] == [False, True, True, False]


@pytest.mark.parametrize("name", ["con", "nul", "aux", "prn", "com1", "lpt9"])
def test_a_name_that_the_store_cannot_hold_is_refused_with_its_line(tmp_path: Path, name: str) -> None:
    """Windows keeps some names for devices, so no copy of the store could be made there; a publisher may have one."""
    entry = f'[[source]]\nid = "{name}"\nkind = "html"\nurl = "https://a.example/"\npublisher = "con"\n'
    (tmp_path / "sources.toml").write_text(f'{entry}publisher_type = "party"\n')

    with pytest.raises(
        ConfigError, match=rf"sources.toml:2: source 1 \({name}\) id: expected a name other than {name}"
    ):
        load_sources(tmp_path)


def test_what_may_name_a_source_may_name_a_folder() -> None:
    """Both are one definition: a source that is well declared can be recorded."""
    for name in ("con", "a", "con1", "com", "com10", "x" * 60, "x-", "-x", "A"):
        is_source = _is_valid(TypeAdapter(StoreName).validate_python, name, ValidationError)

        assert is_source == _is_valid(layout.check_name, name, UsageError), name


def _is_valid(check: Callable[[str], object], name: str, error: type[Exception]) -> bool:
    try:
        check(name)
    except error:
        return False
    return True
