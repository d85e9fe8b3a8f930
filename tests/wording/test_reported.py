"""Whether somebody's words are retold."""

import pytest

from tracker.wording.reported import reports_before


@pytest.mark.parametrize(
    ("text", "reported"),
    [
        ("She said it would open.", True),
        ("Labour pledged that it would open.", True),
        ("According to the plan it would open.", True),
        ("It would open, he said.", True),
        ("It would open in May.", False),
        ("It would be said that it opened.", False),
    ],
)
def test_a_verb_of_saying_comes_first_or_directly_after(text: str, *, reported: bool) -> None:
    """Then "would" is what "will" was when it was said."""
    assert reports_before(text, text.index("would")) is reported
