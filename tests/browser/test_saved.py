"""`tracker inbox` with files that the real tools make now: SingleFile, Chromium, py-wacz and wget.

SingleFile is AGPL: scripts/browser.sh installs it for these tests alone; it is run as a program, and nothing of it ships.
"""

import base64
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from loopback import Answer, Loopback
from savedpages import OWLS, PRIVATE, SAVED, SOURCE, private_in

from tracker.cli.main import main
from tracker.store.archive import Archive

if TYPE_CHECKING:
    from browsing import Chromium

ROOT = Path(__file__).parents[2]
SINGLE_FILE = ROOT / ".browser/node_modules/.bin/single-file"
COOKIE = f"sid={PRIVATE[0].decode()}"
NEEDED = 120  # seconds


@pytest.fixture
def site(loopback: Loopback) -> Loopback:
    """Our page of a reader who is logged in, with a cookie; and the same for everybody."""
    page = (SAVED / "page.html").read_bytes()
    head = {"Content-Type": "text/html; charset=utf-8", "Set-Cookie": f"{COOKIE}; HttpOnly"}
    loopback.answers("/plan/", Answer(page, headers=head))
    public = page.split(b'<div class="account">')[0] + page.split(b"</div>")[1].split(b"<form")[0]
    loopback.page(f"/pixel.gif?{COOKIE}", b"GIF89a", content_type="image/gif")
    loopback.answers("/favicon.ico", Answer(b"", headers={"Content-Type": "image/x-icon"}))
    loopback.answers("/public/", Answer(public, headers={"Content-Type": "text/html; charset=utf-8"}))
    return loopback


@pytest.fixture
def folder(tmp_path: Path, site: Loopback) -> Path:
    """A working folder with the two pages as sources."""
    (tmp_path / "config").mkdir()
    (tmp_path / "inbox").mkdir()
    declared = [SOURCE.replace("http://127.0.0.1:8765/plan/", site.url("/plan/"))]
    declared.append(declared[0].replace('"plan"', '"public"').replace("/plan/", "/public/"))
    (tmp_path / "config/sources.toml").write_text("".join(declared))
    (tmp_path / "config/people.toml").write_text('[[publisher]]\nid = "owls"\nname = "The Owls"\ntype = "party"\n')
    Archive.create(tmp_path / "snapshots").close()
    return tmp_path


def run(*command: str, folder: Path) -> None:
    """A tool; what it says where it fails."""
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=NEEDED, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def by_singlefile(folder: Path, site: Loopback, chromium: "Chromium") -> None:
    """SingleFile from npm."""
    if not SINGLE_FILE.exists():
        pytest.skip("SingleFile is not installed (`make browser` installs what these tests need).")
    import browsing

    browser = f"--browser-executable-path={browsing.program()}"
    made = folder / "inbox/plan.html"
    run(str(SINGLE_FILE), browser, '--browser-args=["--no-sandbox"]', site.url("/plan/"), str(made), folder=folder)


def by_mhtml(folder: Path, site: Loopback, chromium: "Chromium") -> None:
    """Chromium's own format."""
    with chromium.visit(site.url("/")) as tab:
        tab.open("plan/")
        made = tab.page.context.new_cdp_session(tab.page).send("Page.captureSnapshot", {"format": "mhtml"})
    (folder / "inbox/plan.mhtml").write_bytes(made["data"].encode())


def by_printing(folder: Path, site: Loopback, chromium: "Chromium") -> None:
    """Chromium's print dialog, with head and foot, of the page without its account."""
    with chromium.visit(site.url("/")) as tab:
        tab.open("public/")
        made = tab.page.context.new_cdp_session(tab.page).send("Page.printToPDF", {"displayHeaderFooter": True})
    (folder / "inbox/plan.pdf").write_bytes(base64.b64decode(made["data"]))


def by_wget(folder: Path, site: Loopback, chromium: "Chromium") -> None:
    """A WARC with the request and its cookie."""
    if not shutil.which("wget"):
        pytest.skip("wget is not installed.")
    run(
        "wget", "-q", f"--header=Cookie: {COOKIE}", "--warc-file=inbox/plan", "-O", "inbox/.plan", site.url("/plan/"),
        folder=folder,
    )  # fmt: skip


def by_wacz(folder: Path, site: Loopback, chromium: "Chromium") -> None:
    """The same in a WACZ by py-wacz."""
    pytest.importorskip("wacz", reason="py-wacz is not installed (`make browser` installs what these tests need).")
    by_wget(folder, site, chromium)
    path = "inbox/plan.warc.gz"
    run(str(Path(sys.executable).with_name("wacz")), "create", "-o", "inbox/plan.wacz", path, folder=folder)
    (folder / path).unlink()


@pytest.mark.parametrize("make", [by_singlefile, by_mhtml, by_printing, by_wget, by_wacz])
def test_a_file_made_now_is_taken_in(make: object, folder: Path, site: Loopback, chromium: "Chromium") -> None:
    """Whole, by its address, without the reader."""
    make(folder, site, chromium)  # type: ignore[operator]

    assert main(["-C", str(folder), "inbox", "--by", "Ann"]) == 0

    with Archive(folder / "snapshots") as archive:
        ((source, document),) = archive.documents()
        (version,) = archive.captured(source, document)
        assert OWLS in archive.text(version)
        assert version.saved_by == "Ann"
    assert main(["-C", str(folder), "release", f"{source}@1", "--by", "Ed"]) == 0
    assert main(["-C", str(folder), "report", str(folder / "site"), "--suggestions", "--jobs", "1"]) == 0
    assert main(["-C", str(folder), "cite", f"{source}@1", "--bundle", str(folder / "bundle.zip")]) == 0
    shutil.unpack_archive(folder / "bundle.zip", folder / "bundle")
    assert private_in(folder) == []
