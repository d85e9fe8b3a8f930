"""A desk brings its own list of pledges: each is found in the record or told, and all of it comes back."""

import csv
import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tracker.cli.main import main
from tracker.render.spreadsheet import sheet
from tracker.store.archive import Archive

pytestmark = pytest.mark.usefixtures("at_once")

Run = Callable[..., tuple[int, str]]
BIRDS = "owl kite heron swift robin wren plover egret dipper linnet siskin merlin bittern curlew dunlin fulmar".split()
PLACES = "Kent Devon Fife Powys Antrim".split()
PLEDGES = [
    f"We will build {20 + number} {bird} boxes in {place} by 20{27 + number % 9}."
    for number, (bird, place) in enumerate((bird, place) for bird in BIRDS for place in PLACES)
]
ASIDE = "Ten parks for every town."
"""No claim by our rules."""
SOURCE = (
    '[[source]]\nid = "{id}"\nkind = "file"\npublisher = "{who}"\npublisher_type = "{type}"\n'
    'path = "{id}.html"\nurl = "https://{id}.example/plan"\ntopics = ["birds"]\nredistribute = true\n'
)
COLUMNS = "ref title exact_words source claim deadline topic territory status our_page Desk Notes".split()


def page(*sentences: str) -> str:
    """A page that says them."""
    return f"<title>Our plan</title><main><h1>Our plan</h1>{''.join(f'<p>{one}</p>' for one in sentences)}</main>"


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a party's page and a newspaper's that repeats its first pledge, recorded before it."""
    root = tmp_path_factory.mktemp("own") / "watch"
    (root / "config").mkdir(parents=True)
    sources = [
        SOURCE.format(id="gazette", who="gazette", type="press"),
        SOURCE.format(id="birds", who="birds", type="party"),
    ]
    (root / "config/sources.toml").write_text("\n".join(sources))
    (root / "birds.html").write_text(page(*PLEDGES, ASIDE))
    (root / "gazette.html").write_text(page(f"The Bird Party said: “{PLEDGES[0]}” It rained all day in the park."))
    Archive.create(root / "snapshots").close()
    assert main(["-C", str(root), "snapshot", "--quiet"]) == 0
    return root


@pytest.fixture
def folder(recorded: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    shutil.copytree(recorded, tmp_path / "watch")
    return tmp_path / "watch"


@pytest.fixture
def run(folder: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command there: exit code and output."""

    def command(*words: str, where: Path = folder) -> tuple[int, str]:
        capsys.readouterr()
        code = main(["-C", str(where), *words])
        return code, capsys.readouterr().out

    return command


def own(number: int, **cells: str) -> list[str]:
    """A row of the desk's sheet about the pledge of that number."""
    known = {"ref": f"B-{number:02}", "title": f"Pledge {number}", "exact_words": PLEDGES[number], "status": "open"}
    return [{**known, "Desk": "Ann", "Notes": "=SUM(1)", **cells}.get(name, "") for name in COLUMNS]


