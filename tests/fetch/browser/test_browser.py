"""What is said where no browser can be started, and which one is."""

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from loopback import Loopback

from tracker.config.settings import Settings
from tracker.errors import FetchError
from tracker.fetch.browser import browser, keeper, processes, program
from tracker.fetch.client import Client
from tracker.fetch.exchange import Ask, View
from tracker.fetch.place import place


def failure(site: Loopback, **settings: object) -> str:
    """Why a page is not shown."""
    with (
        Client(Settings.model_validate(settings), now=lambda: datetime.now(UTC), version="0") as client,
        pytest.raises(FetchError) as caught,
    ):
        client.show(site.url("/plan"), View(allow_hosts=site.hosts))
    return caught.value.reason


def test_without_the_extra(loopback: Loopback, monkeypatch: pytest.MonkeyPatch) -> None:
    """It says how to get it; the page was not asked for."""
    monkeypatch.setattr(program, "has_playwright", lambda: False)

    found = failure(loopback)
    assert "-m pip install " in found
    assert "'playwright>=" in found
    assert loopback.paths == ["/robots.txt"]


def test_as_root(loopback: Loopback, monkeypatch: pytest.MonkeyPatch) -> None:
    """A browser without its sandbox is started only where the settings say so."""
    monkeypatch.setattr(program, "has_playwright", lambda: True)
    monkeypatch.setattr(os, "geteuid", lambda: 0)

    assert "Chromium's sandbox does not work for root" in failure(loopback)
    assert "browser_sandbox = false in settings.toml" in failure(loopback)


def test_a_proxy_that_the_environment_names() -> None:
    """The browser is not led through it, and says so."""
    ask = Ask(place("https://plan.example/"), (), "http://proxy.example:3128", (), limit=1_000, cut=False)

    outcome = browser.Browser(Settings(), agent="tracker/0").show(ask, View()).outcome

    assert isinstance(outcome, FetchError)
    assert "the proxy that the environment names" in outcome.reason


def test_a_process_that_ends_at_once(loopback: Loopback, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Is a failure of the page, and leaves nothing behind."""
    monkeypatch.setattr(program, "has_playwright", lambda: True)
    monkeypatch.setattr(keeper.sys, "executable", "/bin/false")
    monkeypatch.setattr(keeper.tempfile, "tempdir", str(tmp_path))

    assert "ended at once" in failure(loopback, browser_sandbox=False)
    assert list(tmp_path.iterdir()) == []


def test_which_chromium(tmp_path: Path) -> None:
    """The one that is named, else the first of the usual names on PATH, else Playwright's own."""
    (tmp_path / "google-chrome").write_text("#!/bin/sh\n", encoding="utf-8")
    (tmp_path / "google-chrome").chmod(0o755)

    assert program.program({"TRACKER_CHROMIUM": "/opt/chrome", "PATH": str(tmp_path)}) == "/opt/chrome"
    assert program.program({"PATH": str(tmp_path)}) == str(tmp_path / "google-chrome")
    assert program.program({"PATH": "/nowhere"}) is None


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells")
def test_processes_of_this_machine() -> None:
    """Who started whom, and what they hold."""
    assert os.getpid() in processes.descendants(os.getppid())
    assert processes.memory((os.getpid(),)) > 1_000_000
    assert processes.memory((2**30,)) == 0
    processes.kill((2**30,))
