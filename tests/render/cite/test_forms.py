"""A citation in every form: the same words, and nothing from the web that a form would obey."""

import json
from datetime import UTC, datetime
from html.parser import HTMLParser
from typing import Any

import pytest
import rispy
from markdown_it import MarkdownIt

from tracker.desk.citation import Citation, CitationItem, CitationVersion, Excerpt
from tracker.render.cite.bibliography import as_bibtex, as_csl, as_ris
from tracker.render.cite.forms import as_html, as_markdown, as_text

BEFORE = datetime(2026, 8, 17, 6, 0, tzinfo=UTC)
OLD = datetime(2024, 9, 2, 8, tzinfo=UTC)
AFTER = datetime(2026, 8, 18, 6, 0, tzinfo=UTC)
HOSTILE = "<script>alert(1)</script> ::error::x \x1b[31m \u202egnp [a](javascript:x) **b** \\input{x} $1 `c` @somebody"


def _seen(number: int, **facts: object) -> CitationVersion:
    told = {
        "version": f"owls@{number}", "title": "Owls", "url": "https://example.org/owls", "captured_at": BEFORE,
        "last_seen": BEFORE, "seen_by": None, "seen_in": None, "commit": f"{number}" * 40, "text_sha256": "a" * 64,
        "raw_sha256": "b" * 64, "permalink": None, "saved": None,
    }  # fmt: skip
    return CitationVersion.model_validate({**told, **facts})


def _passage(words: str, seen: CitationVersion) -> Excerpt:
    return Excerpt(words=words, cut=False, start=10, end=10 + len(words), seen=seen)


def _citation(**facts: object) -> Citation:
    """Of a change: forty boxes became a few."""
    old, new = _seen(1), _seen(2, captured_at=AFTER, last_seen=AFTER, saved="https://archive.example/web/2026/x")
    told = {
        "kind": "change", "id": "d-abcdefgh23", "publisher": "Department for Owls", "title": "Our owls",
        "url": "https://example.org/owls", "published": BEFORE, "precision": "day", "updated": None, "speaker": None,
        "change": "reworded", "old": _passage("We will hang 40 boxes.", old), "new": _passage("We aim to hang some.", new),
        "version": new, "between": (BEFORE, AFTER), "permalink": "https://owls.example/changes/owls/page/2.html#d-x",
    }  # fmt: skip
    return Citation(asked="owls@2#d-abcdefgh23", cited=(CitationItem.model_validate({**told, **facts}),))


def test_a_change_as_plain_text() -> None:
    """Publisher, title, date, address, both wordings and between which sightings; below it how to check all that."""
    first, *rest = as_text(_citation())

    assert first == (
        "Department for Owls, “Our owls”, published 17 Aug 2026, https://example.org/owls: “We will hang 40 boxes.” "
        "became “We aim to hang some.” between 17 Aug 2026, 07:00 and 18 Aug 2026, 07:00 (London time)."
    )
    assert rest == [
        "Cited as: owls@2#d-abcdefgh23",
        (
            f"Before: owls@1, characters 10–32 of its text, captured 17 Aug 2026, 07:00; commit {'1' * 40}; "
            f"SHA-256 of the page as received {'b' * 64}"
        ),
        (
            f"After: owls@2, characters 10–30 of its text, captured 18 Aug 2026, 07:00; commit {'2' * 40}; "
            f"SHA-256 of the page as received {'b' * 64}"
        ),
        "Copy at a web archive, of owls@2: https://archive.example/web/2026/x",
        "Permalink: https://owls.example/changes/owls/page/2.html#d-x",
    ]


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"old": None, "change": "added"}, "“We aim to hang some.” was added between"),
        ({"new": None, "change": "removed"}, "“We will hang 40 boxes.” was taken out between"),
        ({"change": "moved"}, "“We aim to hang some.” was moved within the page between"),
        ({"published": None, "precision": None}, "“Our owls”, no date of publication read, https"),
        ({"precision": "month"}, "published Aug 2026"),
        ({"updated": AFTER}, "published 17 Aug 2026, updated 18 Aug 2026"),
    ],
)
def test_what_the_sentence_says(facts: dict[str, object], said: str) -> None:
    """Each kind of change in words; never a day on which it happened, for nobody knows it."""
    first = next(as_text(_citation(**facts)))

    assert said in first
    assert "changed on" not in first


def test_an_imported_capture_names_who_made_it() -> None:
    """What an archive saw is not said to be seen by us."""
    seen = _seen(2, seen_by="web.archive.org", seen_in="https://web.archive.org/web/2024/x")
    told = "\n".join(as_text(_citation(new=_passage("We aim.", seen))))

    assert "captured 17 Aug 2026, 07:00 by web.archive.org (https://web.archive.org/web/2024/x); commit" in told


def test_hostile_words_stay_words_in_text() -> None:
    """No escape sequence, no command that a CI log would obey, no reversed letters."""
    told = "\n".join(as_text(_hostile()))

    assert not {"\x1b", "\u202e"} & set(told)
    assert "::error::" not in told
    assert "javascript:alert(1)" in told  # an address that is none is named, and is no link


def test_hostile_words_stay_words_in_markdown() -> None:
    """The only links are addresses of the web, and no mark of the page's is obeyed."""
    html = MarkdownIt().render("\n".join(as_markdown(_hostile())))

    assert "<script" not in html
    assert "<strong>" not in html
    assert "<em>" not in html
    assert {part.split('"')[0].partition(":")[0] for part in html.split('href="')[1:]} <= {"https"}


