"""Feeds, exports and corrections of a whole site."""

import json
from collections.abc import Iterator
from pathlib import Path
from posixpath import join, normpath
from typing import Protocol
from urllib.parse import urldefrag
from xml.etree import ElementTree as ET

import jsonschema
from feedcheck import ATOM, faults
from lxml import html

SCHEMAS = Path(__file__).parents[3] / "docs" / "schemas"
SAME = '[[link]]\nearlier = "{}"\nlater = "{}"\nrelation = "same"\nby = "Ada"\non = 2024-08-01\n'


class Folder(Protocol):
    """As of conftest.py."""

    root: Path

    def round(self, day: int, texts: dict[str, str], **facts: object) -> None:
        """A round."""

    def report(self, name: str = "site", *options: str) -> Path:
        """A build."""

    def tree(self, name: str = "site") -> dict[str, bytes]:
        """Its files."""


def feeds(folder: Folder, name: str = "site") -> dict[str, bytes]:
    """Every feed of the site."""
    return {path: body for path, body in folder.tree(name).items() if path.startswith("feeds/")}


def links(feed: bytes) -> Iterator[str]:
    """Every link of a feed, those inside its entries too."""
    for element in ET.fromstring(feed).iter():  # noqa: S314 - our own bytes
        if element.tag == f"{ATOM}link":
            yield element.attrib["href"]
        if element.tag == f"{ATOM}content":
            yield from (link for _, _, link, _ in html.fromstring(f"<div>{element.text}</div>").iterlinks())


def confirm(folder: Folder) -> tuple[str, str]:
    """Ada calls the two claims about owls the same: their ids."""
    folder.report("every", "--suggestions")
    claims = json.loads(folder.tree("every")["data/claims.json"])["claims"]
    one, two = dict.fromkeys(claim["id"] for claim in claims if "boxes for owls" in claim["text"])
    (folder.root / "config" / "verdicts.toml").write_text(SAME.format(one, two), encoding="utf-8")
    return one, two


def test_every_feed_is_valid_and_its_links_lead_to_pages(folder: Folder) -> None:
    """Of all changes and of each source; each page, and each place in a page, is there."""
    site = folder.report()

    found = feeds(folder)
    assert {"feeds/changes.xml", *(f"feeds/sources/{name}.xml" for name in ("wood", "pond", "paper"))} <= set(found)
    assert {"feeds/publishers/dfe.xml", "feeds/publishers/weekly.xml", "feeds/topics/send.xml"} <= set(found)
    for path, body in found.items():
        assert faults(body) == [], path
        for link in links(body):
            page, place = urldefrag(link)
            if not page.startswith("https://example.org/"):
                target = site / normpath(join(path.rpartition("/")[0], page))
                assert target.is_file(), link
                assert not place or f'id="{place}"' in target.read_text(encoding="utf-8"), link


def test_with_a_base_only_absolute_links_are_left(folder: Folder) -> None:
    """Ids of feeds and entries stay what they were."""
    folder.report()
    folder.report("there", "--base", "https://watch.example.org/site")

    for path, body in feeds(folder, "there").items():
        assert faults(body) == [], path
        assert all(link.startswith("https://") for link in links(body)), path
        ids = [[one.text for one in ET.fromstring(text).iter(f"{ATOM}id")] for text in (body, feeds(folder)[path])]  # noqa: S314
        assert ids[0] == ids[1]


def test_exports_pass_their_schemas(folder: Folder) -> None:
    """As published in docs/schemas."""
    folder.report("site", "--suggestions")
    exported = {
        path: body for path, body in folder.tree().items() if path.startswith("data/") and path.endswith(".json")
    }

    assert set(exported) == {"data/changes.json", "data/claims.json", "data/pledges.json", "data/sources.json"}
    for path, body in exported.items():
        told = json.loads(body)
        schema = SCHEMAS / f"{told['schema'].replace('/', '-')}.schema.json"
        jsonschema.validate(told, json.loads(schema.read_text(encoding="utf-8")))
        assert told["schema"].partition("/")[0] == f"tracker.{path.partition('/')[2].removesuffix('.json')}"
    assert json.loads(exported["data/claims.json"])["claims"]


def test_nothing_but_what_a_person_confirmed_is_handed_on(folder: Folder) -> None:
    """Nothing at first; then the pledge, in a feed of its own, in the exports and as linked data."""
    folder.report()
    before = folder.tree()
    one, two = confirm(folder)
    folder.report()
    after = folder.tree()

    thread = f"t-{one[2:]}"
    assert json.loads(before["data/claims.json"])["claims"] == []
    assert json.loads(before["data/pledges.json"])["threads"] == []
    assert [row["id"] for row in json.loads(after["data/pledges.json"])["threads"]] == [thread]
    assert {row["id"] for row in json.loads(after["data/claims.json"])["claims"]} == {one, two}
    assert f"feeds/pledges/{thread}.xml" in after
    assert faults(after[f"feeds/pledges/{thread}.xml"]) == []
    assert {one["identifier"] for one in json.loads(after["data/claims.jsonld"])["@graph"]} == {one, two}
    assert f"data/pledges/{thread}.jsonld" in after


def test_only_the_documents_of_verdicts_are_read_for_claims(folder: Folder) -> None:
    """What a person confirmed lies in them; of a verdict without a place all are read, and the site is the same."""
    one, two = confirm(folder)
    folder.report("all")
    claims = json.loads(folder.tree("every")["data/claims.json"])["claims"]
    at = {claim["id"]: claim["place"]["version"] for claim in claims}
    placed = f'earlier_at = "{at[one]}"\nlater_at = "{at[two]}"\n'
    with (folder.root / "config" / "verdicts.toml").open("a", encoding="utf-8") as file:
        file.write(placed)
    (folder.root / "snapshots" / "claims.sqlite").unlink()
    folder.report("some")

    shown = folder.tree("some")
    assert json.loads(shown["data/pledges.json"])["threads"]
    assert {path for path, data in folder.tree("all").items() if data != shown[path]} <= {".tracker-site.json"}


def test_a_wording_that_nobody_checked_yet_is_not_called_missing(folder: Folder) -> None:
    """While the page may still say it in other words, nothing is said; once it says nothing like it, that is."""
    one, _ = confirm(folder)
    page = f"pledges/t-{one[2:]}.html"
    folder.round(4, {"wood/owls": "# Owls\n\nWe aim to build 20 boxes for owls.\n\nFoxes dig.\n"})
    folder.report()
    reworded = folder.tree()[page].decode()
    folder.round(5, {"wood/owls": "# Owls\n\nFoxes dig.\n"})
    folder.report()

    assert "20 boxes" not in reworded
    assert "Not found" not in reworded
    assert "Not found" in folder.tree()[page].decode()


def test_a_withdrawn_verdict_is_a_correction(folder: Folder) -> None:
    """The pledge and its feed are gone, and the page says who had said what."""
    one, two = confirm(folder)
    folder.report()
    (folder.root / "config" / "verdicts.toml").write_text(
        SAME.format(one, two) + "withdrawn = true\n", encoding="utf-8"
    )
    folder.report()

    told = folder.tree()["corrections/index.html"].decode()
    assert "Ada: Withdrawn: that these two are the same pledge." in told
    assert not [path for path in folder.tree() if path.startswith("feeds/pledges/")]
