"""`tracker sources add` of a page without text: what it proposes, and that a round then records it."""

import json
import os
import re
from pathlib import Path

import pytest
from loopback import Loopback

from tracker.cli.main import main
from tracker.fetch.browser import program
from tracker.store.archive import Archive

HTML = "text/html; charset=utf-8"
WORDS = " ".join(f"We will build {n},000 schools in every region." for n in range(20, 40))
SHELL = f"<title>Plan</title><div id=root></div><script>root.innerHTML = '<main><h1>Plan</h1><p>{WORDS}</p></main>'</script>"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that watches nothing yet, without a sandbox where the tests run as root."""
    config = tmp_path / "config"
    config.mkdir()
    sandbox = str(os.geteuid() != 0).lower()
    (config / "settings.toml").write_text(f"browser_sandbox = {sandbox}\nbrowser_quiet = 0.3\n", encoding="utf-8")
    (config / "people.toml").write_text('[[publisher]]\nid = "owls"\nname = "Owls"\ntype = "party"\n', encoding="utf-8")
    (config / "sources.toml").write_text("", encoding="utf-8")
    Archive.create(tmp_path / "snapshots").close()
    monkeypatch.chdir(tmp_path)
    return config / "sources.toml"


def add(site: Loopback, path: str) -> int:
    """The command's exit code."""
    return main(["sources", "add", site.url(path), "--publisher", "owls", "--id", "plan", "--allow-host", "127.0.0.1"])


def test_a_page_whose_text_only_scripts_bring(
    browser_here: None, folder: Path, loopback: Loopback, capsys: pytest.CaptureFixture[str]
) -> None:
    """Is proposed with a browser, tried with one, and recorded by the next round, under an extractor that says so."""
    loopback.page("/plan", SHELL, content_type=HTML)

    assert add(loopback, "/plan") == 0
    assert 'fetch = "browser"' in folder.read_text(encoding="utf-8")
    assert "which appears only with scripts (0 characters without" in " ".join(capsys.readouterr().out.split())
    assert main(["sources", "try", "plan"]) == 0
    assert "20,000 schools" in capsys.readouterr().out
    assert [main(["snapshot"]) for _ in range(2)] == [0, 0]
    assert capsys.readouterr().out.count("first seen: Plan") == 1
    assert main(["log", "plan"]) == 0
    assert "tracker-html/6+browser" in capsys.readouterr().out
    assert main(["verify", "--deep"]) == 0


def test_a_page_that_scripts_add_nothing_to(browser_here: None, folder: Path, loopback: Loopback) -> None:
    """Stays an ordinary one."""
    loopback.page("/plan", f"<title>Plan</title><h1>Plan</h1><p>{WORDS[:300]}</p><script>1</script>", content_type=HTML)

    assert add(loopback, "/plan") == 0
    assert "fetch" not in folder.read_text(encoding="utf-8")


def test_without_the_extra(
    folder: Path, loopback: Loopback, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The command says how to get it; a round fails for that source alone, with exit code 3."""
    monkeypatch.setattr(program, "has_playwright", lambda: False)
    loopback.page("/plan", SHELL, content_type=HTML)
    loopback.page("/other", f"<title>Other</title><h1>Other</h1><p>{WORDS}</p>", content_type=HTML)

    assert add(loopback, "/plan") == 2
    assert re.search("-m pip install .*'playwright>=", " ".join(capsys.readouterr().err.split()))
    rows = "".join(
        f'[[source]]\nid = "{name}"\nkind = "html"\npublisher = "owls"\npublisher_type = "party"\n'
        f'url = "{loopback.url(f"/{name}")}"\nallow_hosts = ["127.0.0.1"]\n{more}'
        for name, more in (("plan", 'fetch = "browser"\n'), ("other", ""))
    )
    folder.write_text(rows, encoding="utf-8")
    assert main(["snapshot"]) == 3
    said = " ".join(capsys.readouterr().out.split())
    assert "+ other first seen: Other" in said
    assert "A browser is needed" in said
    assert main(["doctor"]) == 3
    assert "plan: A browser is needed" in " ".join(capsys.readouterr().out.split())


def test_a_source_that_is_asked_with_a_browser_from_now_on(
    browser_here: None, folder: Path, loopback: Loopback, capsys: pytest.CaptureFixture[str]
) -> None:
    """What a browser shows besides is no change of the publisher's, and earlier bytes stay what they were."""
    script = "document.querySelector('main').innerHTML += '<p>By script: 6,500 teachers will be recruited.</p>'"
    page = f"<title>Plan</title><main><h1>Plan</h1><p>{WORDS}</p></main><script>{script}</script>"
    loopback.page("/plan", page, content_type=HTML)
    row = (
        '[[source]]\nid = "plan"\nkind = "html"\npublisher = "owls"\npublisher_type = "party"\n'
        f'url = "{loopback.url("/plan")}"\nallow_hosts = ["127.0.0.1"]\n'
    )

    for more in ("", 'fetch = "browser"\n', 'fetch = "browser"\nignore_lines = ["^Nothing$"]\n'):
        folder.write_text(row + more, encoding="utf-8")
        assert main(["snapshot"]) == 0
    assert main(["reextract"]) == 0
    capsys.readouterr()

    assert main(["changes", "--since", "2020-01-01", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["changes"] == []
    assert main(["log", "plan"]) == 0
    said = capsys.readouterr().out
    assert said.count("tracker-html/6+browser") == 1
    assert said.count("tracker-html/6") == 2
    assert main(["show", "plan@latest"]) == 0
    assert "By script: 6,500 teachers" in capsys.readouterr().out
    assert main(["verify", "--deep"]) == 0


@pytest.mark.parametrize("key", ['wait_for = "main"', 'dismiss = ["#no"]', "evidence_picture = true"])
def test_keys_that_only_a_browser_heeds(folder: Path, capsys: pytest.CaptureFixture[str], key: str) -> None:
    """Are a fault where no browser asks: one sentence, which names what is missing."""
    folder.write_text(
        f'[[source]]\nid = "plan"\nkind = "html"\npublisher = "owls"\npublisher_type = "party"\nurl = "https://x.org"\n{key}',
        encoding="utf-8",
    )

    assert main(["sources", "check"]) == 2
    said = " ".join(capsys.readouterr().err.split())
    assert 'expected fetch = "browser" beside wait_for, dismiss and evidence_picture' in said
