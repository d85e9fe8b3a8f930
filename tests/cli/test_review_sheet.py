"""Decisions by spreadsheet."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from loopback import Loopback
from machine import article

from tracker.cli.main import main
from tracker.config.load import load_verdicts
from tracker.config.verdict import LinkVerdict
from tracker.render.safe import safe
from tracker.render.spreadsheet import FORMULA, harmless, unharmed

Run = Callable[..., tuple[int, str]]
SOURCE = """
[[source]]
id = "{name}"
kind = "html"
publisher = "owls"
publisher_type = "party"
url = "{url}"
allow_hosts = ["127.0.0.1"]
"""
BIRDS = "owl rook heron finch robin plover linnet siskin curlew avocet dunlin gannet".split()
EARLIER = [f"We will build {40 + at} {bird} boxes in every village by 2027." for at, bird in enumerate(BIRDS)]
LATER = [f"We will build {20 + at} {bird} boxes in each village school by 2028." for at, bird in enumerate(BIRDS)]


@pytest.fixture
def run(tmp_path: Path, loopback: Loopback, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command in a folder that has recorded two pages of a party, with a dozen pledges that go on."""
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("TRACKER_BY", "Ada")
    (tmp_path / "config").mkdir()
    pages = {"plan": EARLIER, "update": LATER}
    text = "".join(SOURCE.format(name=name, url=loopback.url(f"/{name}")) for name in pages)
    (tmp_path / "config" / "sources.toml").write_text(text)
    (tmp_path / "config" / "settings.toml").write_text("retries = 0\n")
    for name, lines in pages.items():
        loopback.page(f"/{name}", article(*lines))

    def command(*args: str) -> tuple[int, str]:
        code = main(["-C", str(tmp_path), *args])
        said = capsys.readouterr()
        return code, said.out + said.err

    command("pull", str(tmp_path / "none"))  # makes the store
    command("snapshot")
    return command


def table(file: Path) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    return list(csv.DictReader(io.StringIO(file.read_text("utf-8-sig"), newline="")))


