"""Write docs/pictures/*.svg: real output of the commands that the README and the guides show, on a fresh demonstration."""

import io
import os
import pty
import select
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from rich.text import Text

FOLDER = Path(__file__).parents[1] / "docs" / "pictures"
WIDTH = 100
"""Columns."""
LONGEST = 35
"""Lines of output in a picture; what is longer is cut, and the picture says so."""
PICTURES = {
    "changes": "tracker changes",
    "diff": "tracker diff dfe-rise 3 4",
    "blame": "tracker blame dfe-rise",
    "trace": 'tracker trace "hit squads"',
    "claims": "tracker claims labour-manifesto",
}
SCREENS = {
    "review-changes": "tracker review --only changes",
    "review-links": "tracker review --only links",
}
"""What asks for keys: its first screen on a terminal."""
HEIGHT = 28
"""Lines of that terminal."""


def pictures() -> Iterator[tuple[str, str]]:
    """(file name, SVG) of each command, the same bytes on every run: neither port nor folder is in the output."""
    with tempfile.TemporaryDirectory() as folder:
        demo = Path(folder) / "demo"
        _tracker("demo", str(demo), "--no-site", at=folder)
        for name, command in PICTURES.items():
            yield f"{name}.svg", _drawn(name, command, _tracker(*shlex.split(command)[1:], at=demo))
        for name, command in SCREENS.items():
            yield f"{name}.svg", _drawn(name, command, _screen(*shlex.split(command)[1:], at=demo))


def _tracker(*words: str, at: Path | str) -> str:
    env = {key: value for key, value in os.environ.items() if key not in {"NO_COLOR", "COLORTERM"}}
    env |= {"FORCE_COLOR": "1", "TERM": "xterm-256color", "COLUMNS": str(WIDTH)}
    command = [sys.executable, "-m", "tracker", *words]
    return subprocess.run(command, cwd=at, env=env, check=True, capture_output=True, encoding="utf-8").stdout


def _screen(*words: str, at: Path) -> str:
    """What a command shows on a terminal until it waits for the first key."""
    number, terminal = pty.fork()
    if not number:
        os.chdir(at)
        told = {"TERM": "xterm-256color", "COLUMNS": str(WIDTH), "LINES": str(HEIGHT), "TRACKER_BY": "Ada Rook"}
        os.environ.update(told, FORCE_COLOR="1")
        os.environ.pop("COLORTERM", None)
        os.environ.pop("NO_COLOR", None)
        os.execv(sys.executable, [sys.executable, "-m", "tracker", *words])  # noqa: S606 - our own
    said = b""
    while b"? keys" not in said and select.select([terminal], [], [], 60)[0]:
        said += os.read(terminal, 65_536)
    os.write(terminal, b"q")
    with suppress(OSError):  # so a terminal ends
        while os.read(terminal, 65_536):
            pass
    os.waitpid(number, 0)
    os.close(terminal)
    return said.decode().rpartition("\x1b[2J")[2]


def _drawn(name: str, command: str, output: str) -> str:
    console = Console(record=True, width=WIDTH, file=io.StringIO(), color_system="256", _environ={})
    lines = output.splitlines()
    console.print(Text(f"$ {command}", style="bold"))
    for line in lines[:LONGEST]:
        text = Text.from_ansi(line)
        text.rstrip()
        console.print(text)
    if len(lines) > LONGEST:
        console.print(Text(f"… and {len(lines) - LONGEST} lines more", style="dim"))
    return console.export_svg(title="tracker", code_format=_format(), unique_id=f"tracker-{name}")


def _format() -> str:
    """Rich's format without its @font-face, which would fetch a font from elsewhere."""
    start, end = CONSOLE_SVG_FORMAT.index("@font-face"), CONSOLE_SVG_FORMAT.index(".{unique_id}-matrix")
    return CONSOLE_SVG_FORMAT[:start] + CONSOLE_SVG_FORMAT[end:]


def main() -> None:
    """Write the files and name them."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, svg in pictures():
        (FOLDER / name).write_text(svg, encoding="utf-8")
        print(FOLDER / name)


if __name__ == "__main__":
    main()
