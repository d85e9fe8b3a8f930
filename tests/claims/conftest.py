"""What the tests of this room share: documents made from a few lines of text."""

from collections.abc import Callable

import pytest

from tracker.extract import plain
from tracker.extract.document import Document


@pytest.fixture
def press() -> Callable[[str], Document]:
    """A newspaper's article with a title of its own."""
    return lambda text: plain.read(f"# Schools news\n\n{text}\n", publisher="Classroom Post", publisher_type="press")


@pytest.fixture
def party() -> Callable[[str], Document]:
    """A page of the Liberal Democrats."""
    return lambda text: plain.read(f"# Our plan\n\n{text}\n", publisher="Liberal Democrats", publisher_type="party")


@pytest.fixture
def department() -> Callable[[str], Document]:
    """A page of the Department for Education."""
    return lambda text: plain.read(f"# Schools\n\n{text}\n", publisher="DfE", publisher_type="department")
