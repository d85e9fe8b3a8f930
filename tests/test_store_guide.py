"""docs/store.md says what git and the program do: its lines are run, from top to bottom, in one shell."""

import os
import re
import subprocess
import sys
from pathlib import Path

GUIDE = (Path(__file__).parents[1] / "docs" / "store.md").read_text(encoding="utf-8")


def test_the_lines_of_the_guide_run(tmp_path: Path) -> None:
    """Plain git shows sentences, nothing is found wrong before and after a purge, and what was purged is gone."""
    lines = "".join(re.findall(r"```sh\n(.*?)```", GUIDE, re.DOTALL))
    run = f'tracker() {{ {sys.executable} -m tracker "$@"; }}'
    begin = f"set -e\n{run}\ntracker demo watch --no-site > /dev/null && cd watch\n"
    env = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    env |= {"COLUMNS": "100", "GIT_PAGER": "cat", "GIT_CONFIG_GLOBAL": os.devnull}

    done = subprocess.run(
        ["bash", "-c", begin + lines], cwd=tmp_path, env=env, capture_output=True, encoding="utf-8", check=False
    )

    assert done.returncode == 0, done.stderr
    assert re.search(r"^-[A-Z].+\.$", done.stdout, re.MULTILINE)
    assert re.search(r"^\+[A-Z].+\.$", done.stdout, re.MULTILINE)
    assert re.search(r"^\^?[0-9a-f]{7,} .*tracker.*\) # ", done.stdout, re.MULTILINE)
    assert re.search(r"^Content-SHA256: [0-9a-f]{64}$", done.stdout, re.MULTILINE)
    assert "Labour  labour-manifesto since @1" in done.stdout
    assert done.stdout.count("No fault found.") == 4
    assert "only said what would go" in done.stdout
    assert "classroom-weekly is still in config/sources.toml" in done.stdout
    store = tmp_path / "watch" / "snapshots" / "store.git"
    held = subprocess.run(
        ["git", "--git-dir", store, "ls-tree", "-r", "--name-only", "main"], capture_output=True, check=True, env=env
    )
    assert b"docs/labour-manifesto/" in held.stdout
    assert b"docs/classroom-weekly/" not in held.stdout
