"""The site of a store whose pages wish their readers ill."""

import json
from pathlib import Path

import pytest
from hostile import MARK, hostile_store
from scan import faults
from scanfiles import file_faults

from tracker.cli.main import main


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site with everything on it that may ever be, also what no person has confirmed."""
    root = tmp_path_factory.mktemp("hostile") / "store"
    hostile_store(root, longest=3_000)
    assert main(["-C", str(root), "report", str(root / "site"), "--suggestions", "--jobs", "1"]) == 0
    return root / "site"


def test_no_page_holds_what_no_template_wrote(site: Path) -> None:
    """Only elements, attributes and kinds of address of ours, one policy on each page, no control character."""
    assert len(list(site.rglob("*.html"))) > 10
    assert list(faults(site, words=(MARK, "evil.example", "onerror"))) == []


def test_no_other_file_runs_misleads_or_reaches_elsewhere(site: Path) -> None:
    """Whatever its kind: feeds, pictures, data, tables, scripts; a kind that nobody looks at is a fault."""
    assert {path.suffix for path in site.rglob("*.*") if path.is_file()} >= {".xml", ".json", ".jsonld", ".csv", ".js"}
    assert list(file_faults(site)) == []


def test_what_people_wrote_and_corrected_is_there(site: Path) -> None:
    """A name, a summary, a correction and the site's own words, all hostile, so that the tests above have met them."""
    told = (site / "corrections" / "index.html").read_text("utf-8")
    assert "Corrected on 1 Jul 2024: &lt;script&gt;" in (site / "sources/owls/page/v1.html").read_text("utf-8")
    assert told.count("&lt;svg/onload") > 4
    assert any("Summary by &lt;" in path.read_text("utf-8") for path in (site / "pledges").glob("t-*.html"))


def test_the_words_are_there_to_be_read(site: Path) -> None:
    """What was meant to run is shown as what it is."""
    found = "".join(path.read_text(encoding="utf-8") for path in site.rglob("*.html"))

    assert "&lt;script&gt;alert(" in found
    assert "\x1b" not in found
    assert "\u202e" not in found


def test_texts_as_a_script_end_nowhere_early(site: Path) -> None:
    """The script with a document's versions is ASCII, holds no end of a script element, and reads as JSON."""
    scripts = sorted(site.rglob("versions.js"))
    assert scripts
    for path in scripts:
        text = path.read_text(encoding="ascii")
        assert text.startswith("window.trackerVersions = ")
        assert text.count("\n") == 1
        assert not set("<>&'") & set(text)
        told = json.loads(text.removeprefix("window.trackerVersions = ").removesuffix(";\n"))
        assert all(0 <= at < len(told["lines"]) for one in told["versions"] for at in one["lines"])