def test_hostile_words_stay_words_in_html() -> None:
    """Only our own elements, and only links to the web."""
    tags: set[str] = set()
    links: list[str] = []

    class Look(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            tags.add(tag)
            links.extend(str(value) for name, value in attrs if name == "href")
            assert {name for name, _ in attrs} <= {"href"}

    Look().feed("\n".join(as_html(_hostile())))

    assert tags <= {"p", "br", "a", "q", "cite", "code"}
    assert links
    assert all(link.startswith("https://") for link in links)


def test_bibtex_escapes_what_tex_would_run() -> None:
    """Braces stay balanced, no command of the page's is left, and the key has only plain characters."""
    entry = "\n".join(as_bibtex(_hostile()))
    inside = (
        entry.replace(r"\textbackslash{}", "").replace(r"\textasciitilde{}", "").replace(r"\{", "").replace(r"\}", "")
    )

    assert entry.startswith("@online{owls-2-d-abcdefgh23,\n  author = {{")
    assert inside.count("{") == inside.count("}")
    assert r"\input" not in entry
    assert r"\$1" in entry


def test_a_reference_manager_gets_what_it_needs() -> None:
    """CSL-JSON: type, publisher as author, both dates, address, the archive's copy, and the whole sentence as note."""
    (item,) = as_csl(_citation())

    assert json.loads(json.dumps(item)) == item
    assert (item["id"], item["type"], item["URL"]) == ("owls-2-d-abcdefgh23", "webpage", "https://example.org/owls")
    assert item["author"] == [{"literal": "Department for Owls"}]
    assert item["issued"] == {"date-parts": [[2026, 8, 18]]}
    assert item["original-date"] == {"date-parts": [[2026, 8, 17]]}
    assert item["accessed"] == {"date-parts": [[2026, 8, 18]]}
    assert item["archive_location"] == "https://archive.example/web/2026/x"
    assert "became “We aim to hang some.” between" in str(item["note"])


@pytest.mark.parametrize(
    ("facts", "date", "first"),
    [
        ({"between": None}, "2026-08-17", None),
        ({}, "2026-08-18", "2026-08-17"),
        ({"published": OLD}, "2026-08-18", "2024-09-02"),
        ({"published": OLD, "updated": BEFORE}, "2026-08-17", "2024-09-02"),
        ({"published": OLD, "updated": OLD}, "2026-08-18", "2024-09-02"),
        ({"published": None, "precision": None}, "2026-08-18", None),
    ],
)
def test_the_date_is_that_of_the_words(facts: dict[str, object], date: str, first: str | None) -> None:
    """Published for the first version; else the update that brought them, or their first sighting; the page's beside it."""
    entry = list(as_bibtex(_citation(**facts)))

    assert f"  date = {{{date}}}," in entry
    assert [line for line in entry if "origdate" in line] == ([f"  origdate = {{{first}}},"] if first else [])
    assert "  urldate = {2026-08-18}," in entry


def _ris(citation: Citation) -> list[dict[str, Any]]:
    """The records as another program's reader has them."""
    return rispy.loads("".join(f"{line}\n" for line in as_ris(citation)).replace("\r\n", "\n"))


def test_ris_has_each_date_in_its_field() -> None:
    """When the words came, when the page was first published, when it was updated, and when it was seen."""
    (one,) = _ris(_citation(published=OLD, updated=BEFORE))

    assert (one["type_of_reference"], one["authors"]) == ("ELEC", ["Department for Owls"])
    assert (one["year"], one["date"], one["original_publication"]) == ("2026", "2026/08/17", "2024/09/02")
    assert (one["custom1"], one["access_date"]) == ("Page updated 2026/08/17", "2026/08/18")
    assert one["custom2"] == "Seen between 17 Aug 2026, 07:00 and 18 Aug 2026, 07:00 (London time)"
    assert one["urls"] == ["https://example.org/owls"]
    assert one["file_attachments2"] == "https://archive.example/web/2026/x"
    assert "became “We aim to hang some.” between" in one["notes"][0]
    assert _ris(_citation(between=None, published=OLD, precision="month"))[0]["date"] == "2024/09"


def test_ris_of_hostile_words_is_one_record() -> None:
    """No word of a page begins a tag or ends the record, and an address that is none is left out."""
    told = _ris(_citation(title=f"{HOSTILE}\nER  - \nTY  - BOOK", url="javascript:alert(1)"))

    assert [one["type_of_reference"] for one in told] == ["ELEC"]
    assert "urls" not in told[0]
    assert "TY - BOOK" in told[0]["title"]


def test_stages_of_a_pledge_are_numbered() -> None:
    """One paragraph a stage, under the pledge's id and name."""
    one = _citation(kind="stage", id="c-abcdefgh23", old=None).cited[0]
    lines = list(as_text(Citation(asked="t-abcdefgh23", pledge="t-abcdefgh23", name="Boxes", cited=(one, one))))

    assert lines[0] == "Pledge t-abcdefgh23: “Boxes”, 2 stages"
    assert [line[:3] for line in lines if line.startswith(("1. ", "2. "))] == ["1. ", "2. "]
    assert next(as_html(Citation(asked="x", cited=(one,)))).startswith("<p>Department for Owls, <cite>")


def _hostile() -> Citation:
    seen = _seen(
        2, title=HOSTILE, url="javascript:alert(1)", seen_by=HOSTILE, seen_in="https://example.org/\x1b[1m<b>\"'"
    )
    return _citation(
        publisher=HOSTILE, title=HOSTILE, old=_passage(HOSTILE, seen), new=_passage(HOSTILE, seen), version=seen,
        url="javascript:alert(1)", remarks=(HOSTILE,),
    )  # fmt: skip
