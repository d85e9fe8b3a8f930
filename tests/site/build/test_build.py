"""The site as it is built, again and again."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from posixpath import join, normpath
from typing import Protocol
from urllib.parse import unquote, urldefrag

import pytest
from selectolax.lexbor import LexborHTMLParser

from tracker.cli.main import main
from tracker.site.manifest import FILE
from tracker.store.archive import Archive
from tracker.store.layout import SUMMARIES


class Folder(Protocol):
    """As of conftest.py."""

    root: Path

    def round(self, day: int, texts: dict[str, str], **facts: object) -> None:
        """A round."""

    def report(self, name: str = "site", *options: str) -> Path:
        """A build."""

    def tree(self, name: str = "site") -> dict[str, bytes]:
        """Its files."""


LATER = "# Owls\n\nWe aim to build 20 boxes for owls.\n\nHedgehogs sleep all winter.\n\nFoxes dig.\n"


def test_every_page_is_there_and_no_link_leads_nowhere(folder: Folder) -> None:
    """From the front every page of the site can be reached, and each link inside it leads to a file and a place in it."""
    site = folder.report()

    reached = _crawl(site)

    assert {path for path in folder.tree() if path.endswith(".html")} == reached
    assert {
        "index.html", "about/index.html", "sources/index.html", "sources/wood/index.html",
        "sources/wood/owls/index.html", "sources/wood/owls/v1.html", "sources/wood/owls/v2.html",
        "changes/wood/owls/2.html", "sources/pond/index.html", "sources/pond/page/index.html",
    } <= reached  # fmt: skip


def _crawl(site: Path) -> set[str]:
    reached, waiting = set[str](), ["index.html"]
    while waiting:
        page = waiting.pop()
        if page in reached:
            continue
        reached.add(page)
        for link in _links(site, page):
            target, place = urldefrag(link)
            path = normpath(join(page.rpartition("/")[0], unquote(target))) if target else page
            assert (site / path).is_file(), f"{page} links to {link}"
            if place and "=" not in place and path.endswith(".html"):  # what a list is asked for is no place
                assert _page(site, path).css_first(f'[id="{place}"]'), f"{page} links to {link}"
            if path.endswith(".html"):
                waiting.append(path)
    return reached


def _links(site: Path, page: str) -> Iterator[str]:
    for node in _page(site, page).css("a[href], link[href], script[src]"):
        link = node.attributes.get("href") or node.attributes.get("src") or ""
        if link.endswith(("assets/theme.js", "assets/compare.js")):
            continue  # written by others; they are copied as they stand
        if not link.startswith(("https://", "mailto:")):
            assert ":" not in link
            yield link


def _page(site: Path, page: str) -> LexborHTMLParser:
    return LexborHTMLParser((site / page).read_text(encoding="utf-8"))


def _text(site: Path, page: str) -> str:
    found = _page(site, page).css_first("main")
    assert found
    return re.sub(r"\s+", " ", found.text(separator=" "))


def test_the_same_record_gives_the_same_bytes(folder: Folder) -> None:
    """Built anew, built by two processes and built without what earlier builds learned: not a byte differs."""
    folder.report()
    (folder.root / "snapshots" / SUMMARIES).unlink()

    assert main(["-C", str(folder.root), "report", str(folder.root / "two"), "--jobs", "2"]) == 0
    folder.report("three")

    assert folder.tree() == folder.tree("two") == folder.tree("three")


def test_a_step_at_a_time_gives_what_a_build_from_nothing_gives(folder: Folder) -> None:
    """After each of several rounds the site is brought up to date; in the end it is the one that is built at once."""
    for day in range(4, 8):
        folder.report()
        changed = {"wood/owls": LATER.replace("20", str(day)), "pond/page": f"# Pond\n\nIt is {day} feet deep.\n"}
        folder.round(day, changed if day % 2 else {}, unchanged=("wood/rules",) if day % 2 else ("wood/owls",))
    folder.report()

    folder.report("anew")

    assert folder.tree() == folder.tree("anew")


def test_only_what_is_new_is_made(folder: Folder, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is written where nothing happened; after a change only the pages that tell of it."""
    site = folder.report()
    before = {path: (site / path).stat().st_mtime_ns for path in folder.tree()}
    capsys.readouterr()

    folder.report()
    assert "0 files written, " in capsys.readouterr().out

    folder.round(4, {"wood/owls": LATER})
    folder.report()

    after = {path: (site / path).stat().st_mtime_ns for path in folder.tree()}
    made = {path for path in after if after[path] != before.get(path)} - {FILE}
    assert {path for path in made if path.startswith("changes/") or "/v" in path} == {
        "changes/index.html", "changes/wood/owls/2.html", "changes/wood/owls/3.html", "sources/wood/owls/v2.html",
        "sources/wood/owls/v3.html", "sources/wood/owls/versions.js",
    }  # fmt: skip
    assert {"changed/index.html", "changed/data-1.js"} <= made
    assert "topics/health.html" not in made


