"""Captures as the gate sees them: pages of our own, read as a round reads them."""

from collections.abc import Callable

import pytest

from tracker.capture.gate.look import GateRules, Look
from tracker.errors import ExtractError
from tracker.extract import article

URL = "https://owls.example/plan"
RULES = GateRules(words=True, moves=True, drop=(), allow_hosts=(), min_characters=80, min_share=0.4)


def looked(html: str, *, final: str = URL, headers: tuple[tuple[str, str], ...] = ()) -> Look:
    """A web page as a capture; without a document where it cannot be read."""
    body = html.encode()
    try:
        document = article.read(body, url=URL)
    except ExtractError:
        document = None
    return Look(document, lambda: body, URL, lambda: final, headers)


def web_page(title: str, *paragraphs: str, head: str = "", around: str = "") -> str:
    """A page with a headline and paragraphs."""
    said = "".join(f"<p>{one}</p>" for one in paragraphs)
    return (
        f"<html><head><title>{title} | The Owls</title>{head}</head><body>{around}<main><h1>{title}</h1>{said}</main>"
        "</body></html>"
    )


@pytest.fixture
def look() -> Callable[..., Look]:
    """Makes captures of whole pages."""
    return looked


@pytest.fixture
def page() -> Callable[..., str]:
    """Makes pages."""
    return web_page


@pytest.fixture
def rules() -> GateRules:
    """The rules for a web page."""
    return RULES
