"""The page of a version, and the script with all of them."""

import json
from collections.abc import Callable

from selectolax.lexbor import LexborHTMLParser

from tracker.desk.blame import Appearance, BlameReport
from tracker.diff.blame import blame
from tracker.extract import plain
from tracker.site.frame import Site
from tracker.site.script import script
from tracker.site.subject import Subject
from tracker.site.text import NeighbourVersions, text
from tracker.store.version import Version

Versions = Callable[..., Version]
TEXTS = (
    "# Plan\n\n## Boxes\n\nWe will build boxes. Owls hunt.\n\n- in oaks\n",
    "# Plan\n\n## Boxes\n\nWe will build 40 boxes. Owls hunt.\n\n- in oaks\n",
    "# Plan\n\n## Boxes\n\nWe will build 40 boxes. Owls hunt. Jays bury </script> acorns.\n\n- in oaks\n",
)


def _about(*, free: bool = True) -> Subject:
    return Subject("plan", "page", "The plan", "Plan", "Owls", "OGL-UK-3.0", free, "https://example.org/plan")


def _page(
    version: Versions, *, free: bool = True, around: NeighbourVersions = NeighbourVersions(2, None), copy: str | None = None  # noqa: B008 - frozen
) -> LexborHTMLParser:  # fmt: skip
    documents = [plain.read(one) for one in TEXTS]
    versions = [version("plan", number, "Plan") for number in (1, 2, 3)]
    since = [
        Appearance(one, (versions[at - 1].last_seen, one.captured_at) if at else None)
        for at, one in enumerate(versions)
    ]
    found = BlameReport(version=versions[-1], document=documents[-1], origins=blame(documents), since=since)
    return LexborHTMLParser(text(found, _about(free=free), site=Site(), around=around, copy=copy))


def _said(page: LexborHTMLParser, selector: str) -> list[str]:
    return [" ".join(node.text(separator=" ").split()) for node in page.css(selector)]


def test_each_sentence_says_since_when(version: Versions) -> None:
    """Since which version, in other words since which; the version's line says between which sightings."""
    page = _page(version)

    told = dict(zip(_said(page, ".part .text"), _said(page, ".part .margin"), strict=True))
    assert told["We will build 40 boxes."] == "since version 2 in other words since 1"
    assert told["Owls hunt."] == "since version 1"
    assert told["Jays bury </script> acorns."] == "since version 3"
    assert told["in oaks"] == "since version 1"
    assert "Version 3 : appeared between 3 Feb 2026, 06:00 and 1 Mar 2026, 06:00" in _said(page, ".came li")


def test_the_latest_version_names_no_time_that_moves(version: Versions) -> None:
    """A page that is cited stays the same from round to round; when an older version was seen last is settled."""
    assert any("the latest version in this record" in one for one in _said(_page(version), ".when"))
    older = _page(version, around=NeighbourVersions(2, 4))
    assert any("last seen in this form 3 Mar 2026, 06:00" in one for one in _said(older, ".when"))


def test_no_text_where_it_may_not_be_handed_on(version: Versions) -> None:
    """Times and versions are facts and stay; of the text nothing is there."""
    page = _page(version, free=False)

    assert not page.css(".part")
    assert "boxes" not in (page.body.text() if page.body else "")


def test_each_line_stands_in_the_script_once(version: Versions) -> None:
    """Versions name their lines by place; a line with another kind of block is another line."""
    read = [(version("plan", at, "Plan"), plain.read(one)) for at, one in enumerate(TEXTS, start=1)]

    made = script(read, _about())

    told = json.loads(made.removeprefix("window.trackerVersions = ").removesuffix(";\n"))
    assert "</" not in made
    assert made.isascii()
    assert told["lines"].count(["paragraph", "Owls hunt."]) == 1
    assert ["item", "in oaks"] in told["lines"]
    assert ["h2", "Boxes"] in told["lines"]
    third = [told["lines"][at][1] for at in told["versions"][2]["lines"]]
    assert third == [sentence.text for sentence in read[2][1].sentences]
    assert [one["page"] for one in told["versions"]] == ["v1.html", "v2.html", "v3.html"]


def test_the_copy_at_a_web_archive_is_linked(version: Versions) -> None:
    """Where we had the page saved; an address that is none is not linked."""
    kept = "https://archive.example.org/web/20260301060000/https://example.org/plan"
    assert _page(version, copy=kept).css_matches(f'a[href="{kept}"]')
    assert "web archive" not in str(_page(version, copy="javascript:alert(1)").text())