LISTS = ("changed", "claims", "edited", "manifestos", "money", "people", "pledges", "topics")
"""Each says above its counts as of when they are."""


def test_where_nothing_is_new_no_sentence_is_read(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    """The index of the search is known from the last build, also after a quiet round; what is damaged is made again."""
    site = folder.report()
    before = folder.tree()
    words = site / "search" / "words" / "he.js"
    words.write_bytes(b"")
    folder.report()
    assert folder.tree() == before

    folder.round(4, {}, unchanged=("wood/owls", "wood/rules", "pond/page", "paper/page"))
    with monkeypatch.context() as patch:
        patch.setattr(Archive, "all_said", None)
        folder.report()
    folder.round(5, {"wood/owls": LATER.replace("Foxes", "Quails")})
    folder.report()

    assert "search/words/qu.js" in folder.tree().keys() - before.keys()
    folder.report("anew")
    assert folder.tree() == folder.tree("anew")


def test_a_quiet_round_touches_no_text_and_no_change(folder: Folder) -> None:
    """A round without news moves the time as of which the site speaks, and no page that is cited."""
    folder.report()
    before = folder.tree()
    folder.round(4, {}, unchanged=("wood/owls", "wood/rules", "pond/page", "paper/page"))

    folder.report()

    changed = {path for path, data in folder.tree().items() if data != before[path]} - {FILE}
    lists = {path for path in before if path.startswith("sources/") and path.endswith("/index.html")}
    lists |= {path for path in before if path.startswith("publishers/") and path.endswith(".html")}
    lists |= {f"{name}/index.html" for name in LISTS} | {path for path in changed if path.startswith("topics/")}
    fronts = {"index.html", "changes/index.html"}
    assert changed == {*fronts, "sources/index.html", "data/sources.json", "feeds/changes.xml", *lists}


def test_what_was_damaged_or_deleted_is_made_again(folder: Folder) -> None:
    """A page that is cut short, or gone, is whole after the next build."""
    site = folder.report()
    whole = folder.tree()
    (site / "index.html").write_text("cut")
    (site / "changes/wood/owls/2.html").unlink()

    folder.report()

    assert folder.tree() == whole


def test_a_killed_build_is_taken_up(folder: Folder) -> None:
    """Whatever a build that was killed left, the next one ends with the same files and no others."""
    folder.report("whole")
    site = folder.root / "site"
    shutil.copytree(folder.root / "whole", site)
    manifest = (site / FILE).read_text()
    (site / FILE).write_text(re.sub(r'("(?:changes|sources)[^"]*": \[\n)"[0-9a-f]+",\n\d+', r'\1"",\n0', manifest))
    (site / "sources/wood/owls/v1.html.part").write_text("half")
    (site / "changes/wood/owls/2.html").write_text("old")

    folder.report()

    assert folder.tree() == folder.tree("whole")


def test_a_folder_of_somebody_else_is_left_alone(folder: Folder, capsys: pytest.CaptureFixture[str]) -> None:
    """Where other files lie nothing is written, and it is said what to do."""
    (folder.root / "site").mkdir()
    (folder.root / "site" / "thesis.txt").write_text("mine")

    code = main(["-C", str(folder.root), "report", str(folder.root / "site")])

    assert code == 2
    assert "is not empty and not a site of tracker's" in capsys.readouterr().err
    assert [one.name for one in (folder.root / "site").iterdir()] == ["thesis.txt"]


def test_files_of_others_inside_the_site_stay(folder: Folder, capsys: pytest.CaptureFixture[str]) -> None:
    """A file put into the site is never deleted; one that stands where a page would go stops the build."""
    site = folder.report()
    (site / "CNAME").write_text("example.org")
    (site / "changes/wood/owls/3.html").write_text("mine")
    folder.round(4, {"wood/owls": LATER})

    code = main(["-C", str(folder.root), "report", str(site)])

    assert code == 2
    assert "3.html is there and not of this site" in capsys.readouterr().err
    (site / "changes/wood/owls/3.html").unlink()
    folder.report()
    assert (site / "CNAME").read_text() == "example.org"


def test_pages_of_a_source_that_was_purged_go(folder: Folder) -> None:
    """After a takedown neither its pages nor its folders are left, nor any page that quotes it."""
    site = folder.report()
    assert (site / "sources/wood/owls/v1.html").exists()
    args = ["-C", str(folder.root), "purge", "wood", "--reason", "A takedown", "--yes"]
    assert main(args) == 0

    folder.report()

    assert not (site / "sources/wood").exists()
    assert not (site / "changes/wood").exists()
    assert not any(b"boxes for owls" in data for data in folder.tree().values())


def test_only_short_extracts_of_what_may_not_be_handed_on(folder: Folder) -> None:
    """No file of the site holds more than a few cut sentences of a paper; its version pages hold none."""
    site = folder.report()

    change = _page(site, "changes/paper/page/2.html")

    told = [
        set(re.findall(rb"nobody but subscribers [^<]+?, (?:<ins>)?(?:no(?:</ins>)? )?(\d+)\.", data))
        for data in folder.tree().values()
    ]
    assert max(map(len, told)) == 5
    assert len(change.css("article.change")) == 5
    assert "24 more are counted, not shown" in _text(site, "changes/paper/page/2.html")
    assert all(len(node.text()) <= 220 for node in change.css("article.change .inline, .side p"))
    assert b"subscribers" not in (site / "sources/paper/page/v2.html").read_bytes()
    assert "does not allow its text to be handed on" in _text(site, "sources/paper/page/v2.html")
    assert not (site / "sources/paper/page/versions.js").exists()
    assert (site / "sources/wood/owls/versions.js").exists()


def test_front_and_list_tell_what_changed_and_what_was_watched(folder: Folder) -> None:
    """Between which sightings, with the words, from when until when, and which source did not answer."""
    site = folder.report()
    text, listed = _text(site, "index.html"), _text(site, "changes/index.html")

    assert (
        "Watched since 1 Jun 2024, 07:00, last checked 4 Jun 2024, 07:00: 6 versions of 4 documents from 3 sources"
        in text
    )
    assert "between 2 Jun 2024 and 3 Jun 2024" in text
    assert "aim to build 30 boxes for owls" in re.sub(r"will |40 ", "", text)
    assert "changed between 2 Jun 2024, 07:00 and 3 Jun 2024, 07:00" in listed
    assert "firmness “will” → “aim to”" in listed
    assert "changed on" not in text + listed
    assert "1 of 3 sources needs a caveat" in text
    assert "503 <b>gone</b>" in text


def test_no_change_seen_is_not_never_changed(empty: Folder) -> None:
    """A record without any change says so with care, and an empty one says that it is empty."""
    Archive.create(empty.root / "snapshots").close()
    site = empty.report("none")
    assert "Nothing is recorded yet." in _text(site, "index.html")

    empty.round(0, {"pond/page": "# Pond\n\nDeep.\n"})
    text = _text(empty.report(), "index.html")

    assert "No change was seen yet. That is not “never changed”" in text
    assert "No change was seen yet. That is not “never changed”" in _text(empty.root / "site", "changes/index.html")
    assert "Seen for the first time" in text


def test_the_history_tells_notes_and_links_to_all(empty: Folder) -> None:
    """Each version: between which sightings, the publisher's note, what came with it, its text."""
    empty.round(0, {"pond/page": "# Pond\n\nIt is deep.\n"})
    empty.round(1, {"pond/page": "# Pond\n\nIt is shallow.\n"}, notes=("Corrected the <i>depth</i>.",))
    site = empty.report()

    text = _text(site, "sources/pond/index.html")

    assert "appeared between 1 Jun 2024, 07:00 and 2 Jun 2024, 07:00" in text
    assert "Publisher’s note: “Corrected the <i>depth</i>.”" in text
    assert "What came with it: 2 changes" in text
    assert not _page(site, "sources/pond/index.html").css("i")


def test_a_source_that_is_renamed_is_renamed_everywhere(folder: Folder) -> None:
    """What a person declares shows on every page that tells of it, though nothing new was recorded."""
    folder.report()
    sources = folder.root / "config" / "sources.toml"
    sources.write_text(sources.read_text().replace("The pond plan", "The <lake> plan"))

    folder.report()

    told = {path for path, data in folder.tree().items() if b"The pond plan" in data}
    assert told == set()
    assert "The <lake> plan" in _text(folder.root / "site", "index.html")


def test_an_absolute_address_is_made_only_of_a_base(folder: Folder, capsys: pytest.CaptureFixture[str]) -> None:
    """With --base each page says where it is published; what is no web address is refused."""
    site = folder.report("site", "--base", "https://example.org/watch")
    link = _page(site, "changes/wood/owls/2.html").css_first('link[rel="canonical"]')

    assert link
    assert link.attributes["href"] == "https://example.org/watch/changes/wood/owls/2.html"
    code = main(["-C", str(folder.root), "report", str(site), "--base", "javascript:alert(1)"])
    assert code == 2
    assert "is not a web address" in capsys.readouterr().err
