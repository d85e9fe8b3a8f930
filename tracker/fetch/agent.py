"""Who we say we are."""

from tracker.errors import ConfigError, Fault
from tracker.fetch.reason import shown

CALL = "an e-mail address or a web page of yours, so that a site's keeper can reach you"


def user_agent(version: str, contact: str | None) -> str:
    """`tracker/<version> (+contact)`. ConfigError when the contact cannot stand in a header."""
    if not contact:
        return f"tracker/{version}"
    if not (contact.isascii() and contact.isprintable()):
        raise ConfigError((Fault("settings.toml", "contact", f"{CALL}, in plain ASCII letters and signs"),))
    return f"tracker/{version} (+{contact})"


def no_contact(host: str) -> ConfigError:
    """Nobody is asked anonymously: a site's keeper must be able to say "stop" to someone."""
    return ConfigError((Fault("settings.toml", "contact", f"{CALL}; {shown(host)} is not asked without one"),))
