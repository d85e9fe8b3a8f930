"""Where quotation marks open and close."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.claims.spans import covers, masked, quotation_spans

QUOTED = [
    ("She said “no” and left.", ["“no”"]),
    ("He wants to “end the ‘cliff edge’ at 19” by law.", ["“end the ‘cliff edge’ at 19”"]),
    ('A "first" and a "second".', ['"first"', '"second"']),
    ("They call it ‘a good start’ here.", ["‘a good start’"]),
    ("The teachers’ pay and Labour’s plan.", []),
    ("It is ‘the teachers’ deal’, he says.", ["‘the teachers’ deal’"]),
    ("“We begin here. And it goes on.", ["“We begin here. And it goes on."]),
    ("No marks at all.", []),
]


@pytest.mark.parametrize(("text", "expected"), QUOTED)
def test_quotations_are_found_as_they_stand(text: str, expected: list[str]) -> None:
    """Double marks win, single ones count alone, apostrophes never, and an open quotation runs to the end."""
    spans = quotation_spans(text)

    assert [text[a:b] for a, b in spans] == expected


@settings(max_examples=50, deadline=None)
@given(st.text(alphabet="ab s.,“”‘’\"'", max_size=60))
def test_spans_lie_in_order_within_any_text(text: str) -> None:
    """Spans never overlap or leave the text, and masking keeps its length."""
    spans = quotation_spans(text)

    edges = [edge for span in spans for edge in span]
    assert edges == sorted(edges)
    assert all(0 <= a < b <= len(text) for a, b in spans)
    assert len(masked(text, spans)) == len(text)


def test_a_position_is_covered_only_inside() -> None:
    """The end of a span is no longer in it."""
    spans = ((2, 5),)

    found = [position for position in range(8) if covers(spans, position)]

    assert found == [2, 3, 4]


@pytest.mark.parametrize("sign", ["“", "‘", "'", '"', "s’ a", "‘s’ "])
def test_hostile_marks_stay_cheap(sign: str) -> None:
    """A hundred thousand quotation marks take no noticeable time."""
    begun = time.process_time()

    quotation_spans(sign * (100_000 // len(sign)))

    assert time.process_time() - begun < 3
