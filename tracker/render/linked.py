"""Links that a terminal opens (OSC 8): to a page, and to its place on the site. Only http(s), only where it helps."""

from collections.abc import Mapping
from typing import IO, Any

from rich.style import Style
from rich.text import Text

from tracker.patterns import deferred

_ADDRESS = deferred(r"https?://[!-~]{1,2000}")
"""Printable ASCII alone: nothing in it ends the sequence that it stands in."""
_SEQUENCE = deferred("\x1b]8;[^\x1b\x07]*?(;[^;\x1b\x07]*)\x1b\\\\")
_TERMINALS = frozenset({"iTerm.app", "WezTerm", "vscode", "Hyper", "ghostty", "Tabby", "mintty", "rio"})
_TERMS = ("xterm-kitty", "alacritty", "foot", "xterm-ghostty", "wezterm", "contour")
_VTE_FROM = 5000
"""GNOME's terminals (VTE 0.50)."""


def linked(text: Text, url: str | None) -> Text:
    """The text as a link, if the address is one that may be followed."""
    if url and _ADDRESS.fullmatch(url):
        text.stylize(Style(link=url))
    return text


def shows_links(env: Mapping[str, str]) -> bool:
    """Whether the terminal is known to take links. FORCE_HYPERLINK says so (or with 0 that it does not) of any other."""
    forced = env.get("FORCE_HYPERLINK", "").strip()
    if forced:
        return forced not in {"0", "false"}
    vte = env.get("VTE_VERSION", "")
    return (
        env.get("TERM_PROGRAM") in _TERMINALS
        or env.get("TERM", "").startswith(_TERMS)
        or bool(env.get("WT_SESSION") or env.get("KONSOLE_VERSION"))
        or (vte.isdigit() and int(vte) >= _VTE_FROM)
    )


class Links:
    """A file that takes links away, or only the random number that rich gives each (rich 15, style.py `_link_id`)."""

    def __init__(self, file: IO[str], *, keep: bool) -> None:
        self._file = file
        self._keep = keep

    def write(self, text: str) -> int:
        """Write it. No text from the web has the character that begins such a sequence: see `safe`."""
        self._file.write(_SEQUENCE.sub("\x1b]8;\\1\x1b\\\\" if self._keep else "", text) if "\x1b]8" in text else text)
        return len(text)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)
