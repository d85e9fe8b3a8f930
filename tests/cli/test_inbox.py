"""`tracker inbox`, with files that real tools saved of a page of ours on which somebody is logged in."""

import gzip
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest
from savedpages import OWLS, SAVED, SOURCE, private_in

from tracker.capture.inbox import waiting
from tracker.cli import deciding
from tracker.cli.main import main
from tracker.store.archive import Archive

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with one source, and an empty inbox."""
    monkeypatch.setenv("COLUMNS", "160")
    monkeypatch.delenv("TRACKER_BY", raising=False)
    (tmp_path / "config").mkdir()
    (tmp_path / "inbox").mkdir()
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


def save(folder: Path, name: str, to: str | None = None) -> Path:
    """Put a saved file into the inbox."""
    return Path(shutil.copy(SAVED / name, folder / "inbox" / (to or name)))


def save_complete(folder: Path) -> Path:
    """As Chromium saves a page with all its parts."""
    page = (SAVED / "page.html").read_text("utf-8")
    path = folder / "inbox" / "Our plan.html"
    path.write_text(f"<!-- saved from url=(0027)http://127.0.0.1:8765/plan/ -->\n{page}", "utf-8")
    (folder / "inbox" / "Our plan_files").mkdir()
    (folder / "inbox" / "Our plan_files" / "a.css").write_text("p {}")
    return path


ALL = ("singlefile.html", "chromium.mhtml", "printed.pdf", "page.wacz", "wget.warc.gz")


@pytest.mark.parametrize("name", [*ALL, "complete"])
def test_a_file_of_a_real_tool_is_taken_in(run: Run, folder: Path, name: str) -> None:
    """Its source by the address inside, its time from inside; the reader's account nowhere; it moves to taken/."""
    path = save_complete(folder) if name == "complete" else save(folder, name)

    code, out, _ = run("inbox", "--by", "Ann Reader")

    assert (code, "recorded as plan@1, private" in out) == (0, True)
    assert OWLS in run("show", "plan@1")[1]
    with Archive(folder / "snapshots") as archive:
        (version,) = archive.captured("plan", "page")
    assert (version.kind, version.saved_by, version.seen_by, version.seen_in) == (
        "import", "Ann Reader", "Ann Reader", path.name,
    )  # fmt: skip
    assert name == "complete" or f"{version.captured_at:%Y-%m-%d %H:3}" == "2026-11-29 17:3"
    assert not path.exists()
    assert (folder / "inbox/taken" / path.name).exists()
    assert private_in(folder) == []


def test_nothing_of_the_account_is_anywhere(run: Run, folder: Path) -> None:
    """Not in git objects, SQLite, the site with all it can show, a bundle of evidence or the copy of a push."""
    for name in ALL:
        save(folder, name)
    save_complete(folder)
    assert run("inbox", "--by", "Ann Reader")[0] == 0
    numbers = [one["number"] for one in json.loads(run("log", "plan", "--format", "json")[1])["versions"]]

    for number in numbers:
        assert run("release", f"plan@{number}", "--by", "Ed Itor")[0] == 0
    assert run("report", str(folder / "site"), "--suggestions", "--jobs", "1")[0] == 0
    for number in numbers:
        assert run("cite", f"plan@{number}", "--bundle", str(folder / f"bundle{number}.zip"))[0] == 0
        with ZipFile(folder / f"bundle{number}.zip") as held:
            held.extractall(folder / f"bundle{number}")

    assert any(OWLS in one.read_text("utf-8") for one in (folder / "site").rglob("*.html"))
    assert private_in(folder) == []


def test_what_was_taken_out_is_counted(run: Run, folder: Path) -> None:
    """Cookies of requests and answers, form values, tokens, account lines."""
    save(folder, "page.wacz")

    out = run("inbox")[1]

    assert "taken out: 1 account block, 2 form values, 2 private headers, 7 tokens" in out


def test_running_again_does_nothing_twice(run: Run, folder: Path) -> None:
    """What is moved is not looked at; what comes again is known; a crash before the move costs nothing."""
    save(folder, "singlefile.html")
    assert run("inbox", "--by", "Ann")[0] == 0
    save(folder, "singlefile.html")

    code, out, _ = run("inbox", "--by", "Ann")

    assert (code, "0 pages recorded, 1 page unchanged, 0 files left." in out) == (0, True)
    assert sorted(one.name for one in (folder / "inbox/taken").iterdir()) == ["singlefile-2.html", "singlefile.html"]
    assert run("inbox")[:2] == (0, "0 pages recorded, 0 pages unchanged, 0 files left.\n")


