"""Who says "we"."""

import pytest

from tracker.wording.bodies import is_own, same_body


@pytest.mark.parametrize(
    ("one", "other", "publisher", "same"),
    [
        ("We", "Labour", "Labour", True),
        ("A Labour government", "The Labour Party", "Schools Week", True),
        ("We", "The Department for Education", "Department for Education", True),
        ("We", "DfE", "dfe", True),
        ("We", "Labour", "Conservatives", False),
        ("We", "Labour", "Schools Week", True),
        ("We", "Labour", None, True),
        ("We", "Councils", None, False),
        ("Labour", "The Conservatives", None, False),
        ("Councils", "Schools", None, False),
    ],
)
def test_a_body_is_known_by_its_names(one: str, other: str, *, publisher: str | None, same: bool) -> None:
    """Whoever publishes the page says "we" on it; a newspaper lets any party say it."""
    assert same_body(one, other, publisher) is same_body(other, one, publisher) is same


def test_a_name_is_the_publishers_own() -> None:
    """With article or without."""
    assert is_own("the Labour Party", "Labour")
    assert not is_own("Ofsted", "Labour")
    assert not is_own("Ofsted", None)
