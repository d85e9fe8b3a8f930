"""Claims as a sheet."""

import csv

import pytest

from tracker.claims.claim import Claim
from tracker.claims.find import find_claims
from tracker.extract import plain
from tracker.render.claims_sheet import COLUMNS, markdown, values
from tracker.render.spreadsheet import lines


def _claims(text: str, title: str = "Our plan") -> tuple[Claim, ...]:
    document = plain.read(f"# {title}\n\n{text}", publisher="Labour", publisher_type="party", published="2026-11-25")
    return find_claims(document)


def test_a_row_has_the_fields_of_its_claim() -> None:
    """Heading row, then a claim a row, amounts in pounds and days as ISO."""
    (row,) = csv.DictReader(lines(COLUMNS, map(values, _claims("We will spend up to £1.3bn on hubs by 2028."))))

    assert tuple(row) == COLUMNS
    assert (row["kind"], row["speaker"], row["strength"], row["money_gbp"]) == ("pledge", "Labour", "4", "1300000000")
    assert (row["deadline"], row["latest"], row["published"]) == ("by 2028", "2028-12-31", "2026-11-25")


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "＝"])
def test_no_cell_starts_a_formula(sign: str) -> None:
    """A spreadsheet shows what a page wrote, and runs nothing of it."""
    (claim,) = _claims("We will open 40 hubs.")
    hostile = claim.model_copy(update={"text": f'{sign}HYPERLINK("//x.example","hubs")', "speaker": f" {sign}1+1"})

    (row,) = csv.DictReader(lines(COLUMNS, [values(hostile)]))

    assert row["text"].startswith(f"'{sign}")
    assert row["speaker"].startswith("'")


def test_a_cell_is_one_line() -> None:
    """Control characters and line ends of a page do not break the sheet."""
    (claim,) = _claims("We will open 40 hubs.")
    hostile = claim.model_copy(update={"text": 'a\r\n"b",c\x1b[2J'})

    found = list(lines(COLUMNS, [values(hostile)]))

    assert len(found) == 2
    assert "\x1b" not in found[1]
    assert next(csv.DictReader(found))["text"].startswith('a "b",c')


def test_markdown_is_a_table_for_each_document() -> None:
    """Title, publisher and day, then the claims; a pipe of the page makes no cell."""
    claims = (*_claims("We will open 40 | hubs."), *_claims("We will open 3 labs.", title="Another"))

    lines = list(markdown(claims))

    assert lines[0] == "## Our plan"
    assert lines[2] == "Labour · published 25 Nov 2026"
    assert lines[6].startswith("| pledge | We will open 40 \\| hubs. | Labour | 4 “will” | 40 |")
    assert "## Another" in lines
    assert lines[-1] == "2 claims."


def test_a_claim_carries_where_its_document_applies() -> None:
    """A pledge for England is none for Scotland; a document that does not say leaves the cell empty."""
    document = plain.read("We will open 40 hubs.", publisher="Labour", publisher_type="party")
    stated = find_claims(document.model_copy(update={"territory": ("England", "Wales")}))

    (row,) = csv.DictReader(lines(COLUMNS, map(values, stated)))
    assert row["territory"] == "England; Wales"
    assert "applies to England, Wales" in "\n".join(markdown(stated))
    assert [claim.place.territory for claim in find_claims(document) if claim.place] == [()]
