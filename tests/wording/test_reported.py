"""Whether somebody's words are retold."""

import pytest

from tracker.wording.reported import reported


@pytest.mark.parametrize(
    ("text", "retold"),
    [
        ("She said it would open.", True),
        ("Labour pledged that it would open.", True),
        ("According to the plan it would open.", True),
        ("It would open, he said.", True),
        ("It would open in May.", False),
        ("It would be said that it opened.", False),
    ],
)
def test_a_verb_of_saying_comes_first_or_directly_after(text: str, *, retold: bool) -> None:
    """Then "would" is what "will" was when it was said."""
    until, since = reported(text)

    assert (text.index("would") < until or text.index("would") >= since) is retold