def test_what_belongs_to_no_source_stays_and_is_named(run: Run, folder: Path) -> None:
    """With exit code 3, each time, and the others are taken."""
    save(folder, "chromium.mhtml")
    (folder / "inbox/else.html").write_text("<!-- saved from url=(0021)http://else.example/x --><p>Hello</p>")
    (folder / "inbox/nowhere.html").write_text("<p>Hello</p>")

    code, out, _ = run("inbox")

    assert code == 3
    assert "else.html  left where it is: http://else.example/x belongs to no source: `tracker sources add`" in out
    assert "nowhere.html  left where it is: it does not say where it was saved from" in out
    assert "1 page recorded, 0 pages unchanged, 2 files left." in out
    assert sorted(one.name for one in (folder / "inbox").glob("[!.]*")) == ["else.html", "nowhere.html", "taken"]
    assert run("inbox")[0] == 3


def test_a_printed_account_is_refused(run: Run, folder: Path) -> None:
    """Nothing can be taken out of a PDF: it stays, and what to do is said."""
    save(folder, "account.pdf")

    code, out, _ = run("inbox")

    assert (code, "print the page signed out, or save it as a web page" in out) == (3, True)
    assert private_in(folder) == []


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("bomb.wacz", b"PK\x03\x04 nothing"),
        ("a.mhtml", b"From: x\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: image/png\n\nx\n--b--"),
        ("a.pdf", b"%PDF-1.4 nothing"),
        ("a.warc.gz", b"\x1f\x8b\x08 nothing"),
        ("a.html", b""),
        ("deep.html", b"<!-- saved from url=(0027)http://127.0.0.1:8765/plan/ -->" + b"<div>" * 9000),
        ("late.html", (b"<!--\n Page saved with SingleFile \n url: http://127.0.0.1:8765/plan/ \n"
                      b" saved date: Sun Nov 29 2199 17:36:34 GMT+0000 (x)\n--><p>We will.</p>")),
    ],
)  # fmt: skip
def test_what_cannot_be_read_stays(run: Run, folder: Path, name: str, body: bytes) -> None:
    """Each is named in a sentence, and stops no other."""
    (folder / "inbox" / name).write_bytes(body)
    save(folder, "singlefile.html", "z.html")

    code, out, err = run("inbox")

    assert (code, err) == (3, "")
    assert f"- {name}  left where it is: " in out
    assert "1 page recorded" in out


def test_links_and_unfinished_files_are_passed_by(run: Run, folder: Path) -> None:
    """A browser may still be writing; a link may lead anywhere."""
    save(folder, "singlefile.html", "a.html.crdownload")
    (folder / "inbox/link.html").symlink_to(SAVED / "singlefile.html")
    save(folder, "singlefile.html", ".hidden.html")

    assert run("inbox")[:2] == (0, "0 pages recorded, 0 pages unchanged, 0 files left.\n")


def test_nobody_is_asked_where_nobody_sits(run: Run, folder: Path) -> None:
    """Without a terminal a page is saved by a person without a name."""
    save(folder, "singlefile.html")

    assert run("inbox")[0] == 0
    assert "saved from a browser by a person who saved it" in run("log", "plan")[1]


