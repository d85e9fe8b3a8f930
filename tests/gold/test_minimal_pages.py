"""Each minimal page is read as its right lines say."""

import minimal_pages
import pytest
from minimal_pages import PAGES, MinimalPage


@pytest.mark.parametrize("page", PAGES, ids=lambda page: f"{page.kind}, {page.name}")
def test_a_minimal_page_is_read_rightly(page: MinimalPage) -> None:
    """Furniture, hidden parts, notes, structure and data, one fault a page."""
    assert minimal_pages.lines(page.html) == list(page.right)


def test_there_are_eighty_pages() -> None:
    """The table is as long as the README says, and no page stands in it twice."""
    assert len(PAGES) >= 80
    assert len({(page.kind, page.name) for page in PAGES}) == len({page.html for page in PAGES}) == len(PAGES)
