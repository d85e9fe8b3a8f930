"""For which nations a claim is."""

from collections.abc import Callable

import pytest

from tracker.claims.claim import Claim
from tracker.links.territory import are_elsewhere, nations_of
from tracker.links.thread import threads

Make = Callable[..., Claim]

TUITION = "We will keep owl tuition free for every young owl"


@pytest.mark.parametrize(
    ("text", "more", "publisher", "nations"),
    [
        (f"{TUITION} in Wales.", {}, "snp", {"Wales"}),
        (TUITION, {"lead_in": "In Northern Ireland we will:"}, None, {"Northern Ireland"}),
        (TUITION, {"section": ("Scottish schools",)}, "labour", {"Scotland"}),
        (TUITION, {}, "snp", {"Scotland"}),
        (TUITION, {}, "welsh-government", {"Wales"}),
        (TUITION, {}, "labour", set()),
        ("Every pupil will read English novels.", {}, "dfe", set()),
    ],
)
def test_the_nearest_words_say_where(
    claim: Make, text: str, more: dict[str, object], publisher: str | None, nations: set[str]
) -> None:
    """The claim itself, then its headings, then its publisher; the language is no nation."""
    assert nations_of(claim(text, publisher=publisher).model_copy(update=more)) == nations


def test_two_nations_are_two_pledges(claim: Make) -> None:
    """The same words for Scotland and for Wales are offered, not linked; who says nothing is for all."""
    scotland = claim(f"{TUITION} in Scotland.", "2024-03-01", publisher="owls")
    wales = claim(f"{TUITION} in Wales.", "2024-06-01", publisher="owls")
    anywhere = claim(f"{TUITION} everywhere.", "2024-06-01", publisher="owls")

    assert are_elsewhere(scotland, wales)
    assert not are_elsewhere(scotland, anywhere)
    apart = threads([scotland, wales])
    assert [len(thread.claims) for thread in apart] == [1, 1]
    assert [link.later for link in apart[0].candidates] == [wales.id]
    assert len(threads([scotland, anywhere])) == 1
