"""Pages of publishers, topics and people, manifesto against manifesto, money, and edits without a note, of a whole site."""

import json
import re
import xml.etree.ElementTree as ET
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from tracker.extract.document import ChangeNote

if TYPE_CHECKING:
    from conftest import Folder

START = datetime(2024, 6, 1, 6, 0, 2, tzinfo=UTC)
ATOM = "{http://www.w3.org/2005/Atom}"
PEOPLE = """
[[publisher]]
id = "wildlife"
name = "Department for Wildlife"
type = "department"

[[publisher]]
id = "dfe"
name = "Department for Owls"
type = "department"
successor_of = ["wildlife"]

[[publisher]]
id = "weekly"
name = "Wood Weekly"
type = "press"

[[publisher]]
id = "party"
name = "The Owl Party"
type = "party"

[[person]]
name = "Olive Barn"
publisher = "party"
roles = [{ title = "Secretary of State for Owls", from = 2024-06-02, to = 2024-12-31 }]

[[person]]
name = "Nora Oak"
publisher = "party"
"""
MANIFESTOS = """
[[source]]
id = "owls-2019"
kind = "html"
url = "https://example.org/2019"
publisher = "party"
publisher_type = "party"
evidence = "manifesto"
licence = "OGL-UK-3.0"

[[source]]
id = "owls-2024"
kind = "html"
url = "https://example.org/2024"
publisher = "party"
publisher_type = "party"
evidence = "manifesto"
successor_of = ["owls-2019"]
licence = "OGL-UK-3.0"
"""
OLD = (
    "# Owls 2019\n\nWe will plant 500 oaks in every county.\n\nWe will build 40 boxes for owls in schools.\n\n"
    "We will ban all mobile phones in the wood.\n"
)
NEW = (
    "# Owls 2024\n\nWe will plant 500 oaks in every county.\n\nWe aim to build 30 boxes for owls in schools.\n\n"
    "We will recruit 6,500 new teachers of foxes.\n"
)
BUDGET = "# Budget\n\nThe department spends £5 million on owl boxes.\n\nThe wood costs £30,000 a year.\n"
BUDGET_LATER = "# Budget\n\nThe department spends £7 million on owl boxes.\n\nJays cost nothing.\n"


def _main(folder: "Folder", page: str, name: str = "site") -> LexborNode:
    found = LexborHTMLParser(folder.tree(name)[page]).css_first("main")
    assert found
    return found


def _text(folder: "Folder", page: str, name: str = "site") -> str:
    return re.sub(r"\s+", " ", _main(folder, page, name).text(separator=" "))


def _titles(folder: "Folder", feed: str) -> list[str | None]:
    made = ET.fromstring(folder.tree()[feed])  # noqa: S314 - our own
    return [one.text for one in made.iterfind(f"{ATOM}entry/{ATOM}title")]


@pytest.fixture
def wood(folder: "Folder") -> "Folder":
    """The wood with people, and a page that was edited in silence; one wording was confirmed."""
    (folder.root / "config" / "people.toml").write_text(PEOPLE, encoding="utf-8")
    return folder


def test_a_department_page_opens_with_what_was_watched(wood: "Folder") -> None:
    """Documents, since when, last seen, and what is failing stand above all else; then changes and documents."""
    wood.report()

    page = _main(wood, "publishers/dfe.html")
    told = _text(wood, "publishers/dfe.html")
    head = "Parties and departments Department for Owls Department · Feed It follows Department for Wildlife Watched"
    assert told.strip().startswith(head)
    assert "3 documents, 4 versions from 2 sources" in told
    assert "Since 1 Jun 2024, 07:00" in told
    assert "The pond plan : broken" in told or "The pond plan : failing" in told
    assert page.html
    assert page.html.index("coverage") < page.html.index("Latest changes")
    assert "We will aim to build 40 30 boxes for owls." in told
    assert "No pledge is published here yet." in told


def test_a_renamed_department_leads_to_its_successor(wood: "Folder") -> None:
    """Its page stays at its address, without a source of its own."""
    wood.report()

    page = _main(wood, "publishers/wildlife.html")
    assert "Its work is now that of Department for Owls" in _text(wood, "publishers/wildlife.html")
    assert [one.attributes["href"] for one in page.css("p a")][1] == "../publishers/dfe.html"


def test_who_publishes_nothing_that_is_watched_has_no_page(wood: "Folder") -> None:
    """A party without a source is not listed, so that nobody reads silence into it."""
    wood.report()

    assert "publishers/party.html" not in wood.tree()
    assert "Owl Party" not in _text(wood, "publishers/index.html")


def test_a_topic_page_shows_the_change_that_speaks_of_it(empty: "Folder") -> None:
    """Not the weightiest of the document; a topic of which nothing is recorded says so."""
    text = "# Page\n\nWe will hire 400 {}.\n\nThe council will build {} new homes in the wood.\n"
    empty.round(0, {"wood/page": text.format("nurses", "200")})
    empty.round(2, {"wood/page": text.format("nurses", "350")})
    empty.round(3, {"wood/page": text.format("more nurses or fewer", "350")})

    empty.report()

    assert "200 350 new homes" in _text(empty, "topics/housing.html")
    assert "nurses" not in _text(empty, "topics/housing.html")
    assert "Nothing is recorded here yet." in _text(empty, "topics/defence.html")
    assert _titles(empty, "feeds/topics/housing.xml") == ["Page: 1 change"]
    assert _titles(empty, "feeds/topics/defence.xml") == []


