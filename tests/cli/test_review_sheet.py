"""Decisions by spreadsheet."""

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tracker.config.load import load_verdicts
from tracker.config.verdict import LinkVerdict
from tracker.render.safe import safe
from tracker.render.spreadsheet import FORMULA, harmless, unharmed

Run = Callable[..., tuple[int, str]]
PLEDGES = 12


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


def test_what_waits_goes_out_and_comes_back(birds: Run, tmp_path: Path) -> None:
    """A row a link with both wordings; what is decided is kept, what is empty is not, and the same again adds nothing."""
    file = tmp_path / "waiting.csv"
    code, said = birds("review", "--export", str(file))
    rows = table(file)

    assert code == 0
    assert f"{len(rows)} links wait" in said
    assert len(rows) >= PLEDGES
    rows[0]["decision"], rows[1]["decision"], rows[2]["decision"], rows[3]["decision"] = (
        "same",
        "Different",
        "related",
        "later",
    )
    rows[0]["why"] = "=one bill"
    write(file, rows)
    code, said = birds("review", "--import", str(file))

    assert code == 0
    assert "3 decisions kept in " in said
    found = links(tmp_path)
    assert [one.relation for one in found] == ["same", "different", "related"]
    assert (found[0].why, found[0].by, found[0].together) == ("=one bill", "Ada", False)
    assert {found[0].earlier, found[0].later} == set(rows[0]["id"].split())
    assert found[0].earlier_words == rows[0]["earlier_words"]
    told = json.loads(birds("review", "--import", str(file), "--format", "json")[1])
    assert (len(told["verdicts"]), len(told["again"])) == (0, 3)
    birds("review", "--export", str(file))
    assert not {one["id"] for one in table(file)} & {one["id"] for one in rows[:2]}


def test_a_table_and_status_count_the_same_links(birds: Run, tmp_path: Path) -> None:
    """What is asked now and what follows: at first, once some were decided from the table, where two people disagree."""
    file = tmp_path / "waiting.csv"

    def counted() -> tuple[int, int]:
        told = json.loads(birds("review", "--export", str(file), "--format", "json")[1])
        assert told["links"] == sum(row["queue"] in {"links", "disputed"} for row in table(file))
        found = re.search(r"(\d+) links? wait", birds("status")[1])
        assert found is not None
        return told["links"] + told["follow"], int(found[1])

    first = counted()
    rows = table(file)
    rows[0]["decision"], rows[1]["decision"], rows[2]["decision"] = "same", "different", "related"
    write(file, rows)
    birds("review", "--import", str(file))
    decided = counted()
    birds("confirm", *rows[1]["id"].split(), "--by", "Ben", "--anyway")
    birds("reject", *rows[0]["id"].split(), "--by", "Ben", "--anyway")
    disputed = counted()

    for one, other in (first, decided, disputed):
        assert one == other
    assert "People disagree on 2 links: tracker review." in birds("pledges")[1]


def test_a_file_with_faults_is_refused_as_a_whole(birds: Run, tmp_path: Path) -> None:
    """Every line that is at fault is named, and nothing is taken."""
    file = tmp_path / "waiting.csv"
    birds("review", "--export", str(file))
    rows = table(file)
    for row in rows:
        row["decision"] = "same"
    rows[1]["decision"] = "maybe"
    rows[3]["id"] = "c-aaaaaaaaaa c-bbbbbbbbbb"
    rows[5]["earlier_words"] += " And more."
    rows[7] = dict(rows[6])
    rows[9]["queue"] = "birds"
    write(file, rows)

    code, said = birds("review", "--import", str(file))

    told = " ".join(said.split())
    assert code == 2
    assert told.startswith("tracker: 5 lines are at fault, so nothing was taken. line 3: decision 'maybe'")
    for part in (
        "line 5: there is no claim 'c-aaaaaaaaaa' in the record any more",
        "line 7: earlier_words is not what c-",
        "line 9: it is decided on line 8 already",
        "line 11: queue 'birds': one of changes, links, claims",
    ):
        assert part in told
    assert not (tmp_path / "config" / "verdicts").exists()


def test_a_row_against_a_decision_is_a_fault(birds: Run, tmp_path: Path) -> None:
    """With who decided otherwise; --anyway takes it."""
    file = tmp_path / "waiting.csv"
    birds("review", "--export", str(file))
    rows = table(file)[:1]
    birds("reject", *rows[0]["id"].split(), "--by", "Ben")
    rows[0]["decision"] = "same"
    write(file, rows)

    code, said = birds("review", "--import", str(file))

    assert (code, "line 2: Ben decided on " in " ".join(said.split())) == (2, True)
    assert birds("review", "--import", str(file), "--anyway")[0] == 0
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
def test_what_cannot_be_done_is_told(birds: Run, words: list[str], told: str) -> None:
    """Exit code 2 and the next step."""
    code, said = birds(*words)

    assert (code, told in " ".join(said.split())) == (2, True)


def test_no_table_is_taken_for_one(birds: Run, tmp_path: Path) -> None:
    """Another file is refused, and one that decides nothing is told."""
    file = tmp_path / "birds.csv"
    file.write_text("bird,number\nowl,3\n")
    assert "it has no column 'decision'" in " ".join(birds("review", "--import", str(file))[1].split())
    birds("review", "--export", str(file))
    assert "decides nothing" in " ".join(birds("review", "--import", str(file))[1].split())


def test_a_whole_thread_is_confirmed_and_rejected(birds: Run, tmp_path: Path) -> None:
    """All links of it in one go, which the verdicts say; a single claim has none."""
    threads = json.loads(birds("pledges", "--format", "json")[1])["threads"]
    several = [one["id"] for one in threads if len(one["claims"]) > 1][:2]

    code, said = birds("confirm", "--thread", several[0], "--thread", several[1])

    assert code == 0
    assert "are the same pledge." in said
    assert all(one.together and one.relation == "same" for one in links(tmp_path))
    assert "confirmed together by Ada" in birds("pledges", "--format", "json")[1]
    birds("undo", "--last", "9")
    assert birds("reject", "--thread", several[0])[0] == 0
    again = json.loads(birds("pledges", "--format", "json")[1])["threads"]
    assert several[0] not in [one["id"] for one in again if len(one["claims"]) > 1]
