"""What the site says as data."""

import csv
import io
import json
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tracker.capture.health import Health
from tracker.claims.claim import Claim, Place, claim_id
from tracker.config.config import Config
from tracker.config.person import People
from tracker.config.settings import Settings
from tracker.config.source import GovukSource, HtmlSource
from tracker.config.verdict import LinkVerdict, Verdicts
from tracker.config.watches import Watches
from tracker.desk.comparison import Comparison
from tracker.desk.published import SUGGESTION, Published
from tracker.extract.document import Document
from tracker.links.thread import threads
from tracker.site import exports
from tracker.site.atom import File

SCHEMAS = Path(__file__).parents[2] / "docs" / "schemas"
LONG = f"Every pupil will learn to swim by eleven,{' and to dive,' * 40} with 300 new instructors."
TEXTS = ("We will teach every pupil to swim by eleven.", LONG, "=We will plant 40 trees beside the canal.")
Compared = Callable[..., Comparison]


def claim(text: str, source: str, month: int) -> Claim:
    """A claim of a page of its own, said in a month of 2026."""
    at = datetime(2026, month, 1, 6, tzinfo=UTC)
    place = Place(source=source, document="page", version=f"{source}@1", publisher="wood", published=at, first_seen=at)
    return Claim(
        id=claim_id(source, "page", text, 0), kind="pledge", text=text, start=0, end=len(text), strength=4, place=place,
        conditions=("with 300 new instructors",) if "300" in text else (),
    )  # fmt: skip


CLAIMS = [claim(TEXTS[0], "plan", 1), claim(TEXTS[1], "closed", 2), claim(TEXTS[2], "plan", 3)]


def rules(*, suggestions: bool = False, **settings: object) -> Published:
    """The rules of a folder in which the first two claims were called the same pledge."""
    told = {"publisher": "wood", "publisher_type": "department", "kind": "html", "url": "https://example.org/"}
    same = LinkVerdict(by="Ada", earlier=CLAIMS[0].id, later=CLAIMS[1].id, relation="same")
    config = Config(
        sources=(
            HtmlSource.model_validate({"id": "plan", "licence": "OGL-UK-3.0", **told}),
            HtmlSource.model_validate({"id": "closed", **told}),
            GovukSource(id="page", publisher="wood", publisher_type="department", kind="govuk", path="/a"),
        ),
        settings=Settings.model_validate(settings), people=People(), verdicts=Verdicts(link=(same,)), watches=Watches(),
    )  # fmt: skip
    return Published.of(config, suggestions=suggestions)


def found(mine: Published) -> Any:
    """The threads as the folder's verdicts have them."""
    return threads(CLAIMS, verdicts=mine.config.verdicts)


def made(files: Iterable[File]) -> dict[str, bytes]:
    """Every file by its address."""
    return {at: make() for at, _, make in files}


def valid(body: bytes) -> dict[str, Any]:
    """The object, which passes the schema that it names."""
    told: dict[str, Any] = json.loads(body)
    name = told["schema"].replace("/", "-")
    schema = json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))
    jsonschema.validators.validator_for(schema).check_schema(schema)
    jsonschema.validate(told, schema)
    assert body.isascii()
    return told


def test_a_row_that_is_not_declared_fails_its_schema() -> None:
    """The check that the others rest on."""
    body = made(exports.claims(CLAIMS, rules()))["data/claims.json"].replace(b'"strength"', b'"strenght"')

    with pytest.raises(jsonschema.ValidationError):
        valid(body)


def test_claims_are_those_that_a_person_confirmed() -> None:
    """With suggestions all are there, and each says who checked it, in JSON and in the table."""
    some, every = (made(exports.claims(CLAIMS, rules(suggestions=asked))) for asked in (False, True))

    ids = [row["id"] for row in valid(some["data/claims.json"])["claims"]]
    assert ids == [CLAIMS[0].id, CLAIMS[1].id]
    standings = ["confirmed by a person", "confirmed by a person", SUGGESTION]
    assert [row["standing"] for row in valid(every["data/claims.json"])["claims"]] == standings
    rows = list(csv.DictReader(io.StringIO(every["data/claims.csv"].decode("utf-8-sig"), newline="")))
    assert [row["standing"] for row in rows] == standings
    assert rows[2]["text"] == f"'{TEXTS[2]}"


def test_pledges_are_the_stages_that_a_person_joined() -> None:
    """Numbers are read from whole words; the table has flags and standings in words."""
    mine = rules()
    files = made(exports.pledges(found(mine), mine))

    (thread,) = valid(files["data/pledges.json"])["threads"]
    rows = list(csv.DictReader(io.StringIO(files["data/pledges.csv"].decode("utf-8-sig"), newline="")))
    assert [one["id"] for one in thread["claims"]] == [CLAIMS[0].id, CLAIMS[1].id]
    assert thread["figures"]["promised"]["text"] == "300"
    assert [row["standing"] for row in rows] == ["confirmed by a person", "confirmed by a person"]
    assert "number added: nothing → “300”" in rows[1]["flags"]
    assert "quantified" not in files["data/pledges.csv"].decode()
    assert {row["name"] for row in rows} == {thread["called"]} != {""}


