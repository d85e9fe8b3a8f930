"""Who we say we are."""

import pytest

from tracker.errors import ConfigError
from tracker.fetch.agent import user_agent


@pytest.mark.parametrize(
    ("contact", "expected"),
    [
        (None, "tracker/1.2.3"),
        ("", "tracker/1.2.3"),
        ("desk@example.org", "tracker/1.2.3 (+desk@example.org)"),
        ("https://example.org/about", "tracker/1.2.3 (+https://example.org/about)"),
    ],
)
def test_name_version_and_contact_are_told(contact: str | None, expected: str) -> None:
    """A site's keeper sees which program asks and whom to write to."""
    assert user_agent("1.2.3", contact) == expected


@pytest.mark.parametrize("contact", ["desk@example.org\r\nX-Evil: 1", "bücher@example.org", "\x00"])
def test_contact_unfit_for_a_header_is_a_fault(contact: str) -> None:
    """The settings are told to be wrong before anything is asked."""
    with pytest.raises(ConfigError, match=r"settings\.toml: contact: "):
        user_agent("1.2.3", contact)
