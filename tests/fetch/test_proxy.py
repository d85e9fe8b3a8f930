"""The proxy that the environment names."""

import pytest

from tracker.fetch.proxy import proxy_for


@pytest.mark.parametrize(
    ("scheme", "host", "expected"),
    [
        ("https", "www.gov.uk", "http://proxy.example:3128"),
        ("http", "www.gov.uk", "http://fallback.example:8080"),
        ("https", "intranet.example", None),
        ("https", "127.0.0.1", None),
        ("https", "localhost", None),
        ("https", "::1", None),
    ],
)
def test_environment_decides(monkeypatch: pytest.MonkeyPatch, scheme: str, host: str, expected: str | None) -> None:
    """The scheme's own proxy goes first, then that for all; never for loopback or where no_proxy says so."""
    monkeypatch.setenv("https_proxy", "proxy.example:3128")
    monkeypatch.setenv("all_proxy", "http://fallback.example:8080")
    monkeypatch.setenv("no_proxy", "intranet.example")

    assert proxy_for(scheme, host) == expected


def test_without_environment_there_is_none() -> None:
    """Nothing is guessed."""
    assert proxy_for("https", "www.gov.uk") is None