def test_a_publisher_feed_tells_changes_and_new_documents(wood: "Folder") -> None:
    """Newest first; not those of others."""
    wood.report()

    titles = _titles(wood, "feeds/publishers/dfe.xml")
    assert titles[0] == "Owls: 3 changes"
    assert sorted(map(str, titles[1:])) == [f"{name}: first recorded here" for name in ("Owls", "Pond", "Rules")]


def test_a_confirmed_pledge_stands_on_the_pages_of_its_publisher_and_topic(empty: "Folder") -> None:
    """With its newest wording, and what turned; what nobody confirmed stands nowhere."""
    empty.round(0, {"wood/plan": "# Plan\n\nWe will recruit 6,500 teachers of owls.\n\nWe will plant 40 oaks.\n"})
    empty.round(2, {"wood/plan": "# Plan\n\nWe aim to recruit 6,500 teachers of owls.\n\nWe will plant 40 oaks.\n"})
    _confirm(empty, "teachers of owls")

    empty.report()

    for page in ("publishers/dfe.html", "topics/teachers.html"):
        told = _text(empty, page)
        assert "We aim to recruit 6,500 teachers of owls." in told
        assert "will → aim to" in told
        assert "oaks" not in told.partition("Latest changes")[0]
    rows = _main(empty, "pledges/index.html").css("tbody tr")
    assert len(rows) == 1
    assert "less firm wording: will → aim to" in " ".join(rows[0].text(separator=" ").split())
    assert "Teachers" in [one.text() for one in _main(empty, "pledges/index.html").css("#f-topic option")]
    assert len(_titles(empty, "feeds/topics/teachers.xml")) == 3  # two stages, and what came with the second version


def _confirm(folder: "Folder", words: str) -> list[str]:
    folder.report("every", "--suggestions")
    claims = json.loads(folder.tree("every")["data/claims.json"])["claims"]
    ids = list(dict.fromkeys(claim["id"] for claim in claims if words in claim["text"]))
    told = f'[[link]]\nearlier = "{ids[0]}"\nlater = "{ids[1]}"\nrelation = "same"\nby = "Ada"\n'
    (folder.root / "config" / "verdicts.toml").write_text(told, encoding="utf-8")
    return ids


def test_people_stand_in_an_index_for_words_said_in_office_alone(empty: "Folder") -> None:
    """Not before it, not without one; nobody else is named in the table of claims, a feed or an address."""
    (empty.root / "config" / "people.toml").write_text(PEOPLE, encoding="utf-8")
    said = (
        "# Talk\n\n“We will plant 40 oaks,” said {0}.\n\n“We will plant 60 elms,” said Nora Oak.\n\n"
        "{0} said in May 2023 that she would plant 70 limes.\n"
    )
    empty.round(0, {"wood/early": said.format("Olive Barn").replace("40", "10")})
    empty.round(2, {"wood/late": said.format("Olive Barn").replace("elms", "ashes")})

    empty.report("site", "--suggestions")

    tree = empty.tree()
    assert [name for name in tree if name.startswith("people/") and name.endswith(".html")] == [
        "people/index.html",
        "people/olive-barn.html",
    ]
    told = _text(empty, "people/olive-barn.html")
    assert "We will plant 40 oaks" in told
    assert "10 oaks" not in told
    assert "limes" in _text(empty, "claims/index.html")
    assert "limes" not in told
    assert "Secretary of State for Owls, 2 Jun 2024 to 31 Dec 2024" in told
    claims = _main(empty, "claims/index.html")
    speakers = {one.text() for one in claims.css("td[data-label=Who] .also")}
    assert speakers == {"says Olive Barn (Secretary of State for Owls)"}
    assert b"Nora" not in b"".join(data for name, data in tree.items() if name.startswith("people/"))


@pytest.fixture
def manifestos(empty: "Folder") -> "Folder":
    """Two manifestos of one party, five years apart."""
    (empty.root / "config" / "people.toml").write_text(PEOPLE, encoding="utf-8")
    path = empty.root / "config" / "sources.toml"
    path.write_text(path.read_text("utf-8") + MANIFESTOS, encoding="utf-8")
    empty.round(0, {"owls-2019/page": OLD})
    empty.round(2, {"owls-2024/page": NEW})
    return empty


PAIR = "manifestos/owls-2019--owls-2024.html"


def _states(folder: "Folder", name: str = "site") -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for row in _main(folder, PAIR, name).css("tbody tr"):
        cells = [" ".join(one.text(separator=" ").split()) for one in row.css("td")]
        found.setdefault(cells[0], []).append(" | ".join(filter(None, cells[1:3])).replace(" where it stands", ""))
    return found