def test_eighty_pledges_five_of_them_faulty(run: Run, folder: Path, tmp_path: Path) -> None:
    """All are told, 75 are anchored, and what is exported is equal when it has been imported again, also elsewhere."""
    rows = [own(number) for number in range(75)]
    rows += [
        own(75, exact_words="We will build 95 fulmar boxes in every town of Kent."),  # other words
        own(76, exact_words="Nobody has ever said a thing like that."),
        own(77, exact_words="", claim="c-aaaaaaaaaa"),
        own(78, ref=""),
        own(79, ref="B-00"),
    ]
    file = tmp_path / "mine.csv"
    file.write_bytes(sheet(COLUMNS, rows).encode("cp1252"))

    code, said = run("pledges", "import", str(file), "--by", "Ada")

    assert code == 3
    assert said.startswith("75 of 78 pledges of yours are in the record, 2 rows could not be read; kept in ")
    for told in ("line 80: it has no id of yours", "line 81: its id B-00 stands on line 2", "B-77: there is no claim"):
        assert told in said, said
    assert "B-76: its words are not in the record.\n  yours: “Nobody has" in said
    assert f"nearest: “{PLEDGES[75]}” (birds@1)" in said

    _, whole = run("pledges", "--format", "csv")
    exported = list(csv.DictReader(io.StringIO(whole, newline="")))
    mine = {one["own_id"]: one for one in exported if one["own_id"]}
    assert len(mine) == 78
    assert sum(bool(one["thread"]) for one in mine.values()) == 75
    assert mine["B-03"]["first_words"] == mine["B-03"]["own_words"] == PLEDGES[3]
    assert (mine["B-03"]["own_Desk"], mine["B-03"]["own_Notes"]) == ("Ann", "'=SUM(1)")
    assert (mine["B-03"]["who_type"], mine["B-03"]["topic"], mine["B-03"]["stands_in"]) == ("party", "birds", "birds@1")
    assert "https://birds.example/plan" in mine["B-03"]["first_citation"]
    assert mine["B-03"]["thread"] in run("trace", "B-03")[1]

    again = tmp_path / "again.csv"
    again.write_bytes(whole.encode())
    before = (folder / "config/pledges.toml").read_bytes()
    assert run("pledges", "import", str(again), "--by", "Ada")[0] == 3
    assert (folder / "config/pledges.toml").read_bytes() == before
    assert run("reindex")[0] == 0
    assert run("pledges", "--format", "csv")[1] == whole
    run("push", str(tmp_path / "copy"))
    other = tmp_path / "other"
    shutil.copytree(folder / "config", other / "config")
    (other / "config/pledges.toml").unlink()
    assert run("pull", str(tmp_path / "copy"), where=other)[0] == 0
    run("pledges", "import", str(again), "--by", "Ada", where=other)
    assert run("pledges", "--format", "csv", where=other)[1] == whole


def test_words_that_are_no_claim_become_one_by_the_desk_s_word(run: Run, folder: Path, tmp_path: Path) -> None:
    """And a party's own page is where a pledge stands, not the newspaper that was first; a title is a name if asked."""
    file = tmp_path / "mine.csv"
    file.write_text(sheet(COLUMNS, [own(0), own(1, exact_words=ASIDE, source="https://elsewhere.example/")]))
    assert ASIDE not in run("claims", "birds", "--full")[1]

    dry = run("pledges", "import", str(file), "--dry-run", "--format", "json")[1]
    assert not (folder / "config/pledges.toml").exists()
    code, said = run("pledges", "import", str(file), "--by", "Ada", "--name", "--format", "json")

    told = json.loads(said)
    assert code == 0
    assert [one["pledge"]["at"] for one in told["pledges"]] == ["birds@1", "birds@1"]
    assert told["pledges"][1]["remark"] == "its words are in birds@1, not in the source it names"
    assert [one["pledge"]["thread"] for one in json.loads(dry)["pledges"]] == [
        one["pledge"]["thread"] for one in told["pledges"]
    ]
    assert ASIDE in run("claims", "birds", "--full")[1]
    assert "Pledge 1" in run("pledges", "--single", "--full")[1]
    assert run("pledges", "import", str(file), "--by", "Ada", "--name")[1].count("verdicts") == 0


def test_what_was_not_found_is_found_when_it_is_recorded(run: Run, folder: Path, tmp_path: Path) -> None:
    """Without a file those that are kept are looked for again; one that a sheet leaves out stays and is told."""
    new = "We will ring 900 starlings in Fife by 2031."
    file = tmp_path / "mine.csv"
    file.write_text(sheet(COLUMNS, [own(0, exact_words=new), own(1)]))
    assert run("pledges", "import", str(file), "--by", "Ada")[0] == 3
    (folder / "birds.html").write_text(page(*PLEDGES, new))
    run("snapshot")

    code, said = run("pledges", "import", "--by", "Ada")
    assert (code, said.split(";")[0]) == (0, "2 of 2 pledges of yours are in the record")
    file.write_text(sheet(["ref", "status"], [["B-01", "met"]]))
    assert (
        "1 from earlier sheets but not in this one; still kept: B-00."
        in run("pledges", "import", str(file), "--by", "Ada")[1]
    )
    assert "met" in run("pledges", "--format", "csv")[1]


def test_pledges_alone_is_as_before(run: Run, tmp_path: Path) -> None:
    """Another word behind it is no command; a file that is not there is told."""
    assert run("pledges")[0] == 0
    assert run("pledges", "imports")[0] == 2
    assert run("pledges", "import", str(tmp_path / "none.csv"))[0] == 2
