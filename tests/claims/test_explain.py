"""Why a claim says what it says."""

from tracker.claims.claim import Claim
from tracker.claims.explain import explain
from tracker.claims.find import find_claims
from tracker.extract import plain


def _claim(text: str) -> Claim:
    document = plain.read(f"# Plan\n\n{text}", publisher="Labour", publisher_type="party")
    return find_claims(document)[0]


def test_every_field_names_the_words_or_the_rule_that_decided_it() -> None:
    """Kind by its amount, firmness by its verb, the date by what it lacks."""
    claim = _claim("We plan to open 40 free hubs for disadvantaged pupils next spring, subject to consultation.")

    told = {reason.field: (reason.value, reason.because) for reason in explain(claim)}

    assert told["kind"] == ("pledge", "can be checked: “40” +2, “next spring” +2, “open” +1, “free” +0.5")
    assert told["firmness"] == ("3 of 6", "“plan to”, level 3: plan, intend, propose, would")
    assert told["actor"] == ("Labour", "own words of the publisher")
    assert told["when"] == ("next spring", "needs the document’s date, which is not known")
    assert told["for"][0] == "disadvantaged pupils"
    assert told["condition"][0] == "subject to consultation"


def test_an_item_names_the_words_that_lent_it_its_verb() -> None:
    """“We will:” stands in the reason for the firmness."""
    claim = _claim("We will:\n\n- open 40 hubs\n- close none")

    told = {reason.field: reason.because for reason in explain(claim)}

    assert told["firmness"].endswith("(lent by “We will:”)")


def test_an_aspiration_says_what_it_lacks() -> None:
    """Nothing in it could be checked."""
    claim = _claim("We will champion teachers everywhere.")

    told = {reason.field: (reason.value, reason.because) for reason in explain(claim)}

    assert told["kind"][0] == "aspiration"
    assert "could be kept by anything" in told["kind"][1]
