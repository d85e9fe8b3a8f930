"""The search for what no template of ours writes finds it."""

from pathlib import Path

import pytest
from scan import POLICY, faults


def _site(folder: Path, body: str, *, head: str = "") -> Path:
    policy = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    main = f'<main id="main"><h1>A page</h1>{body}</main>'
    page = (
        f'<!doctype html><html lang="en"><head>{head or policy}<title>A page</title></head><body>{main}</body></html>'
    )
    (folder / "index.html").write_text(page, encoding="utf-8")
    return folder


def test_a_clean_page_has_no_fault(tmp_path: Path) -> None:
    """Links inside the page, to a file that is there and to another site are as they should be."""
    inside = '<a href="#main">up</a> <a href="index.html#a">here</a>'
    body = f'<p id="a">{inside} <a href="https://example.org/" rel="noopener">away</a></p>'

    assert list(faults(_site(tmp_path, body))) == []


@pytest.mark.parametrize(
    ("fault", "body"),
    [
        ("has <u>", "<u>bold</u>"),
        ("has <iframe>", "<iframe></iframe>"),
        ("has <style>", "<style>p {}</style>"),
        ("has a script of its own", "<script>alert(1)</script>"),
        ("has <p onclick=…>", '<p onclick="alert(1)">words</p>'),
        ("has <p style=…>", '<p style="color: red">words</p>'),
        ("has <a autofocus=…>", '<a autofocus href="#main">words</a>'),
        ("leads with <a> to javascript:alert(1)", '<a href="javascript:alert(1)">words</a>'),
        ("leads with <a> to JaVaScRiPt:alert(1)", '<a href=" JaVaScRiPt:alert(1)">words</a>'),
        ("leads with <a> to data:text/html,x", '<a href="data:text/html,x">words</a>'),
        ("leads with <a> to //example.org/", '<a href="//example.org/">words</a>'),
        ("leads with <img> to https://example.org/a.png", '<img alt="" src="https://example.org/a.png">'),
        ("loads https://example.org/a.css", '<link rel="stylesheet" href="https://example.org/a.css">'),
        ("hands itself to https://example.org/", '<a href="https://example.org/">words</a>'),
        ("has a dead link to missing.html", '<a href="missing.html">words</a>'),
        ("has a dead link to ../index.html", '<a href="../index.html">words</a>'),
        ("has a link to #gone, where there is no such place", '<a href="#gone">words</a>'),
        ("has the id main twice", '<p id="main">words</p>'),
        ("points with aria-labelledby to gone, which is not there", '<section aria-labelledby="gone"></section>'),
        ("points with for to gone, which is not there", '<label for="gone">words</label>'),
        ("shows U+202E", "<p>pay \u202e0002</p>"),
        ("shows U+001B", "<p title='\x1b[31m'>words</p>"),
        ("has not exactly one <main> and one <h1>", "<h1>again</h1>"),
        ("has <p class=0wned>", "<p class='0wned'>words</p>"),
    ],
)
def test_what_a_template_would_not_write_is_found(tmp_path: Path, fault: str, body: str) -> None:
    """One fault, told once, with its page."""
    found = list(faults(_site(tmp_path, body), words=("0wned",)))

    assert [one.removeprefix("index.html: ").removeprefix("it ") for one in found] == [fault]


def test_a_page_without_its_policy_is_found(tmp_path: Path) -> None:
    """A page that forgets the Content-Security-Policy, or has a weaker one."""
    weaker = '<meta http-equiv="Content-Security-Policy" content="default-src *">'

    assert list(faults(_site(tmp_path, "", head=weaker))) == ["index.html: its policies are ['default-src *']"]
