"""The heartbeat: called after each round; whatever comes of it, the round is what it was."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from loopback import Answer, Loopback

from tracker.cli.main import main
from tracker.config.settings import Settings
from tracker.desk.heartbeat import beat
from tracker.store.archive import Archive

SECRET = "/ping/0pen-sesame"  # noqa: S105 - one that must never be shown


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str]]:
    """Runs a round in a folder without sources: its exit code, and what it says."""
    (tmp_path / "config").mkdir()
    (tmp_path / "config/sources.toml").write_text("")
    (tmp_path / "config/settings.toml").write_text("heartbeat_private = true\n")
    Archive.create(tmp_path / "snapshots").close()

    def command(*words: str) -> tuple[int, str]:
        code = main(["-C", str(tmp_path), "snapshot", *words])
        said = capsys.readouterr()
        return code, said.out + said.err

    return command


def test_it_is_called_once_after_each_round(
    run: Callable[..., tuple[int, str]], loopback: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also after a run that found nothing due; a failure is a sentence without the address, and the exit code stays."""
    loopback.answers(SECRET, Answer(body=b"OK"))
    assert run("--quiet") == (0, "")
    monkeypatch.setenv("TRACKER_HEARTBEAT", loopback.url(SECRET))

    assert run("--quiet") == (0, "")
    assert run("--quiet", "--due")[0] == 0
    assert loopback.paths == [SECRET, SECRET]
    loopback.answers(SECRET, Answer(status=500))
    code, said = run("--quiet")
    assert (code, said) == (0, "! The heartbeat could not be sent: it answered with status 500.\n")


@pytest.mark.parametrize(
    ("url", "contact", "says"),
    [
        ("ftp://x.example/0pen-sesame", None, "not a web address"),
        ("http://127.0.0.1:9/0pen-sesame", None, "private network"),
        ("http://10.0.0.1/0pen-sesame", "ann@owls.example", "private network"),
        ("https://nobody.invalid/0pen-sesame", None, "contact"),
    ],
)
def test_what_cannot_be_called_is_a_sentence(
    now: Callable[[], datetime], url: str, contact: str | None, says: str
) -> None:
    """The network guard holds for it too; nothing repeats the address, which is a secret."""
    said = beat(url, Settings(contact=contact), now=now)

    assert says in (said or "")
    assert "sesame" not in (said or "")
