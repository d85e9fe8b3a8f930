"""`tracker claims`, as a person at a terminal uses it."""

import csv
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tracker.cli.main import main

Run = Callable[..., tuple[int, str, str]]
PAGE = """# Our plan

We will open 40 hubs next spring.

We aim to spend £2 million on books.

Andrew Hall, the head, said: “We will see.”
"""


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs `claims` on a page outside any working folder: exit code, output, errors."""
    monkeypatch.setenv("COLUMNS", "80")
    (tmp_path / "plan.md").write_text(PAGE, encoding="utf-8")

    def command(*args: str) -> tuple[int, str, str]:
        code = main(["-C", str(tmp_path), "claims", str(tmp_path / "plan.md"), *args])
        said = capsys.readouterr()
        return code, said.out, said.err

    return command


def test_a_file_takes_its_publisher_and_its_date(run: Run) -> None:
    """The party by its id in the people that come with tracker; “next spring” from the date."""
    code, out, _ = run("--publisher", "labour", "--published", "2026-11-25", "--format", "json")

    first = json.loads(out)["claims"][0]
    assert code == 0
    assert (first["speaker"], first["place"]["publisher_type"]) == ("Labour", "party")
    assert (first["deadline"]["earliest"], first["deadline"]["latest"]) == ("2027-03-01", "2027-05-31")


def test_no_date_is_guessed(run: Run) -> None:
    """Without --published the deadline stays open and says so."""
    _, out, _ = run("--publisher", "Labour")

    assert "not dated: the document’s date is not known" in " ".join(out.split())


@pytest.mark.parametrize(
    ("args", "found"),
    [
        (("--money", "1m"), "1 of 2 claims: 1 "),
        (("--money", "£2,000,001"), "0 of 2 claims."),
        (("--strength", "4"), "1 of 2 claims: 1 "),
        (("--strength", "0-3"), "1 of 2 claims: 1 "),
        (("--kind", "pledge", "--kind", "report"), "2 claims: 2 pledges"),
        (("--deadline", "none"), "1 of 2 claims: 1 "),
        (("--deadline", "2027"), "1 of 2 claims: 1 "),
        (("--speaker", "hall"), "0 of 2 claims."),
    ],
)
def test_filters_choose(run: Run, args: tuple[str, ...], found: str) -> None:
    """By sum, firmness, kind, deadline and speaker; and the first line says of how many."""
    code, out, _ = run("--publisher", "labour", "--published", "2026-11-25", *args)

    assert code == 0
    assert f"\n{found}" in f"\n{out}"


@pytest.mark.parametrize(
    ("args", "named"),
    [
        (("--money", "lots"), "--money"),
        (("--strength", "7"), "--strength"),
        (("--strength", "4-2"), "--strength"),
        (("--kind", "threat"), "--kind"),
        (("--deadline", "2026-13"), "--deadline"),
        (("--published", "yesterday"), "yesterday"),
    ],
)
def test_a_choice_that_means_nothing_is_a_usage_error(run: Run, args: tuple[str, ...], named: str) -> None:
    """One sentence that names the option; exit code 2."""
    code, out, err = run(*args)

    assert (code, out) == (2, "")
    assert named in err
    assert len(err.strip().splitlines()) == 1


def test_a_sheet_and_a_table(run: Run) -> None:
    """CSV for a spreadsheet, Markdown for a summary; nothing else on the output."""
    _, rows, _ = run("--publisher", "labour", "--format", "csv")
    _, table, _ = run("--publisher", "labour", "--format", "markdown")

    assert len(list(csv.DictReader(rows.splitlines()))) == 2
    assert table.startswith("## Our plan\n")


def test_publisher_is_for_files_only(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A mistyped file with --publisher is told as that, not looked for in the store."""
    code = main(["-C", str(tmp_path), "claims", "plam.md", "--publisher", "labour"])

    assert code == 2
    assert "plam.md" in capsys.readouterr().err


def test_the_first_line_counts_and_the_top_comes_first(run: Run) -> None:
    """How many of each kind, topics, money and dates; then the weightiest."""
    _, out, _ = run("--publisher", "labour", "--published", "2026-11-25", "--top", "1")

    assert out.startswith("2 claims: 2 pledges")
    assert "1 with money · 1 with dates" in " ".join(out.split())
    assert "open 40 hubs" in out


def test_the_first_line_names_topics_as_people_do(run: Run, tmp_path: Path) -> None:
    """“Foreign affairs and the EU” for world."""
    (tmp_path / "plan.md").write_text("# Plan\n\nWe will leave the European Union by 2030.\n", encoding="utf-8")

    assert "Foreign affairs and the EU 1" in " ".join(run("--publisher", "labour")[1].split())


def test_an_unknown_topic_names_the_known_ones(run: Run) -> None:
    """Exit 2 with the table’s topics."""
    code, _, said = run("--publisher", "labour", "--topic", "owls")

    assert code == 2
    assert "teachers" in said


def test_doubtful_words_and_procedures_are_shown_on_request(run: Run, tmp_path: Path) -> None:
    """By default neither; with --all both, the doubtful marked."""
    (tmp_path / "plan.md").write_text(
        "# Help\n\nYou must apply by 3 May.\n\nCritics say the move will leave schools short.\n", encoding="utf-8"
    )

    _, few, _ = run("--publisher", "Classroom Post")
    _, every, _ = run("--publisher", "Classroom Post", "--all")

    assert "No claim." in few
    assert "You must apply" in every
    assert "doubtful: confidence" in every


def test_an_id_selects_its_claim(demo_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Its own line alone; an id that no newest version has is told with the next step."""
    folder = tmp_path / "demo"
    shutil.copytree(demo_folder, folder)
    assert main(["-C", str(folder), "claims", "--format", "json"]) == 0
    one = json.loads(capsys.readouterr().out)["claims"][3]["id"]

    assert main(["-C", str(folder), "claims", one, "--format", "json"]) == 0
    assert [claim["id"] for claim in json.loads(capsys.readouterr().out)["claims"]] == [one]

    assert main(["-C", str(folder), "claims", "c-aaaaaaaaaa"]) == 2
    assert "c-aaaaaaaaaa; `tracker claims --all` lists their ids" in capsys.readouterr().err
