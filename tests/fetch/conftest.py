"""What the tests of this room share: clients that are closed again."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import datetime

import pytest

from tracker.config.settings import Settings
from tracker.fetch.client import Client


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """No proxy but those a test names, wherever it runs."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def open_client(now: Callable[[], datetime], naps: Callable[[float], None]) -> Iterator[Callable[..., Client]]:
    """Makes clients with these settings."""
    with ExitStack() as stack:
        yield lambda **settings: stack.enter_context(
            Client(Settings.model_validate(settings), now=now, sleep=naps, version="0.1.0")
        )


@pytest.fixture
def client(open_client: Callable[..., Client]) -> Client:
    """A client with the default settings, which name no contact."""
    return open_client()
