"""Whether a failure has another reason than before."""

import pytest

from tracker.store.cause import cause, gist


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("a.org answered 404.", 404), ("a.org answered 500.", 500), False),
        (("a.org answered 404 for /a", 404), ("a.org answered 404 for /b", 404), True),
        (("its title says “Denied 12”", None), ("its title says “Wait”", None), True),
        (("https://a.org/x?id=1 took longer than 30 s", None), ("https://a.org/y took longer than 60 s", None), True),
        (("a.org could not be reached in time.", None), ("a.org could not prove who it is.", None), False),
        (("the page is empty", None), ("a.org answered 503.", 503), False),
    ],
)  # fmt: skip
def test_two_reasons_are_the_same_whatever_passes(one: tuple[str, int], other: tuple[str, int], *, same: bool) -> None:
    """Figures, addresses and foreign words come anew with each answer; the status and our own words do not."""
    assert (cause(*one) == cause(*other)) is same


def test_what_is_over_is_told_in_short() -> None:
    """By its status, else by the beginning of its sentence."""
    assert (
        gist("www.a.org answered 404 (not found) for https://www.a.org/: see whether …", 404)
        == "answered 404 (not found)"
    )
    assert gist("a.org could not be reached.", None) == "a.org could not be reached"
    assert len(gist("a long reason " * 20, None)) == 80
    assert gist("a.org answered 999 for /", 999) == "answered 999"