def test_of_a_source_that_allows_no_copies_every_export_has_extracts(compared: Compared) -> None:
    """Claims, pledges, changes and linked data: none of them holds the whole of a long sentence, nor its end."""
    mine = rules(suggestions=True)
    one = compared(
        f"# Plan\n\nThe wood is old. {LONG}", f"# Plan\n\nThe wood is new. {LONG[:-1]} today.", name="closed"
    )
    assert one.revision is not None
    files = made(
        [
            *exports.claims(CLAIMS, mine), *exports.pledges(found(mine), mine),
            *exports.linked_data(CLAIMS, found(mine), mine),
            *exports.changes([one.revision], lambda _: one, mine),
        ]
    )  # fmt: skip

    assert len(files) == 7
    for name, body in files.items():
        assert " and to dive," * 20 not in body.decode(), name
        assert name == "data/changes.json" or "with 300 new instructors" not in body.decode(), name
    told = valid(files["data/changes.json"])
    assert [row["source"] for row in told["changes"]] == ["closed", "closed"]


def test_changes_are_the_newest_that_say_something(compared: Compared) -> None:
    """In order of capture, as the command prints them; hostile or not they pass the schema."""
    mine = rules(feed_entries=2)
    texts = ["# Plan\n\nWe will plant 400 trees.", "# Plan\n\nWe aim to plant up to 40 trees."]
    three = {}
    for number in (2, 3, 4):
        one = compared(texts[0], texts[1])
        assert one.revision is not None
        new = one.revision.new.model_copy(
            update={"number": number, "captured_at": datetime(2026, number, 1, tzinfo=UTC)}
        )
        revision = one.revision.model_copy(update={"new": new})
        three[new.address] = Comparison(
            name=one.name, old=one.old, new=new.address, title=one.title, found=one.found, texts=one.texts,
            revision=revision,
        )  # fmt: skip
    revisions = [one.revision for one in three.values() if one.revision]

    told = valid(made(exports.changes(revisions, lambda one: three[one.new.address], mine))["data/changes.json"])

    assert [row["new"] for row in told["documents"]] == ["plan@3", "plan@4"]


def test_what_was_corrected_of_a_page_stands_beside_its_changes(compared: Compared) -> None:
    """Of the version to which it belongs, valid by the schema; another correction is another file."""
    one, mine = compared("# Plan\n\nWe will plant 400 trees.", "# Plan\n\nWe may plant 40 trees."), rules()
    assert one.revision is not None
    revisions, new = [one.revision], one.revision.new.address

    def files(said: str) -> list[File]:
        told = {new: [said]}
        return list(exports.changes(revisions, lambda _: one, mine, corrected=lambda version: told[version.address]))

    assert [row["corrections"] for row in valid(made(files("Corrected: a."))[exports.CHANGES])["documents"]] == [
        ["Corrected: a."]
    ]
    assert files("Corrected: a.")[0][1] == files("Corrected: a.")[0][1] != files("Corrected: b.")[0][1]


@pytest.mark.parametrize("name", ["plan", "closed"])
def test_a_hostile_page_passes_the_schema(compared: Compared, hostile: tuple[Document, Document], name: str) -> None:
    """As JSON in ASCII, whatever it says."""
    one = compared(*hostile, name=name)
    assert one.revision is not None

    told = valid(made(exports.changes([one.revision], lambda _: one, rules()))["data/changes.json"])

    assert len(told["changes"]) == (5 if name == "closed" else len(one.found.changes))


def test_sources_tell_window_licence_and_health() -> None:
    """One that was never asked has no window."""
    at = datetime(2026, 1, 1, tzinfo=UTC)
    healths = [Health(source="plan", state="ok", checked=at, due=None, documents=1, versions=3, faults=())]
    held = exports.window([("plan", at, at.replace(month=3)), ("plan", at.replace(month=2), at.replace(month=5))])

    told = valid(made(exports.sources(rules(), healths, held))["data/sources.json"])

    plan, closed, page = told["sources"]
    assert (plan["state"], plan["redistributable"], plan["licence"]) == ("ok", True, "OGL-UK-3.0")
    assert (plan["first_captured"], plan["last_seen"]) == ("2026-01-01T00:00:00Z", "2026-05-01T00:00:00Z")
    assert (closed["redistributable"], closed["first_captured"], closed["state"]) == (False, None, None)
    assert page["url"] == "https://www.gov.uk/a"


def test_linked_data_has_a_file_for_all_and_one_for_each_pledge() -> None:
    """Suggestions are in neither."""
    mine = rules(suggestions=True)

    files = made(exports.linked_data(CLAIMS, found(mine), mine, base="https://example.org/"))

    assert sorted(files) == ["data/claims.jsonld", f"data/pledges/t-{CLAIMS[0].id[2:]}.jsonld"]
    assert CLAIMS[2].id not in files["data/claims.jsonld"].decode()


def test_linked_data_is_made_anew_where_something_was_corrected() -> None:
    """The file of all claims and that of the pledge."""
    mine = rules()
    plain, corrected = (
        [key for _, key, _ in exports.linked_data(CLAIMS, found(mine), mine, wrong)]
        for wrong in (lambda *_: [], lambda *names: [f"Corrected: {one}." for one in names])
    )

    assert not set(plain) & set(corrected)


def test_keys_are_equal_where_bytes_are() -> None:
    """A build may skip what has the key of the last time; another setting or verdict gives another."""

    def keys(mine: Published) -> list[str]:
        return [key for _, key, _ in (*exports.claims(CLAIMS, mine), *exports.pledges(found(mine), mine))]

    assert keys(rules()) == keys(rules())
    assert not set(keys(rules())) & set(keys(rules(extract_characters=99)))
    assert not set(keys(rules())) & set(keys(rules(suggestions=True)))
