"""Whether a browser can be opened before a person."""

import os
import sys
import webbrowser

from tracker.render.safe import has_runner


def has_browser() -> bool:
    """Whether a person sits before this machine who can look at a page."""
    if has_runner(os.environ) or not sys.stdout.isatty() or os.environ.get("SSH_CONNECTION"):
        return False
    if sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        return False
    try:
        webbrowser.get()
    except webbrowser.Error:
        return False
    return True
