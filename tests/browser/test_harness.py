"""The proof is worth something only if it finds a fault that is there: pages with one fault each, written here."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from browsing import Chromium, Tab

POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'"
Write = Callable[..., str]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a page of that body, as strict as ours; returns the address of its folder."""

    def written(body: str, *, policy: str = POLICY, **files: str) -> str:
        folder = tmp_path / "site"
        folder.mkdir()
        head = (
            f'<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{policy}"><title>A page</title>'
        )
        links = '<link rel="stylesheet" href="site.css"><script src="site.js" defer></script>'
        main = f"<main><h1>A page</h1>{body}</main>"
        page = f'<!doctype html><html lang="en"><head>{head}{links}</head><body>{main}</body></html>'
        (folder / "index.html").write_text(page, encoding="utf-8")
        (folder / "site.css").write_text(files.get("css", ""), encoding="utf-8")
        (folder / "site.js").write_text(files.get("js", ""), encoding="utf-8")
        return folder.as_uri() + "/"

    return written


def _troubles(chromium: "Chromium", base: str) -> str:
    with chromium.visit(base) as tab:
        tab.open("index.html").page.wait_for_timeout(50)
        tab.settle()
        told = "\n".join(tab.troubles)
        tab.troubles.clear()
    return told


def test_a_page_without_fault_passes(chromium: "Chromium", axe: ModuleType, write: Write) -> None:
    """A plain page gives no trouble and no violation."""
    with chromium.visit(write("<p>Nothing is wrong here.</p>", js="document.title = 'Ran'")) as tab:
        axe.load(tab)
        tab.open("index.html")

        assert axe.violations(tab) == []
        assert tab.page.title() == "Ran"
        assert [url.rpartition("/")[2] for url in tab.asked] == ["index.html", "site.css", "site.js"]


@pytest.mark.parametrize(
    "fault",
    [
        ("label", "<input>", ""),
        ("color-contrast", "<p>Grey on white</p>", "p { color: #999 }"),
        ("image-alt", '<img src="site.css">', ""),
        ("target-size", '<a href="#a">a</a><a href="#b">b</a>', "a { display: inline-block; font-size: 6px }"),
        (
            "scrollable-region-focusable",
            "<div><p>words</p></div>",
            "div { overflow: auto; height: 2em } p { height: 9em }",
        ),
    ],
)
def test_axe_finds_a_violation(
    chromium: "Chromium", axe: ModuleType, write: Write, fault: tuple[str, str, str]
) -> None:
    """A field without a label, pale text, a picture without words, small targets, an unreachable box: each is found."""
    rule, body, css = fault
    with chromium.visit(write(body, css=css)) as tab:
        axe.load(tab)
        tab.open("index.html")

        assert {line.partition(":")[0] for line in axe.violations(tab)} == {rule}


@pytest.mark.parametrize(
    ("trouble", "body", "js"),
    [
        ("breach: img-src http", '<img alt="" src="http://127.0.0.1:9/a.png">', ""),
        ("breach: script-src-elem inline", "<script>alert(1)</script>", ""),
        ("breach: script-src-attr inline", '<img alt="" src="site.js" onerror="alert(1)">', ""),
        ("breach: style-src-attr inline", '<p style="color: red">Red</p>', ""),
        ("breach: connect-src", "", "fetch('data.json').catch(() => 0)"),
        ("error: ", "", "nothing.there()"),
        ("console: ", "", "console.error('lost')"),
        ("dialog: 1", "", "alert(1)"),
        ("another window: ", "", "open('about:blank')"),
        ("failed: ", '<img alt="" src="missing.png">', ""),
    ],
)
def test_what_a_page_may_not_do_is_noticed(
    chromium: "Chromium", write: Write, trouble: str, body: str, js: str
) -> None:
    """Breaches of the policy, errors, dialogs, windows and lost files are told."""
    assert trouble in _troubles(chromium, write(body, js=js))


def test_a_request_outside_the_site_is_blocked_and_told(chromium: "Chromium", write: Write) -> None:
    """Also where a page's policy would allow it: another folder of the same disk, another host."""
    outside = Path(__file__)
    body = f'<img alt="" src="{outside.as_uri()}"><img alt="" src="http://example.org/a.png">'

    told = _troubles(chromium, write(body, policy="default-src *"))

    assert f"outside the site: {outside.as_uri()}" in told
    assert "outside the site: http://example.org/a.png" in told


def test_trouble_fails_the_visit(chromium: "Chromium", write: Write) -> None:
    """A test need not ask for the troubles of a page: they end it."""
    base = write("", js="console.error('lost')")

    with pytest.raises(AssertionError, match="lost"), chromium.visit(base) as tab:
        _wait(tab.open("index.html"))


def _wait(tab: "Tab") -> None:
    tab.page.wait_for_timeout(50)
