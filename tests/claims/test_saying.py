"""What a text says that can be looked up elsewhere."""

from collections.abc import Callable

from tracker.claims.saying import sayings
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
