"""`tracker init --with-history`: a new folder that begins with a past, from an archive of our own on loopback."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from loopback import Answer, Loopback
from webarchives import Archives

from tracker.cli.main import main
from tracker.config.load import load_settings
from tracker.store.archive import Archive

URL = "https://labour.org.uk/change/"
SOURCE = "labour-manifesto"
SEEN = [datetime(2024, month, day, 9, 30, 5, tzinfo=UTC) for month, day in ((5, 2), (5, 20), (6, 14), (7, 1), (7, 30))]


def _page(number: int) -> bytes:
    """A page of our own that is long enough to be one; another one for each number."""
    body = " ".join(f"Nest number {nest} stands in the old oak by the river." for nest in range(12))
    said = f"<p>We will build {number} nests.</p><p>{body}</p>"
    return f"<html><head><title>Nests</title></head><body><main><h1>Nests</h1>{said}</main></body></html>".encode()


@pytest.fixture
def archives(loopback: Loopback, monkeypatch: pytest.MonkeyPatch) -> Archives:
    """It holds five captures of a page, in three months."""
    monkeypatch.setenv("COLUMNS", "120")
    found = Archives(loopback)
    found.hold(URL, [(at, _page(number)) for number, at in enumerate(SEEN, start=1)])
    return found


def _held(folder: Path) -> list[str]:
    with Archive(folder / "snapshots") as archive:
        return [f"{one.captured_at:%Y-%m-%d}" for one in archive.captured(SOURCE, "page")]


def test_a_capture_a_month_is_recorded(archives: Archives, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The first of each month since the day given; told as seen then, by others; then what to do next."""
    words = ("--contact", "ann@owls.example", "--with-history", SOURCE, "--since", "2024-01-01")
    code = main(["init", str(tmp_path / "watch"), *words, "--base", archives.base["ia"]])
    said = capsys.readouterr()

    assert (code, said.err) == (0, "")
    assert _held(tmp_path / "watch") == ["2024-05-02", "2024-06-14", "2024-07-01"]
    assert said.out.count("recorded\n") == 3
    assert "asked for a capture a month since 2024-01-01" in said.out
    assert said.out.splitlines()[-1] == f"Next: run `tracker snapshot` in {tmp_path / 'watch'}."


def test_the_days_before_are_left_out(archives: Archives, tmp_path: Path) -> None:
    """`--since` goes to the archive, which names nothing older."""
    words = ("--contact", "ann@owls.example", "--with-history", "all", "--since", "2024-06-01")
    main(["init", str(tmp_path / "watch"), *words, "--base", archives.base["ia"]])

    assert _held(tmp_path / "watch") == ["2024-06-14", "2024-07-01"]


def test_on_a_terminal_it_asks(
    archives: Archives, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """After the contact, with the ids to choose from; without a contact no archive can be asked, so nobody is."""
    given = ["ann@owls.example", SOURCE]
    monkeypatch.setattr("tracker.cli.commands.init.is_terminal", lambda: True)
    monkeypatch.setattr("typer.prompt", lambda _, **__: given.pop(0))
    main(["init", str(tmp_path / "watch"), "--since", "2024-01-01", "--base", archives.base["ia"]])
    said = capsys.readouterr().out
    given += [""]
    main(["init", str(tmp_path / "later")])

    assert f"{SOURCE}, " in said
    assert len(_held(tmp_path / "watch")) == 3
    assert given == []
    assert load_settings(tmp_path / "later" / "config").contact is None


def test_an_archive_that_does_not_answer_is_told_of_once(
    loopback: Loopback, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The folder is made all the same; one sentence says why, and with which command to go on."""
    loopback.answers("/robots.txt", Answer(status=404))
    loopback.answers("/cdx/search/cdx", Answer(status=429, headers={"retry-after": "3600"}))
    words = ("--contact", "ann@owls.example", "--with-history", "all", "--since", "2024-01-01")
    code = main(["init", str(tmp_path / "watch"), *words, "--base", loopback.url("").rstrip("/")])
    said = capsys.readouterr()

    assert code == 3
    assert said.err.count("\n") == 1
    assert "Nothing was fetched; run `tracker import wayback " in said.err
    assert "--every month --from 2024-01-01` there again" in said.err
    assert said.out.splitlines()[-1].startswith("Next: ")
    with Archive(tmp_path / "watch" / "snapshots") as archive:
        assert archive.documents() == ()


@pytest.mark.parametrize(
    ("words", "expected"),
    [(("--with-history", "owls"), "labour-manifesto"), (("--since", "June"), "is not a date")],
)
def test_what_means_nothing_makes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, str], expected: str
) -> None:
    """One sentence, and no folder."""
    code = main(["init", str(tmp_path / "watch"), "--contact", "ann@owls.example", *words])

    assert (code, not (tmp_path / "watch" / "config").exists()) == (2, True)
    assert expected in capsys.readouterr().err
