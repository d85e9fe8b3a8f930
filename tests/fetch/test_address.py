"""Addresses of GOV.UK's Content API."""

import pytest

from tracker.fetch.address import content_api, is_content_item, item_at, item_of_page


@pytest.mark.parametrize("base", ["https://www.gov.uk", "https://www.gov.uk/", "http://127.0.0.1:8000"])
def test_item_of_a_path(base: str) -> None:
    """A page has its item under /api/content of its site, and the item's address tells both again."""
    item = item_at(base, "/government/news/plan")

    assert item == f"{base.rstrip('/')}/api/content/government/news/plan"
    assert is_content_item(item)
    assert content_api(item) == (base.rstrip("/"), "/government/news/plan")


@pytest.mark.parametrize(
    ("url", "base", "item"),
    [
        ("https://gov.uk/government/news/plan/", None, "https://www.gov.uk/api/content/government/news/plan"),
        ("https://www.gov.uk/", None, None),
        ("https://labour.org.uk/plan", None, None),
        ("http://127.0.0.1:8000/plan", "http://127.0.0.1:8000", "http://127.0.0.1:8000/api/content/plan"),
    ],
)
def test_item_of_a_page(url: str, base: str | None, item: str | None) -> None:
    """Only pages of GOV.UK have items, and those of a site that is said to have the same interface."""
    assert item_of_page(url, base_url=base) == item
