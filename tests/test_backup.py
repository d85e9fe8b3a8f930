"""docs/backup.md says what the program does: its lines are run, from top to bottom, in one shell."""

import os
import re
import subprocess
import sys
from pathlib import Path

from loopback import Loopback
from machine import article

GUIDE = (Path(__file__).parents[1] / "docs" / "backup.md").read_text(encoding="utf-8")
SOURCE = """
[[source]]
id = "plan"
kind = "html"
publisher = "party"
publisher_type = "party"
url = "{url}"
allow_hosts = ["127.0.0.1"]
"""


def test_the_lines_of_the_guide_run(tmp_path: Path, loopback: Loopback) -> None:
    """A store, its backup on a disk, a new folder that continues it, and a reader's mark."""
    loopback.page("/plan", article())
    (disk := tmp_path / "disk").mkdir()
    (config := tmp_path / "watch" / "config").mkdir(parents=True)
    (config / "sources.toml").write_text(SOURCE.format(url=loopback.url("/plan")))
    settings = "\n".join(re.findall(r"```toml\n(.*?)```", GUIDE, re.DOTALL))
    (config / "settings.toml").write_text(settings.replace("/mnt/disk", str(disk)))
    lines = "".join(re.findall(r"```sh\n(.*?)```", GUIDE, re.DOTALL))
    script = f'set -e\ntracker() {{ {sys.executable} -m tracker "$@"; }}\ntracker pull || true\n{lines}'
    env = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")} | {"COLUMNS": "80"}

    done = subprocess.run(
        ["bash", "-c", script], cwd=config.parent, env=env, capture_output=True, encoding="utf-8", check=False
    )

    assert done.returncode == 0, done.stderr
    assert "store.git  4 commits pushed" in done.stdout
    assert "store.git  3 commits pulled" in done.stdout
    assert "1 source: 1 fine." in done.stdout
    assert done.stdout.splitlines()[-1].startswith("store.git  ")
