"""Fifty pages, some of which break and come back: what is told, recorded and answered to CI."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from loopback import Answer, Loopback
from machine import article

from tracker.cli.main import main

Run = Callable[..., tuple[int, str]]
SOURCE = """
[[source]]
id = "page-{number:02}"
kind = "html"
publisher = "labour"
publisher_type = "party"
url = "{url}"
allow_hosts = ["127.0.0.1"]
"""
LOST = b"<title>Page not found</title><main><h1>Page not found</h1><p>Try the search.</p></main>"


def well(site: Loopback, but: tuple[int, ...] = ()) -> None:
    """All pages answer as they should."""
    for number in range(50):
        if number not in but:
            body = article(f"We will open {number + 100} of them.").encode()
            site.answers(f"/{number}", Answer(body, headers={"etag": f'"{number}"'}))


def ill(site: Loopback) -> None:
    """Two answer 500, one is empty, one says with status 200 that it is not there."""
    site.answers("/7", Answer(status=500))
    site.answers("/19", Answer(status=500))
    site.answers("/28", Answer(b""))
    site.answers("/41", Answer(LOST))


@pytest.fixture
def run(tmp_path: Path, loopback: Loopback, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command in a folder with fifty sources: its exit code and what it says."""
    monkeypatch.setenv("COLUMNS", "200")
    main(["init", str(tmp_path)])
    sources = [SOURCE.format(number=number, url=loopback.url(f"/{number}")) for number in range(50)]
    (tmp_path / "config" / "sources.toml").write_text("".join(sources))
    (tmp_path / "config" / "settings.toml").write_text("retries = 0\n")

    def command(*args: str) -> tuple[int, str]:
        capsys.readouterr()
        code = main(["-C", str(tmp_path), *args])
        said = capsys.readouterr()
        return code, said.out + said.err

    return command


def versions(run: Run) -> int:
    """How many the record holds."""
    return len(json.loads(run("log", "--format", "json")[1])["versions"])


def heads(folder: Path) -> list[str]:
    """The newest commit of both repositories."""
    return [(folder / "snapshots" / f"{name}.git" / "refs/heads/main").read_text() for name in ("store", "raw")]


def test_four_bad_pages_of_fifty_are_four_problems_and_no_change(run: Run, loopback: Loopback) -> None:
    """0 false changes, 4 problems told by kind, exit 3; the day after a line; on recovery 0 changes, exit 0."""
    well(loopback)
    assert run("snapshot", "--exit-code")[0] == 0
    ill(loopback)

    code, said = run("snapshot", "--exit-code")
    problems = sorted(line.split(":")[0] for line in said.splitlines() if line[:1] in {"!", "?"})
    again = run("snapshot")
    well(loopback)
    back = run("snapshot", "--exit-code")
    quiet = run("snapshot")

    assert (code, problems) == (
        3,
        [
            "! page-07  failed",
            "! page-19  failed",
            "? page-28  suspect, not recorded",
            "? page-41  suspect, not recorded",
        ],
    )
    assert again[0] == 3
    assert not [line for line in again[1].splitlines() if line[:1] in {"!", "?"}]
    assert "2 sources still failing, 2 still suspect, since " in again[1]
    assert (back[0], "well again after 2 rounds in trouble" in back[1]) == (0, True)
    assert (quiet[0], "trouble" in quiet[1]) == (0, False)
    assert "0 changes in 0 documents" in run("changes", "--since", "2020-01-01")[1]
    assert versions(run) == 50


def test_what_changed_during_the_trouble_is_told(run: Run, loopback: Loopback) -> None:
    """A page that is another one when it is back is one change, and exit 1 where that is asked for."""
    well(loopback)
    run("snapshot")
    ill(loopback)
    run("snapshot")
    well(loopback, but=(7,))
    loopback.page("/7", article("We aim to open some of them."))

    code, _ = run("snapshot", "--exit-code")

    assert code == 1
    assert {one["source"] for one in json.loads(run("changes", "--format", "json")[1])["changes"]} == {"page-07"}
    assert "back again, changed" in run("log", "page-07")[1]


def test_troubles_for_programs(run: Run, loopback: Loopback) -> None:
    """The round's object holds what was told, what goes on and what is over."""
    well(loopback)
    run("snapshot")
    ill(loopback)

    first, second = (json.loads(run("snapshot", "--format", "json")[1])["troubles"] for _ in range(2))
    well(loopback)
    third = json.loads(run("snapshot", "--format", "json")[1])["troubles"]

    assert [(one["why"], one["fault"]["state"]) for one in first["notices"]] == [("new", "failing")] * 2 + [
        ("new", "suspect")
    ] * 2
    assert (len(second["notices"]), len(second["still"])) == (0, 4)
    assert len(third["recovered"]) == 4


def test_only_what_is_due_is_asked(run: Run, loopback: Loopback, tmp_path: Path) -> None:
    """Right after a round nothing is: one line, exit 0, nobody is asked and no commit is made."""
    well(loopback)
    assert run("snapshot", "page-03", "--due")[0] == 0
    paths = loopback.paths.count("/3")
    alone = run("snapshot", "page-03", "--due")

    code, said = run("snapshot", "--due")
    before = heads(tmp_path)
    nothing = run("snapshot", "--due")
    told = json.loads(run("snapshot", "--due", "--format", "json")[1])
    status = run("status", "--full")[1]

    assert alone[1].startswith("Nothing is due: the next is page-03, ")
    assert (code, said.count("  first seen: ")) == (0, 49)
    assert loopback.paths.count("/3") == paths
    assert (nothing[0], nothing[1].count("\n")) == (0, 1)
    assert nothing[1].startswith("Nothing is due: the next is page-")
    assert heads(tmp_path) == before
    assert (told["run"], told["outcomes"], told["next_due"][:2]) == (None, [], "20")
    assert "With --due: the next is page-" in status
    assert run("snapshot", "--due", "--quiet") == (0, "")


def test_a_dead_host_is_one_line(run: Run, loopback: Loopback) -> None:
    """With how many sources it holds, and the first of them by name; when it is back, one line again."""
    well(loopback)
    run("snapshot")
    port = loopback.port
    loopback.close()

    code, said = run("snapshot")
    (line,) = [line for line in said.splitlines() if line.startswith("!")]
    again = run("snapshot")[1]
    listed = run("status", "--full")[1]

    assert code == 3
    assert line.startswith(f"! 127.0.0.1:{port}  failed: ")
    assert "; 50 sources there: page-00, page-01, page-02 and 47 more" in " ".join(said.split())
    assert again.splitlines()[0].startswith("50 sources still failing, since ")
    assert listed.count("same reason as page-00") == 49