def write(file: Path, rows: list[dict[str, str]]) -> None:
    """A CSV file of these rows, as a spreadsheet writes it."""
    with file.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.DictWriter(out, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def links(folder: Path) -> tuple[LinkVerdict, ...]:
    """What was decided of links."""
    return load_verdicts(folder / "config").link


def test_what_waits_goes_out_and_comes_back(run: Run, tmp_path: Path) -> None:
    """A row a link with both wordings; what is decided is kept, what is empty is not, and the same again adds nothing."""
    file = tmp_path / "waiting.csv"
    code, said = run("review", "--export", str(file))
    rows = table(file)

    assert code == 0
    assert f"{len(rows)} links wait" in said
    assert len(rows) >= len(BIRDS)
    rows[0]["decision"], rows[1]["decision"], rows[2]["decision"], rows[3]["decision"] = (
        "same",
        "Different",
        "related",
        "later",
    )
    rows[0]["why"] = "=one bill"
    write(file, rows)
    code, said = run("review", "--import", str(file))

    assert code == 0
    assert "3 decisions kept in " in said
    found = links(tmp_path)
    assert [one.relation for one in found] == ["same", "different", "related"]
    assert (found[0].why, found[0].by, found[0].together) == ("=one bill", "Ada", False)
    assert {found[0].earlier, found[0].later} == set(rows[0]["id"].split())
    assert found[0].earlier_words == rows[0]["earlier_words"]
    told = json.loads(run("review", "--import", str(file), "--format", "json")[1])
    assert (len(told["verdicts"]), len(told["again"])) == (0, 3)
    run("review", "--export", str(file))
    assert not {one["id"] for one in table(file)} & {one["id"] for one in rows[:2]}


def test_a_file_with_faults_is_refused_as_a_whole(run: Run, tmp_path: Path) -> None:
    """Every line that is at fault is named, and nothing is taken."""
    file = tmp_path / "waiting.csv"
    run("review", "--export", str(file))
    rows = table(file)
    for row in rows:
        row["decision"] = "same"
    rows[1]["decision"] = "maybe"
    rows[3]["id"] = "c-aaaaaaaaaa c-bbbbbbbbbb"
    rows[5]["earlier_words"] += " And more."
    rows[7] = dict(rows[6])
    rows[9]["queue"] = "birds"
    write(file, rows)

    code, said = run("review", "--import", str(file))

    told = " ".join(said.split())
    assert code == 2
    assert told.startswith("tracker: 5 lines are at fault, so nothing was taken. line 3: decision 'maybe'")
    for part in (
        "line 5: there is no claim 'c-aaaaaaaaaa' in the record any more",
        "line 7: earlier_words is not what c-",
        "line 9: it is decided on line 8 already",
        "line 11: queue 'birds': one of links, claims",
    ):
        assert part in told
    assert not (tmp_path / "config" / "verdicts").exists()


def test_a_row_against_a_decision_is_a_fault(run: Run, tmp_path: Path) -> None:
    """With who decided otherwise; --anyway takes it."""
    file = tmp_path / "waiting.csv"
    run("review", "--export", str(file))
    rows = table(file)[:1]
    run("reject", *rows[0]["id"].split(), "--by", "Ben")
    rows[0]["decision"] = "same"
    write(file, rows)

    code, said = run("review", "--import", str(file))

    assert (code, "line 2: Ben decided on " in " ".join(said.split())) == (2, True)
    assert run("review", "--import", str(file), "--anyway")[0] == 0
    assert {one.by for one in links(tmp_path)} == {"Ada", "Ben"}


@pytest.mark.parametrize(
    "text", [*(f"{sign}cmd" for sign in FORMULA), " =1", "'=1", "' =1", "plain", "'plain", "", "''@x"]
)
def test_a_cell_that_a_spreadsheet_would_run_comes_back_equal(text: str) -> None:
    """It is inert on the way."""
    cell = str(harmless(text))

    assert not cell.lstrip().startswith(("=", "+", "-", "@"))
    assert unharmed(cell) == safe(text)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["review"], "--export FILE.csv writes what waits"),
        (["review", "--export", "a.csv", "--import", "b.csv"], "not both"),
        (["review", "--import", "none.csv"], "none.csv cannot be read"),
        (["confirm", "c-aaaaaaaaaa", "--thread", "t-aaaaaaaaaa"], "not both"),
        (["confirm", "--thread", "t-aaaaaaaaaa"], "`tracker pledges` prints the ids"),
    ],
)
def test_what_cannot_be_done_is_told(run: Run, words: list[str], told: str) -> None:
    """Exit code 2 and the next step."""
    code, said = run(*words)

    assert (code, told in " ".join(said.split())) == (2, True)


def test_no_table_is_taken_for_one(run: Run, tmp_path: Path) -> None:
    """Another file is refused, and one that decides nothing is told."""
    file = tmp_path / "birds.csv"
    file.write_text("bird,number\nowl,3\n")
    assert "it has no column 'decision'" in " ".join(run("review", "--import", str(file))[1].split())
    run("review", "--export", str(file))
    assert "decides nothing" in " ".join(run("review", "--import", str(file))[1].split())


def test_a_whole_thread_is_confirmed_and_rejected(run: Run, tmp_path: Path) -> None:
    """All links of it in one go, which the verdicts say; a single claim has none."""
    threads = json.loads(run("pledges", "--format", "json")[1])["threads"]
    several = [one["id"] for one in threads if len(one["claims"]) > 1][:2]

    code, said = run("confirm", "--thread", several[0], "--thread", several[1])

    assert code == 0
    assert "are the same pledge." in said
    assert all(one.together and one.relation == "same" for one in links(tmp_path))
    assert "confirmed together by Ada" in run("pledges", "--format", "json")[1]
    run("undo", "--last", "9")
    assert run("reject", "--thread", several[0])[0] == 0
    again = json.loads(run("pledges", "--format", "json")[1])["threads"]
    assert several[0] not in [one["id"] for one in again if len(one["claims"]) > 1]
