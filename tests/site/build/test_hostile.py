"""The site of a store whose pages wish their readers ill."""

import json
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from hostile import hostile_store
from selectolax.lexbor import LexborHTMLParser

from tracker.cli.main import main

OURS = set(
    "html head meta title link script body a header nav ul ol li main h1 h2 h3 p footer section article div span del ins"
    " dl dt dd details summary fieldset legend label input code em noscript table thead tbody tr th td blockquote br"
    " svg g path circle line rect text polyline desc figure figcaption button select option form output caption"
    " time b strong small cite abbr pre".split()
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site with everything on it that may ever be, also what no person has confirmed."""
    root = tmp_path_factory.mktemp("hostile") / "store"
    hostile_store(root, longest=3_000)
    assert main(["-C", str(root), "report", str(root / "site"), "--suggestions", "--jobs", "1"]) == 0
    return root / "site"


def test_nothing_of_a_page_becomes_markup(site: Path) -> None:
    """Only elements of ours, no attribute that runs anything, one policy on each page, every link one of the web."""
    pages = sorted(site.rglob("*.html"))
    assert len(pages) > 10
    for path in pages:
        page = LexborHTMLParser(path.read_text(encoding="utf-8"))
        assert {node.tag or "" for node in page.css("*")} <= OURS, path
        for node in page.css("*"):
            assert not [name for name in node.attributes if name.startswith("on") or name in {"style", "srcdoc"}], path
        assert all(node.attributes.get("src") and not node.text() for node in page.css("script"))
        links = [node.attributes.get("href") or "" for node in page.css("[href]")]
        assert {urlsplit(link).scheme for link in links} <= {"", "http", "https", "mailto"}, path
        policy = page.css_first('meta[http-equiv="Content-Security-Policy"]')
        assert policy
        assert (policy.attributes["content"] or "").startswith("default-src 'none'")


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
