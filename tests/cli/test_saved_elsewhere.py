"""Saved pages that come another way than `inbox`: as WARC files of `import warc`, and as sources of the kind `file`."""

import json
from collections.abc import Callable
from pathlib import Path
from types import MappingProxyType
from zipfile import ZipFile

import pytest
from savedpages import OWLS, SAVED, SOURCE, private_in

from tracker.cli.main import main
from tracker.extract.account import shows_reader
from tracker.store.archive import Archive

Run = Callable[..., tuple[int, str, str]]
PUBLIC = b"""<!DOCTYPE html><html lang="en"><head><title>Our plan for the owls</title>
<meta name="csrf-token" content="a1b2c3d4e5f60718"></head>
<body><a href="/account">My account</a>
<main><h1>Our plan for the owls</h1><p>We will build 450 owl boxes in every school.</p>
<p>Every farm that keeps a hedge will have money for it from us, and a warden who helps with the planting of it.</p></main>
<form><input name="token" value="a1b2c3d4e5f60718"></form></body></html>"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with one source."""
    monkeypatch.setenv("COLUMNS", "160")
    (tmp_path / "config").mkdir()
    (tmp_path / "config/sources.toml").write_text(SOURCE)
    (tmp_path / "config/people.toml").write_text('[[publisher]]\nid = "owls"\nname = "The Owls"\ntype = "party"\n')
    Archive.create(tmp_path / "snapshots").close()
    return tmp_path


@pytest.fixture
def run(folder: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command there: (exit code, output, errors)."""

    def run(*words: str) -> tuple[int, str, str]:
        code = main(["-C", str(folder), *words])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


def warc(path: Path, body: bytes, heads: MappingProxyType[str, str] = MappingProxyType({})) -> Path:
    """A WARC file with one answer of the page, whose head has these further lines."""
    more = "".join(f"{name}: {value}\r\n" for name, value in heads.items())
    block = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n{more}\r\n".encode() + body
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000001>\r\n"
        "WARC-Date: 2026-11-28T10:00:00Z\r\nWARC-Target-URI: http://127.0.0.1:8765/plan/\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    path.write_bytes(head.encode() + block + b"\r\n\r\n")
    return path


def saved_by(folder: Path) -> list[str | None]:
    """Of each version of the plan, who saved it."""
    with Archive(folder / "snapshots") as archive:
        return [one.saved_by for one in archive.captured("plan", "page")]


@pytest.mark.parametrize("public", [False, True])
def test_a_warc_of_somebody_logged_in_is_taken_without_the_account(run: Run, folder: Path, *, public: bool) -> None:
    """Nothing of it in git or SQLite; what was taken out is counted; others see it after a release, or with --public."""
    pytest.importorskip("warcio", reason="the extra `archive` is not installed")

    code, out, _ = run("import", "warc", str(SAVED / "wget.warc.gz"), *["--public"] * public)

    assert code == 0
    assert "Taken out: 1 account block, 2 form values, 2 private headers, 7 tokens." in out
    assert ("1 page showed an account. Others do not see it before `tracker release`." in out) is not public
    assert saved_by(folder) == [None if public else "a person"]
    assert OWLS in run("show", "plan@1")[1]
    assert private_in(folder) == []
    cited = run("cite", "plan@1")
    assert (cited[0], "tracker release plan@1" in cited[2]) == ((0, False) if public else (2, True))


def test_a_public_crawl_is_taken_byte_for_byte(run: Run, folder: Path, tmp_path: Path) -> None:
    """A token of its form and a link to “My account” are on the page for everybody; the cookie is counted."""
    pytest.importorskip("warcio", reason="the extra `archive` is not installed")
    path = warc(tmp_path / "crawl.warc", PUBLIC, MappingProxyType({"Set-Cookie": "visit=9f8e7d6c5b4a3921; Path=/"}))

    code, out, _ = run("import", "warc", str(path))

    assert (code, "Taken out: 1 private header." in out, "showed an account" in out) == (0, True, False)
    assert saved_by(folder) == [None]
    with Archive(folder / "snapshots") as archive:
        assert archive.raw(archive.captured("plan", "page")[0]) == PUBLIC


def test_a_page_that_repeats_its_cookie_is_one_readers(run: Run, folder: Path, tmp_path: Path) -> None:
    """Without a word of who is logged in, too. A program reads what was taken out."""
    pytest.importorskip("warcio", reason="the extra `archive` is not installed")
    body = PUBLIC.replace(b"</main>", b"<p>9f8e7d6c5b4a3921</p></main>")
    path = warc(tmp_path / "crawl.warc", body, MappingProxyType({"Set-Cookie": "visit=9f8e7d6c5b4a3921; Path=/"}))

    code, out, _ = run("import", "warc", str(path), "--format", "json")

    told = json.loads(out)
    assert (code, told["removed"]) == (0, {"private header": 1, "form value": 1, "token": 2, "account block": 1})
    assert saved_by(folder) == ["a person"]
    with Archive(folder / "snapshots") as archive:
        assert b"9f8e7d6c" not in (archive.raw(archive.captured("plan", "page")[0]) or b"")


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>Signed in as Jo Bloggs</p>", True),
        ("<a href=x> Log out </a>", True),
        ("<b>Welcome back, Jo</b>", True),
        ("<a href=x>My account</a> <a>Log in</a>", False),
        ("<p>The minister said: sign out of the treaty.</p>", False),
        ("<p>session accepted</p>", False),
    ],
)
def test_what_shows_one_reader(html: str, *, expected: bool) -> None:
    """Words that no page for everybody has; a cookie's value that is a word of the page is no sign."""
    assert shows_reader(html, ("accepted",)) is expected


@pytest.mark.parametrize("name", ["singlefile.html", "chromium.mhtml", "complete.html"])
def test_a_saved_page_that_is_watched_is_kept_without_the_account(run: Run, folder: Path, name: str) -> None:
    """Of SingleFile, MHTML and a browser; the text is read, the next round finds nothing new, others may see it."""
    page = (SAVED / "page.html").read_text("utf-8")
    complete = f"<!-- saved from url=(0027)http://127.0.0.1:8765/plan/ -->\n{page}".encode()
    (folder / name).write_bytes(complete if name == "complete.html" else (SAVED / name).read_bytes())
    source = SOURCE.replace('"html"', '"file"') + f'path = "{name}"\n'
    (folder / "config/sources.toml").write_text(source)

    tried = run("sources", "try", "plan")
    assert (tried[0], OWLS in tried[1]) == (0, True)
    assert run("snapshot")[0] == 0
    again = run("snapshot")

    assert (again[0], "= plan  unchanged" in again[1]) == (0, True)
    shown = run("show", "plan@1")[1]
    assert OWLS in shown
    assert "boundary" not in shown
    assert saved_by(folder) == [None]
    (folder / name).unlink()
    assert private_in(folder) == []
    assert run("cite", "plan@1", "--bundle", str(folder / "bundle.zip"))[0] == 0
    with ZipFile(folder / "bundle.zip") as held:
        assert all(b"tok-7f3a91c2" not in held.read(one) for one in held.namelist())


def test_a_file_that_nobody_saved_from_a_browser_is_kept_as_it_is(run: Run, folder: Path) -> None:
    """A page from elsewhere, with its form's token: the very bytes."""
    (folder / "plan.html").write_bytes(PUBLIC)
    (folder / "config/sources.toml").write_text(SOURCE.replace('"html"', '"file"') + 'path = "plan.html"\n')

    assert run("snapshot")[0] == 0

    with Archive(folder / "snapshots") as archive:
        assert archive.raw(archive.captured("plan", "page")[0]) == PUBLIC
