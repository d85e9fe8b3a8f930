"""The cycle collector rests while a page is read, and is at work again afterwards."""

import gc

import pytest

from tracker.errors import ExtractError
from tracker.extract import article
from tracker.extract.uncollected import uncollected


def test_the_collector_rests_within_and_works_after() -> None:
    """Nothing is collected while the work is done; afterwards all is as before."""
    with uncollected():
        within = gc.isenabled()

    assert (within, gc.isenabled()) == (False, True)


def test_the_collector_works_again_after_an_error() -> None:
    """A page that cannot be read leaves the collector at work."""
    with pytest.raises(ExtractError):
        article.read(b"", url="https://example.org/")

    assert gc.isenabled()


def test_who_had_put_it_to_rest_finds_it_at_rest() -> None:
    """A caller that does without the collector does without it still."""
    gc.disable()
    try:
        with uncollected():
            pass
        resting = not gc.isenabled()
    finally:
        gc.enable()

    assert resting
