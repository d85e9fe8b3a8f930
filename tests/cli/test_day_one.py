"""What a person asks for on day one: sources out and in, new publishers, a page in the browser, what is wrong here."""

import json
import os
import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
import typer

from tracker.cli.main import app, main
from tracker.config.load import load_settings
from tracker.desk import checkup
from tracker.errors import FetchError
from tracker.store.archive import Archive

Run = Callable[..., tuple[int, str]]
SOURCES = """\
# what we watch

# the owls' own page
[[source]]
id = "owls"
kind = "html"
publisher = "owls"
publisher_type = "party"
url = "https://owls.example/plan"

# theirs, since May
[[source]]
id = "bats"
kind = "html"
publisher = "owls"
publisher_type = "party"
url = "https://bats.example/plan"
enabled = false # until they are back
"""
PEOPLE = (
    '# who speaks\n\n[[publisher]]\nid = "owls"\nname = "The Owls"\ntype = "party"\n\n[[person]]\nname = "Ann Owl"\n'
)


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command in a folder with two sources: its exit code, and what it says on both outputs."""
    monkeypatch.setattr("tracker.cli.main.app", typer.main.get_command(app))
    for name in ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "config").mkdir()
    for name, text in (("sources", SOURCES), ("people", PEOPLE), ("settings", 'contact = "ann@owls.example"\n')):
        (tmp_path / f"config/{name}.toml").write_text(text)
    Archive.create(tmp_path / "snapshots").close()

    def command(*words: str) -> tuple[int, str]:
        capsys.readouterr()
        code = main(["-C", str(tmp_path), *words])
        said = capsys.readouterr()
        return code, said.out + said.err

    return command


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Somebody sits there and answers in this order."""

    def answers(*given: str) -> None:
        waiting = list(given)
        # First where it was imported to: a module that is loaded by this very line would keep what is put in its place.
        monkeypatch.setattr("tracker.cli.commands.init.is_terminal", lambda: True)
        monkeypatch.setattr("tracker.cli.speaking.is_terminal", lambda: True)
        monkeypatch.setattr("typer.prompt", lambda _, **__: waiting.pop(0))

    return answers


def test_a_source_is_disabled_enabled_and_removed(run: Run, tmp_path: Path) -> None:
    """Comments stay, its own go with it; what is so already is said."""
    path = tmp_path / "config/sources.toml"

    assert run("sources", "disable", "owls")[1].startswith(
        "owls will no longer be checked. `tracker sources enable owls`"
    )
    assert run("sources", "disable", "owls")[1] == "owls is disabled already.\n"
    assert run("sources", "enable", "bats")[0] == 0
    assert "enabled = true # until they are back" in path.read_text()
    assert [one.get("enabled") for one in tomllib.loads(path.read_text())["source"]] == [False, True]
    run("sources", "enable", "owls")
    assert run("sources", "remove", "owls")[0] == 0
    assert path.read_text() == "# what we watch\n\n" + SOURCES[SOURCES.index("# theirs") :].replace("false #", "true #")
    assert run("sources", "remove", "owls")[0] == 2


def test_a_source_that_is_named_elsewhere_is_not_removed(run: Run, tmp_path: Path) -> None:
    """Else the config would have a fault that nobody asked for."""
    with (tmp_path / "config/sources.toml").open("a") as file:
        file.write('successor_of = ["owls"]\n')

    code, said = run("sources", "remove", "owls")

    assert (code, "bats (successor_of)" in said) == (2, True)


def test_a_publisher_is_added_by_flags_or_asked_for(run: Run, tmp_path: Path, terminal: Callable[..., None]) -> None:
    """Behind the others, comments and people untouched; what is missing is asked for on a terminal alone."""
    path = tmp_path / "config/people.toml"
    flags = ("--name", "The “Kites” Union", "--type", "union", "--also", "Kites")
    assert run("publisher", "add", "kites", *flags)[0] == 0
    assert path.read_text().startswith(PEOPLE)
    assert tomllib.loads(path.read_text())["publisher"][1] == {
        "id": "kites", "name": "The “Kites” Union", "type": "union", "names": ["Kites"],
    }  # fmt: skip
    assert run("sources", "check")[0] == 0
    assert run("publisher", "add", "kites", *flags)[0] == 2
    code, said = run("publisher", "add", "Wren")
    assert (code, "id: expected" in said, "name: not given" in said, "type: not given" in said) == (2, True, True, True)

    terminal("The Wrens", "press")
    assert "Added wrens (The Wrens, press)" in run("publisher", "add", "wrens")[1]


