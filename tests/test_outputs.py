"""scripts/outputs.py tells of every difference in what users see, and of nothing that only the hour of a run decides."""

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[1]
COMMIT = "6ad17f69b6f931afd359fb3dbb03025ca3beaabe"
OTHER = "a0cb47ab096ad2a80f8bf8cc032f529228a251c7"


@pytest.fixture(scope="module")
def outputs() -> ModuleType:
    """The script."""
    spec = importlib.util.spec_from_file_location("script_outputs", ROOT / "scripts" / "outputs.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["script_outputs"] = module
    spec.loader.exec_module(module)
    return module


def made(folder: Path, files: dict[str, str], *ids: str, programs: str = "/old/bin", day: str = "2026-11-28") -> Path:
    """A folder as `make` leaves it; in the scene `rounds` the hour is real."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    told = {"programs": programs, "day": day, "real": ["rounds"], "ids": sorted(ids)}
    (folder / "made.json").write_text(json.dumps(told), "utf-8")
    return folder


def test_changed_lost_and_added_outputs_are_told(outputs: ModuleType, tmp_path: Path) -> None:
    """One word of one output, an output that is gone and one that is new, each by its file."""
    before = made(
        tmp_path / "a", {"reading/log.txt": "Labour will\nrecruit\n", "reading/gone.txt": "-", "help/log": "-"}
    )
    after = made(tmp_path / "b", {"reading/log.txt": "Labour may\nrecruit\n", "reading/new.txt": "-", "help/log": "-"})

    told = list(outputs.compare(before, after))

    assert told == [
        f"not in {after}: reading/gone.txt",
        "differs: reading/log.txt",
        "  -Labour will",
        "  +Labour may",
        f"not in {before}: reading/new.txt",
    ]


def test_a_difference_far_to_the_right_is_shown(outputs: ModuleType, tmp_path: Path) -> None:
    """A long line of JSON or HTML is shown where it differs."""
    before = made(tmp_path / "a", {"site/index.html": f"{'word ' * 999}every school"})
    after = made(tmp_path / "b", {"site/index.html": f"{'word ' * 999}some schools"})

    told = list(outputs.compare(before, after))

    assert len(told) == 3
    assert "every school" in told[1]
    assert "some schools" in told[2]


def test_two_runs_of_one_program_are_equal(outputs: ModuleType, tmp_path: Path) -> None:
    """Where programs lie, what the hour decides and which ids git gives are looked through; --exact compares the ids."""
    text = "{bin}/tracker snapshot\n{day} 2026, {time}\nRound {round}  {took} s\n"
    hours = [
        {"bin": "/old/bin", "day": "28 Nov", "time": "18:52", "round": "20261128T185203Z", "took": "6.1"},
        {"bin": "/new/bin", "day": "29 Nov", "time": "00:01", "round": "20261129T000103Z-2", "took": "0.4"},
    ]
    before, after = (
        made(
            tmp_path / hour["bin"][1:4],
            {"rounds/snapshot.txt": text.format_map(hour), "reading/log.txt": f"commit {commit[:10]} ({commit})\n"},
            commit,
            programs=hour["bin"],
            day=f"2026-11-{hour['day'][:2]}",
        )
        for hour, commit in zip(hours, (COMMIT, OTHER), strict=True)
    )

    assert list(outputs.compare(before, after)) == []
    assert next(outputs.compare(before, after, exact=True)) == "differs: reading/log.txt"


def test_another_commit_or_another_length_of_an_id_is_a_difference(outputs: ModuleType, tmp_path: Path) -> None:
    """Ids are numbered as they come: which of them are equal, and how much of one is shown, still counts."""
    before = made(tmp_path / "a", {"log": f"{COMMIT}\n{COMMIT[:10]}\n"}, COMMIT, OTHER)
    mixed = made(tmp_path / "b", {"log": f"{COMMIT}\n{OTHER[:10]}\n"}, COMMIT, OTHER)
    shorter = made(tmp_path / "c", {"log": f"{COMMIT}\n{COMMIT[:9]}\n"}, COMMIT, OTHER)

    assert list(outputs.compare(before, mixed))
    assert list(outputs.compare(before, shorter))


@pytest.mark.parametrize(
    "text",
    [
        "6,500 new teachers, £450 million, 1234567 and 20260224 schools, 0.57 of 6",
        "changed between 15 Sep 2025, 06:00 and 24 Feb 2026, 06:00",
        "20260224T060000Z 2026-02-24T06:00 2023-07-06",
        "c-rji36lgtpa t-3wcaz5jwdc d-34nhh3egya config_key 53e85e7f940f",
        "until 31 Dec 2099; 2,092 schools in 2026; 12.5 secs",
    ],
)
@pytest.mark.parametrize("name", ["rounds/status.txt", "reading/status.txt"])
def test_what_users_read_is_left_alone(outputs: ModuleType, tmp_path: Path, text: str, name: str) -> None:
    """Amounts, days of the demonstration, ids of claims, threads and changes, and keys of sources are compared."""
    facts = outputs._facts(made(tmp_path, {}, COMMIT, OTHER))

    assert outputs.normalised(text, facts, name) == text


def test_days_of_today_count_where_no_round_ran(outputs: ModuleType, tmp_path: Path) -> None:
    """Only scenes by the real clock may show the hour; a day of today in another output is a difference to be told."""
    facts = outputs._facts(made(tmp_path, {}))

    assert outputs.normalised("28 Nov 2026", facts, "reading/log.txt") == "28 Nov 2026"
    assert outputs.normalised("28 Nov 2026", facts, "rounds/log.txt") == "«day»"


def test_of_the_demonstrations_times_only_the_second_is_looked_through(outputs: ModuleType, tmp_path: Path) -> None:
    """Its clock counts looks, of which a busy machine may take one more; the minute is compared."""
    facts = outputs._facts(made(tmp_path, {}))

    assert outputs.normalised("2026-02-24T06:00:01Z", facts) == "2026-02-24T06:00:«s»Z"
