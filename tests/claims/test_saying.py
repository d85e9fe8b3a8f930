"""What a text says that can be looked up elsewhere."""

from collections.abc import Callable

from tracker.claims.saying import sayings
from tracker.extract import plain
from tracker.extract.document import Document

TEXT = (
    "Labour will open 40 hubs by 2027, Ann Owl said. “We shall see. It is a ‘long’ road,” said Ben Moth. "
    "He calls it a “bold step” and “bold”."
)


def test_claims_and_quotations_in_reading_order(press: Callable[[str], Document]) -> None:
    """Claims as they stand, quotations sentence by sentence without their marks; one quoted word is no quotation."""
    document = press(TEXT)

    found = sayings(document)

    assert [(one.kind, one.text) for one in found] == [
        ("claim", "Labour will open 40 hubs by 2027, Ann Owl said."),
        ("quotation", "We shall see."),
        ("quotation", "It is a ‘long’ road,"),
        ("quotation", "bold step"),
    ]
    assert all(document.text[one.start : one.end] == one.text for one in found)
    assert found[1].speaker == "Ben Moth"


def test_sentences_that_no_rule_takes_for_a_claim(press: Callable[[str], Document]) -> None:
    """A number, a comparison, what is so: each is a statement; a greeting is scored too low to count."""
    found = sayings(press("There are 40 more owl boxes. The woods are the largest in Europe. Thank you for coming."))

    assert [(one.kind, one.taken) for one in found] == [("statement", True), ("statement", True), ("statement", False)]


def test_every_line_of_a_transcript_has_its_speaker() -> None:
    """Names in capitals, and an office with its holder as Hansard prints it; the name is no part of what was said."""
    text = (
        "ANN LEE: We have built 40 owl boxes. They are full.\n\nTHE CHAIR: Order.\n\n"
        "The Minister for Woods (Ben Moth): We will build 90 more.\n"
    )

    found = sayings(plain.read(text))

    assert [(one.speaker, one.text) for one in found[:2]] == [
        ("Ann Lee", "We have built 40 owl boxes."),
        ("Ann Lee", "They are full."),
    ]
    assert (found[-1].speaker, found[-1].text) == ("Ben Moth", "We will build 90 more.")


def test_a_sentence_that_commits_to_two_things_is_two_statements() -> None:
    """Each can stand in the record without the other."""
    text = "# Boxes\n\nLabour will build 40 owl boxes by 2027, and the party will plant 90 oaks in every county.\n"

    found = sayings(plain.read(text, publisher="Labour", publisher_type="party"))

    assert [one.text[:10] for one in found] == ["Labour wil", "the party "]
    assert all(one.kind == "claim" and one.body == "Labour" for one in found)


def test_the_first_line_of_a_text_is_not_lost() -> None:
    """What is read as its title counts where it can be checked, and as the words of whom its label names."""
    found = [
        one.text for one in sayings(plain.read("Owl numbers fell by 3 per cent\n\nThe hall was full of people.\n"))
    ]
    told = sayings(plain.read("ANN LEE: So 40 boxes were built!\n\nBEN MOTH: They were.\n\nANN LEE: When?\n"))

    assert found[0] == "Owl numbers fell by 3 per cent"
    assert (told[0].speaker, told[0].text) == ("Ann Lee", "So 40 boxes were built!")
