"""`sources try` and `reextract`, as a person at a terminal uses them."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from contentapi import item, publish
from loopback import Loopback
from machine import article

from tracker.cli.main import main

Run = Callable[..., tuple[int, str]]
SOURCE = """
[[source]]
id = "plan"
kind = "html"
publisher = "party"
publisher_type = "party"
url = "{url}"
allow_hosts = ["127.0.0.1"]
"""


@pytest.fixture
def run(tmp_path: Path, loopback: Loopback, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command in a folder with one source: its exit code, and what it says on both outputs."""
    monkeypatch.setenv("COLUMNS", "100")
    (tmp_path / "config").mkdir()
    _declare(tmp_path, loopback)
    (tmp_path / "config" / "settings.toml").write_text("retries = 0\n")
    loopback.page("/plan", article("Updated daily.").replace("<main>", "<nav>Home, news and shop</nav><main>"))

    def command(*args: str) -> tuple[int, str]:
        code = main(["-C", str(tmp_path), *args])
        said = capsys.readouterr()
        return code, said.out + said.err

    command("pull", str(tmp_path / "none"))  # makes the store
    return command


def _declare(root: Path, loopback: Loopback, more: str = "") -> None:
    (root / "config" / "sources.toml").write_text(SOURCE.format(url=loopback.url("/plan")) + more)


def test_trying_shows_kept_and_left_out(run: Run, loopback: Loopback) -> None:
    """The text, the part that was left out and the suggestion are there; nothing is recorded."""
    code, said = run("sources", "try", "plan")

    assert code == 0
    assert "+ paragraph  We will open more nurseries in every part of the country." in said
    assert "-     19  nav  Home, news and shop" in said
    assert 'select = "main"' in said
    assert said.endswith("Nothing was recorded.\n")
    assert run("log")[1].count("plan@") == 0


def test_trying_a_page_that_would_not_be_recorded(run: Run, tmp_path: Path, loopback: Loopback) -> None:
    """A selector that fits nothing is exit code 3 and said; so is one that is brittle."""
    _declare(tmp_path, loopback, 'select = ".css-1ab2cd"\n')

    code, said = run("sources", "try", "plan")

    assert code == 3
    assert "! no document: select '.css-1ab2cd' matches nothing" in said
    assert "is brittle" in said
    assert run("sources", "try", "other")[0] == 2


def test_reading_anew_is_never_news(run: Run, tmp_path: Path, loopback: Loopback) -> None:
    """After a change of the configuration the record is read anew; the changes are those of the last round still."""
    run("snapshot")
    loopback.page("/plan", article("Updated daily.", "We will hire."))
    run("snapshot")
    _declare(tmp_path, loopback, 'ignore_lines = ["^Updated"]\n')

    code, said = run("reextract")

    assert (code, said) == (
        0,
        (
            "+ plan  re-read by tracker: Our plan\n1 changed when re-read, 0 unchanged, 0 cannot be read.\n"
            "Because read by the source's settings of today: 1 with another text, 0 with other facts alone.\n"
        ),
    )
    assert "Updated" not in run("show", "plan@latest")[1]
    assert "+ We will hire." in run("changes")[1]
    assert "Updated daily" not in run("diff", "plan", "1", "3")[1]
    assert run("reextract") == (0, "0 changed when re-read, 1 unchanged, 0 cannot be read.\n")
    assert run("reextract", "other")[0] == 2


def test_a_program_reads_why_each_document_differs(run: Run, tmp_path: Path, loopback: Loopback) -> None:
    """The settings of its source and whether its text does, or the fault of one that cannot be read; no other is named."""
    loopback.page("/plan", article("Updated daily.", "We will hire."))
    run("snapshot")
    _declare(tmp_path, loopback, 'ignore_lines = ["^Updated"]\n')

    code, said = run("reextract", "--format", "json")
    told = json.loads(said)

    assert code == 0
    assert told["reasons"] == [
        {"name": "plan/page", "because": "read by the source's settings of today", "differs": "text"}
    ]
    _declare(tmp_path, loopback, 'select = ".none"\n')
    code, said = run("reextract", "--format", "json")
    (reason,) = json.loads(said)["reasons"]
    assert (code, reason["name"], reason["differs"]) == (3, "plan/page", None)
    assert "cannot be re-read: " in reason["because"]
    assert ".none" in reason["because"]


def test_facts_that_changed_are_told_as_they_were_and_are(run: Run, tmp_path: Path, loopback: Loopback) -> None:
    """A page that another organisation joins and whose date is moved back says both; its text is as it was."""
    (tmp_path / "config" / "sources.toml").write_text(
        f"""[[source]]\nid = "nests"\nkind = "govuk"\npublisher = "owls"\npublisher_type = "department"\npath = "/nests"
base_url = "{loopback.url("")}"\nallow_hosts = ["127.0.0.1"]\n"""
    )
    owls = {"title": "Owls", "base_path": "/government/organisations/owls"}
    crows = {"title": "Crows", "base_path": "/government/organisations/crows"}
    publish(loopback, item(links={"organisations": [owls]}))
    run("snapshot")
    backdated = item(links={"organisations": [owls, crows]}, first_published_at="2023-05-01T09:00:00+01:00")
    publish(loopback, backdated)
    run("snapshot")

    said = run("diff", "nests")[1]

    assert "organisations: owls → crows, owls" in said
    assert "publication date: 1 May 2024 → 1 May 2023" in said


def test_a_version_is_shown_with_its_lists_in_lists(run: Run, loopback: Loopback) -> None:
    """What belongs to an entry of a list stands under it; the facts are the JSON that is recorded."""
    listed = "<p>We will:</p><ul><li>plant hedges<ul><li>in the valley</li></ul></li><li>count them</li></ul>"
    loopback.page("/plan", article(listed))
    run("snapshot")

    text, meta = run("show", "plan@latest")[1], run("show", "plan@latest", "--meta")[1]

    assert "- plant hedges\n  - in the valley\n- count them\n" in text
    assert json.loads(meta)["publisher_type"] == "party"
    assert meta.startswith('{\n "')
