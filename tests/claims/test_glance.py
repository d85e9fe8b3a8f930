"""A glance before a pattern never changes what is found: of manifestos beside the checkout, and of invented lines."""

import re
import sys
from pathlib import Path

import pytest
from forgetting import forget
from shareddata import SHARED

from tracker.claims.claim import Claim
from tracker.claims.find import find_claims
from tracker.claims.lexicon import WordList, whole_words
from tracker.extract import plain
from tracker.wording import number
from tracker.wording.glance import letters_of, may_hold, tokens, tokens_of

LINES = (
    "We will open 40 hubs by spring 2027.", "WE WON’T RAISE VAT.", "we ſhall publish a plan within a hundred days.",
    "Half of all schools will get it, subject to consultation, funded by a levy.",
    "Ministers have already recruited 400 advisers.",
    "From today no child under five will wait.", "Under no circumstances will we sell it.", "You must apply by June.",
    "Scrapping the fee is our plan – we have ruled out a rise “in due course”.",
)  # fmt: skip


def test_letters_of_several_phrases_are_the_fewest_that_stand_in_each() -> None:
    """What holds another phrase need not be looked for."""
    assert letters_of(["says", "said", "say so", "Say"]) == ("say", "said")


@pytest.mark.parametrize(
    ("text", "expected"), [("We SAID so", True), ("unſaid", True), ("nothing", False), ("", False)]
)
def test_a_text_may_hold_what_a_pattern_without_regard_to_case_finds(text: str, expected: bool) -> None:  # noqa: FBT001
    """Large letters and the long s count as the pattern counts them."""
    assert may_hold(text, ("said",)) is expected
    assert bool(re.search("said", text, re.IGNORECASE)) is expected


def test_a_phrase_is_told_by_its_longest_word() -> None:
    """Whatever the pattern finds as whole words has it among its tokens."""
    phrases = ["under no circumstances", "rule out"]

    assert tokens_of(phrases) == {"circumstances", "rule"}
    assert whole_words(phrases, re.IGNORECASE).search("(Rule out)")
    assert not tokens_of(phrases).isdisjoint(tokens("(Rule out)"))


def test_no_glance_changes_what_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every claim with every field is the same where all patterns are tried."""
    _same(["# Plan\n\n" + "\n\n".join(LINES)], monkeypatch)


@pytest.mark.shared_data("data/manifestos")
def test_no_glance_changes_what_is_found_in_manifestos(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same for every fifth manifesto beside the checkout; when the patterns were gated all were compared."""
    _same([_text(path) for path in sorted((SHARED / "data" / "manifestos").glob("*.tsv"))[::5]], monkeypatch)


def _same(texts: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    quick = [_found(text) for text in texts]

    forget()
    _look_at_everything(monkeypatch)

    assert all(quick)
    assert [_found(text) for text in texts] == quick
    forget()


def _look_at_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, module in list(sys.modules.items()):
        if name.startswith("tracker.") and hasattr(module, "may_hold") and name != may_hold.__module__:
            monkeypatch.setattr(module, "may_hold", lambda _text, _needs: True)
    monkeypatch.setattr(WordList, "may_stand_in", lambda _self, _text: True)
    monkeypatch.setattr(number, "_ANY", re.compile(""))


def _text(path: Path) -> str:
    lines = [line.split("\t", 1)[1] for line in path.read_text(encoding="utf-8").splitlines() if "\t" in line]
    return "# Manifesto\n\n" + "\n\n".join(lines)


def _found(text: str) -> tuple[Claim, ...]:
    document = plain.read(text, publisher="Green Party", publisher_type="party", published="2026-05-02")
    return find_claims(document)