def test_a_source_of_a_new_publisher(run: Run, tmp_path: Path, terminal: Callable[..., None]) -> None:
    """With flags both are written, or neither where the source cannot be one; on a terminal it asks."""
    add = ("sources", "add", "--kind", "html", "https://kites.example/a", "--publisher", "kites")
    code, said = run(*add)
    assert (code, "A new one takes --publisher-name and --publisher-type." in said) == (2, True)
    flags = ("--publisher-name", "Kites", "--publisher-type", "union")
    assert run(*add, *flags, "--evidence", "nonsense")[0] == 2
    assert (tmp_path / "config/people.toml").read_text() == PEOPLE

    assert "Added the publisher kites to config/people.toml.\nAdded kites-a to" in run(*add, *flags)[1]
    assert run("sources", "check")[1].startswith("3 sources")
    terminal("wrens", "The Wrens", "press")
    assert "Added the publisher wrens" in run("sources", "add", "--kind", "html", "https://wrens.example/a")[1]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("owls",), "https://owls.example/plan"),
        (("owls", "--site"), "sources/owls/index.html"),
        ((), "There is no site in site"),
        (("eagles",), "eagles"),
        (("t-aaaaaaaaaa",), "`tracker pledges` prints the ids"),
    ],
)
def test_an_address_is_printed_where_nobody_sits(run: Run, tmp_path: Path, words: Sequence[str], says: str) -> None:
    """The page's own, or that of the site; what is not there is told."""
    if "--site" in words:
        (tmp_path / "config/settings.toml").write_text('site = "https://example.org/owls/"\n')

    code, said = run("open", *words)

    assert says in said
    assert code == (0 if words[:1] == ("owls",) else 2)


def test_a_page_is_opened_where_somebody_sits(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A site on disk by its file."""
    opened: list[str] = []
    monkeypatch.setattr("tracker.cli.commands.open_page.has_browser", lambda: True)
    monkeypatch.setattr("webbrowser.open", lambda address: not opened.append(address))
    (tmp_path / "site").mkdir()
    (tmp_path / "site/index.html").write_text("x")

    assert run("open")[1].startswith("Opened file://")
    assert run("open", "owls", "--print")[1] == "https://owls.example/plan\n"
    assert opened == [(tmp_path / "site/index.html").as_uri()]


def doctored(run: Run, *, code: int) -> dict[str, list[str]]:
    """What the doctor says is wrong, or to be known of."""
    found, said = run("doctor", "--format", "json")
    assert found == code, said
    looks: dict[str, list[str]] = {"wrong": [], "note": [], "well": []}
    for one in json.loads(said)["checks"]:
        looks[one["look"]].append(f"{one['about']}: {one['said']}")
    return looks


def test_the_doctor_finds_what_is_wrong(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each by itself: names, config, a running round, a store that is gone; nothing is asked for a page."""

    def resolve(host: str, _: int) -> None:
        if host == "bats.example":
            raise FetchError(f"There is no host named {host}.")

    monkeypatch.setattr(checkup, "resolve", resolve)
    assert doctored(run, code=0)["wrong"] == []
    assert run("doctor")[1].startswith("Nothing is wrong.\n= ")
    run("sources", "enable", "bats")
    assert doctored(run, code=3)["wrong"] == ["names: bats.example: There is no host named bats.example."]
    with Archive(tmp_path / "snapshots") as archive, archive.round_lock():
        assert any(one.startswith("lock: Another round is running") for one in doctored(run, code=3)["note"])
    (tmp_path / "config/settings.toml").write_text("delay = soon\n")
    wrong = doctored(run, code=2)["wrong"]
    assert [one for one in wrong if one.startswith("config: ") and "settings.toml:1" in one]
    os.rename(tmp_path / "snapshots/store.git", tmp_path / "gone")  # noqa: PTH104 - plain
    assert doctored(run, code=2)["wrong"][-1].startswith("store: There is no store in ")


def test_a_name_server_that_does_not_answer_holds_nobody_up(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is told as such; with all names lost the machine is most likely offline."""
    from threading import Event

    monkeypatch.setattr(checkup, "LOOKUPS", 0.05)
    monkeypatch.setattr(checkup, "resolve", lambda *_: Event().wait(5))

    assert doctored(run, code=3)["wrong"] == ["names: none of 1 host names could be looked up: is this machine online?"]


def test_the_doctor_says_where_one_is_not(run: Run, tmp_path: Path) -> None:
    """A folder that is none of ours is one thing wrong, not four."""
    code, said = run("-C", str(tmp_path / "config"), "doctor")

    assert (code, said.startswith("1 thing wrong.\n! folder ")) == (2, True)


def test_a_folder_is_made_with_a_contact(run: Run, tmp_path: Path, terminal: Callable[..., None]) -> None:
    """By the option, or asked for on a terminal; what cannot be one makes no folder."""
    assert run("init", str(tmp_path / "a"), "--contact", "ann owl")[0] == 2
    assert not (tmp_path / "a").exists()

    assert "Next: run `tracker snapshot`" in run("init", str(tmp_path / "a"), "--contact", "ann@owls.example")[1]
    assert load_settings(tmp_path / "a/config").contact == "ann@owls.example"
    terminal("")
    assert "Next: set `contact`" in run("init", str(tmp_path / "b"))[1]
    terminal("https://owls.example/us", "")
    run("init", str(tmp_path / "c"))
    assert load_settings(tmp_path / "c/config").contact == "https://owls.example/us"


def test_a_workflow_is_previewed_before_there_is_a_remote(run: Run, tmp_path: Path) -> None:
    """It says what is missing, in settings that can be taken over as they are."""
    code, said = run("schedule", "github", "--install", "pip install .")

    assert (code, said.startswith("# PREVIEW: ")) == (0, True)
    lacking = "\n".join(line[2:] for line in said.splitlines()[3:7])
    assert list(tomllib.loads(lacking)["remote"]) == ["record"]
    (tmp_path / "config/settings.toml").write_text(lacking)
    assert run("schedule", "github", "--install", "pip install .")[1] == said.split("private = true\n", 1)[1]
