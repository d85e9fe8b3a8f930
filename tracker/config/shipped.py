"""Where the config files that come with tracker lie."""

from pathlib import Path

from tracker.errors import ConfigError, Fault

_PACKAGE = Path(__file__).parents[1]


def shipped() -> Path:
    """The folder of shipped config: `tracker/shipped` in an installed wheel, the top-level `config/` in a checkout.

    Raises ConfigError if neither is there.
    """
    for folder in (_PACKAGE / "shipped", _PACKAGE.parent / "config"):
        if (folder / "sources.toml").is_file():
            return folder
    raise ConfigError((Fault(str(_PACKAGE / "shipped"), "", "the shipped config is missing; install tracker again"),))
