"""Every kind has one home: a model in config/source.py, a module in capture/kinds/, a line in the registry."""

from pathlib import Path
from typing import Any, get_args

import pytest

from tracker.capture.kinds import registry
from tracker.capture.kinds.registry import KINDS, PAGE_KINDS, kind_of, page_kind
from tracker.config.declaration import ListSource
from tracker.config.entry import read_source
from tracker.config.source import KINDS as MODELS
from tracker.config.source import Page, Source
from tracker.extract.registry import EXTRACTOR

NOT_KINDS = {"__init__", "kind", "named", "ordinary", "registry"}
"""What several kinds share, and what they are."""
PLACES: dict[str, dict[str, Any]] = {
    "docx": {"url": "https://owls.example/plan.docx"},
    "feed": {"url": "https://owls.example/feed"},
    "file": {"path": "saved/plan.html"},
    "govuk": {"path": "/nests/spring"},
    "govuk_search": {"q": "nests"},
    "html": {"url": "https://owls.example/plan"},
    "odt": {"url": "https://owls.example/plan.odt"},
    "pdf": {"url": "https://owls.example/plan.pdf"},
    "sitemap": {"url": "https://owls.example/sitemap.xml"},
    "wordpress": {"url": "https://owls.example"},
}


def make(kind: str) -> Source:
    """A source of that kind."""
    source, wrong = read_source({"id": "a", "publisher": "p", "publisher_type": "party", "kind": kind, **PLACES[kind]})
    assert source is not None, wrong
    return source


def test_every_model_has_a_kind() -> None:
    """A kind that can be declared but that nobody knows how to ask would be recorded as in order, for ever."""
    assert KINDS.keys() == MODELS.keys() == PLACES.keys()
    assert {MODELS[kind] for kind in PAGE_KINDS} == set(get_args(Page))
    assert all(issubclass(MODELS[kind], ListSource) for kind in KINDS.keys() - PAGE_KINDS.keys())


def test_every_module_is_registered() -> None:
    """A module that no line of the registry names would never be asked."""
    modules = {path.stem for path in Path(registry.__file__).parent.glob("*.py")} - NOT_KINDS

    assert {kind.__name__.rpartition(".")[2] for kind in KINDS.values()} == modules  # type: ignore[attr-defined]


@pytest.mark.parametrize("kind", sorted(PLACES))
def test_a_declaration_knows_where_it_is(kind: str) -> None:
    """Address, words for people, host and place say the same of a source everywhere."""
    source = make(kind)

    if kind == "file":
        assert (source.address, source.location, source.host) == (None, "saved/plan.html", "")
    else:
        assert source.location == source.address
        assert source.address is not None
        assert source.address.startswith(f"https://{source.host}/") or source.address == f"https://{source.host}"
    assert kind_of(source).extractor(source) in EXTRACTOR.values()


@pytest.mark.parametrize("kind", sorted(PAGE_KINDS))
def test_a_page_is_read_as_itself(kind: str) -> None:
    """What a source that is a page declares is how its page is read."""
    page = make(kind)
    assert isinstance(page, Page)
    url = f"{page.address}/wp-json/wp/v2/posts/1" if kind == "wordpress" else page.address or "file:saved/plan.html"

    assert kind_of(page).as_page(page, url) == page
    assert page_kind(page) is kind_of(page)


def test_addresses_are_those_that_people_open() -> None:
    """The page and not its item; the search with what it asks for."""
    assert make("govuk").address == "https://www.gov.uk/nests/spring"
    assert make("govuk_search").address == "https://www.gov.uk/api/search.json?q=nests"
