"""Whatever bytes a reader is given: a document that keeps its promises, or one clear ExtractError. A few seconds of it."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from promises import PROMISES


@pytest.mark.parametrize("reader", PROMISES)
@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(data=st.binary(max_size=400))
def test_a_reader_never_fails_in_another_way(reader: str, data: bytes) -> None:
    """No input, however odd, makes a reader raise anything but an ExtractError or give a document that breaks a rule."""
    PROMISES[reader](data)