def test_manifesto_against_manifesto_shows_no_pair_that_nobody_checked(manifestos: "Folder") -> None:
    """The same words stand; what is not found there and what is new need no pair; the rest is counted."""
    manifestos.report()

    states = _states(manifestos)
    oaks = "We will plant 500 oaks in every county."
    assert states["stands"] == [f"{oaks} | {oaks}"]
    assert states["not found there"] == ["We will ban all mobile phones in the wood."]
    assert states["new"] == ["We will recruit 6,500 new teachers of foxes."]
    told = _text(manifestos, PAIR)
    assert "boxes" not in told.partition("Filtering")[2]
    assert "1 stand, 0 reworded, 1 not found in owls-2024@1, 1 new." in told
    assert "1 more is joined by a score alone, which no person has checked: counted here, not shown." in told
    assert "Owls 2019 → Owls 2024" in _text(manifestos, "manifestos/index.html")


def test_with_suggestions_the_pair_is_shown_and_marked(manifestos: "Folder") -> None:
    """With the words that turned."""
    manifestos.report("site", "--suggestions")

    (pair,) = _states(manifestos)["reworded machine suggestion, not checked"]
    assert pair == "We will build 40 boxes for owls in schools. | We aim to build 30 boxes for owls in schools."
    turned = _main(manifestos, PAIR).css_first("td[data-label='Words that turned']").text()
    assert "will → aim to" in turned


def test_a_pair_that_a_person_confirmed_is_shown_unmarked(manifestos: "Folder") -> None:
    """Also where suggestions are not asked for."""
    _confirm(manifestos, "boxes for owls")
    manifestos.report()

    assert len(_states(manifestos)["reworded"]) == 1


def test_an_unchanged_site_compares_no_manifestos_anew(
    manifestos: "Folder", monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nor lists of changes, nor pages of publishers; a quiet round compares none, either."""
    manifestos.report()
    for name in ("manifesto_pages.manifestos", "change_lists.came"):
        monkeypatch.setattr(f"tracker.site.{name}", lambda *_: pytest.fail("made anew"))
    capsys.readouterr()

    manifestos.report()
    assert capsys.readouterr().out.startswith("0 files written")
    monkeypatch.undo()
    monkeypatch.setattr("tracker.site.manifesto_pages.manifestos", lambda *_: pytest.fail("made anew"))
    manifestos.round(3, {}, unchanged=("owls-2019/page", "owls-2024/page"))
    manifestos.report()


def test_money_that_came_went_and_changed_is_listed(empty: "Folder") -> None:
    """Each with its sentence and its place in the change."""
    empty.round(0, {"wood/budget": BUDGET})
    empty.round(2, {"wood/budget": BUDGET_LATER})

    empty.report()

    rows = [" ".join(one.text(separator=" ").split()) for one in _main(empty, "money/index.html").css("tbody tr")]
    assert sorted(row.partition("Budget ")[2].partition("The ")[0].strip() for row in rows) == [
        "£30,000 went", "£5 million → £7 million changed",
    ]  # fmt: skip
    links = [one.attributes["href"] or "" for one in _main(empty, "money/index.html").css("tbody a")]
    page, _, place = links[0].partition("#")
    assert page == "../changes/wood/budget/2.html"
    assert all(f'id="{link.partition("#")[2]}"'.encode() in empty.tree()[page[3:]] for link in links)
    assert place


def test_edits_without_a_note_are_listed_in_words_that_do_not_accuse(empty: "Folder") -> None:
    """Where a page has a note and none is new; an edit with a new note is not among them."""
    first = ChangeNote(at=START, note="First published.")
    empty.round(0, {"wood/owls": "# Owls\n\nWe will build 40 boxes.\n"}, notes=(first,))
    empty.round(2, {"wood/owls": "# Owls\n\nWe will build 30 boxes.\n"}, notes=(first,))
    empty.report()
    empty.round(4, {"wood/owls": "# Owls\n\nWe will build 20 boxes.\n"}, notes=(first, "Fewer boxes."))
    empty.report("later")

    for name in ("site", "later"):
        told = _text(empty, "edited/index.html", name)
        assert "edited; date and change note unchanged" in told
        assert len(_main(empty, "edited/index.html", name).css("tbody tr")) == 1
        assert "40 30 boxes" in told
        assert not re.search(r"silent|secret|quiet|hid", told)
    assert len(_main(empty, "changed/index.html", "later").css("tbody tr")) == 2


def test_rows_of_a_table_are_told_without_its_pipes(empty: "Folder") -> None:
    """In the list of changes and in the feed, as on the change's own page: dots between the cells."""
    table = "# Page\n\n| Day | Owls |\n|---|---|\n| {} March | Sign up for a walk in the wood |\n"
    empty.round(0, {"wood/page": table.format(3)})
    empty.round(2, {"wood/page": table.format(9)})

    site = empty.report()

    assert "9 March · Sign up for a walk" in _text(empty, "changed/index.html")
    feed = (site / "feeds/changes.xml").read_text("utf-8")
    assert "March · Sign up for a walk" in feed
    assert "| Sign up" not in feed
