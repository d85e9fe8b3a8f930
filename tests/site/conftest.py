"""Claims, threads and a site for the pages of the site."""

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from shown import compared, hostile, shown, version

from tracker.claims.claim import Claim, Place, claim_id
from tracker.config.config import Config
from tracker.config.person import People
from tracker.config.settings import Settings
from tracker.config.source import HtmlSource
from tracker.config.verdict import Verdicts
from tracker.config.watches import Watches
from tracker.desk.published import Published
from tracker.site.frame import Site

__all__ = ["compared", "hostile", "shown", "version"]
DEFAULTS = Settings()
SITE = Site(window="Watched from 1 Jan 2024.")


@pytest.fixture
def site() -> Site:
    """What every page has in common."""
    return SITE


def made_claim(
    text: str,
    number: int,
    *,
    source: str = "plan",
    publisher: str = "Owls",
    strength: int = 4,
    words: str = "will",
    year: int = 2024,
) -> Claim:
    """A claim that the version of that number of one page first has, seen on the first of the number's month."""
    place = Place(
        source=source, document="page", version=f"{source}@{number}", publisher=publisher, publisher_type="party",
        title="The plan", first_seen=datetime(year, number, 1, 5, tzinfo=UTC), url="https://example.org/plan",
    )  # fmt: skip
    return Claim(
        id=claim_id(source, "page", text, 0), kind="pledge", text=text, start=0, end=len(text), speaker=publisher,
        strength=strength, strength_words=words, place=place,
    )  # fmt: skip


@pytest.fixture
def claim() -> Callable[..., Claim]:
    """Makes claims."""
    return made_claim


def given(script: bytes, call: str) -> list[object]:
    """What a data script hands over."""
    match = re.fullmatch(rf"{call}\((.*)\);\n", script.decode("ascii"), re.DOTALL)
    assert match, script[:80]
    found: list[object] = json.loads(f"[{match[1]}]")
    return found


@pytest.fixture
def handed() -> Callable[[bytes, str], list[object]]:
    """Reads a data script."""
    return given


@pytest.fixture
def hostile_words() -> tuple[str, ...]:
    """Words that would be markup, script or a command wherever they are not taken for words."""
    return (
        "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "'\"><svg onload=alert(1)>", "</script><b>",
        "javascript:alert(1)", "{{ 7 * 7 }}", "\u2028alert(1)\u2029", "\u202eevil\u202c \x1b[31mred", "-->", "]]>",
        "__proto__ constructor",
    )  # fmt: skip


def made_rules(
    *,
    free: bool = True,
    suggestions: bool = False,
    settings: Settings = DEFAULTS,
    **verdicts: object,
) -> Published:
    """The rules of a folder with one source, whose text may be handed on or not."""
    told = {"publisher": "owls", "publisher_type": "party", "kind": "html", "url": "https://example.org/"}
    plan = HtmlSource.model_validate({"id": "plan", "topics": ["owls"], "redistribute": free, **told})
    config = Config(
        sources=(plan,), settings=settings, people=People(), verdicts=Verdicts.model_validate(verdicts),
        watches=Watches(),
    )  # fmt: skip
    return Published.of(config, suggestions=suggestions)


@pytest.fixture
def rules() -> Callable[..., Published]:
    """Makes rules."""
    return made_rules