def test_a_person_is_asked_once(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The name is kept in config/me.toml, as for decisions."""
    monkeypatch.setattr(deciding, "is_terminal", lambda: True)
    asked: list[str] = []
    monkeypatch.setattr("typer.prompt", lambda *_, **__: asked.append("asked") or "Ann Reader")
    for name in ("singlefile.html", "chromium.mhtml"):
        save(folder, name)
        assert run("inbox")[0] == 0

    assert asked == ["asked"]
    assert "Ann Reader" in (folder / "config/me.toml").read_text()


def test_a_folder_can_be_named(run: Run, folder: Path) -> None:
    """One that is not there is said; by itself inbox/ is made, and git passes it by."""
    assert "There is no folder nowhere" in run("inbox", "nowhere")[2]
    shutil.rmtree(folder / "inbox")
    assert run("inbox")[0] == 0
    assert (folder / "inbox/.gitignore").read_text() == "*\n"


def test_json_for_programs(run: Run, folder: Path) -> None:
    """What was taken, what was taken out, what was left."""
    save(folder, "singlefile.html")
    (folder / "inbox/nowhere.html").write_text("<p>Hello</p>")

    told = json.loads(run("inbox", "--format", "json")[1])

    assert told["schema"] == "tracker.inbox/1"
    assert [one["version"] for one in told["taken"]] == ["plan@1"]
    assert told["taken"][0]["removed"] == {"account block": 1, "form value": 1, "token": 2}
    assert [one["file"] for one in told["left"]] == ["nowhere.html"]


def test_import_file_takes_the_same(run: Run, folder: Path) -> None:
    """With the address inside, or with what a person says of a page without one."""
    assert run("import", "file", str(SAVED / "chromium.mhtml"), "--by", "Ann")[0] == 0
    assert run("import", "file", "plan", str(SAVED / "page.html"), "--seen", "2024-06-13")[0] == 0
    assert "give --seen" in run("import", "file", "plan", str(SAVED / "page.html"))[2]

    assert private_in(folder) == []
    with Archive(folder / "snapshots") as archive:
        assert [one.saved_by for one in archive.captured("plan", "page")] == ["a person", "Ann"]


def test_the_folder_of_pictures_goes_along(run: Run, folder: Path) -> None:
    """What belongs to a page does not stay behind."""
    save_complete(folder)

    assert run("inbox")[0] == 0
    assert sorted(one.name for one in (folder / "inbox/taken").iterdir()) == ["Our plan.html", "Our plan_files"]
    assert (folder / "inbox/taken/Our plan_files/a.css").exists()


def test_a_folder_is_watched(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is saved later is taken in at a later look; what stays is named once; Ctrl-C ends it."""
    (folder / "inbox/nowhere.html").write_text("<p>Hello</p>")
    os.utime(folder / "inbox/nowhere.html", (0, 0))
    looks = 0

    def nap(_: float) -> None:
        nonlocal looks
        looks += 1
        if looks == 1:
            os.utime(save(folder, "singlefile.html"), (0, 0))
            save(folder, "chromium.mhtml")  # written just now: the browser may not be done
        if looks == 3:
            raise KeyboardInterrupt

    monkeypatch.setattr("tracker.cli.commands.inbox.time.sleep", nap)

    code, out, _ = run("inbox", "--watch")

    assert code == 130
    assert out.count("nowhere.html") == 1
    assert "recorded as plan@1" in out
    assert (folder / "inbox/chromium.mhtml").exists()


def test_an_address_that_the_page_gives_itself_is_said(run: Run, folder: Path) -> None:
    """Firefox writes no other; any page may give itself any address."""
    page = (SAVED / "page.html").read_text("utf-8")
    (folder / "inbox/a.html").write_text(
        page.replace("https://www.owlparty.example/plan/", "http://127.0.0.1:8765/plan/")
    )

    code, out, _ = run("inbox")

    assert (code, "(by the address that the page gives itself: look whose it is)" in out) == (0, True)


def test_the_cookies_of_other_hosts_are_nobodys_concern(run: Run, folder: Path) -> None:
    """A browser's archive holds thousands of them; only what was asked of a watched host is looked for in the page."""
    asked = [f"GET /{number} HTTP/1.1\r\nCookie: a=tok{number:012}x\r\n\r\n" for number in range(1500)]
    lines = "".join(
        f"WARC/1.0\r\nWARC-Type: request\r\nWARC-Target-URI: http://ads.example/{number}\r\n"
        f"WARC-Date: 2026-11-29T17:37:05Z\r\nWARC-Record-ID: <urn:uuid:{number:032x}>\r\n"
        f"Content-Type: application/http;msgtype=request\r\nContent-Length: {len(head)}\r\n\r\n{head}\r\n\r\n"
        for number, head in enumerate(asked)
    )
    made = gzip.decompress((SAVED / "wget.warc.gz").read_bytes()) + lines.encode()
    (folder / "inbox/a.warc").write_bytes(made)

    code, out, _ = run("inbox")

    assert (code, "2 private headers" in out) == (0, True)


def test_a_file_that_goes_while_we_look_is_passed_by(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Browsers rename what they have written; the others are taken in all the same."""
    for name in ("first.html", "second.html"):
        (tmp_path / name).write_text("x")

    def scandir(folder: Path) -> list[os.DirEntry[str]]:
        with listed(folder) as entries:
            found = list(entries)
        (tmp_path / "first.html").unlink()
        return found

    listed = os.scandir
    monkeypatch.setattr(os, "scandir", scandir)

    assert [one.name for one in waiting(tmp_path)] == ["second.html"]
