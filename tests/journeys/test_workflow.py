"""The workflow that `tracker schedule github` prints: its steps are run by bash as GitHub runs them, on empty runners."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from tracker.render.schedule import github

REMOTE = '[remote.backup]\nstore = "{at}/store.git"\nraw = "{at}/raw.git"\nprivate = true\n'
HOSTILE = "We say ::error::stop and ``` <img src=x> to 40 owls."


class Runner:
    """A machine of GitHub's: nothing on it but the repository, here the config of a working folder."""

    def __init__(self, folder: Path, config: Path) -> None:
        self.folder = folder
        self.output, self.summary = folder / "output", folder / "summary"
        (folder / "bin").mkdir(parents=True)
        (folder / "repository" / "watch").mkdir(parents=True)
        for path in config.glob("*.toml"):
            (target := folder / "repository" / "watch" / "config").mkdir(exist_ok=True)
            (target / path.name).write_bytes(path.read_bytes())
        self._program("pip", "exit 0")
        self._program("tracker", f'exec "{sys.executable}" -m tracker "$@"')
        self.ran: dict[str, int] = {}
        self.said = ""
        self.outputs: dict[str, str] = {}

    def run(self, workflow: dict[str, Any]) -> bool:
        """Run the steps of the job: whether it is green."""
        outputs = self.outputs
        outcomes: dict[str, str] = {}
        green = True
        for step in workflow["jobs"]["round"]["steps"]:
            if "run" not in step or not _wanted(step.get("if"), green=green, facts={**outputs, **outcomes}):
                continue
            code = self._step(workflow, step)
            green = green and code == 0
            self.ran[step["name"]] = code
            outcomes[f"steps.{step.get('id')}.outcome"] = "failure" if code else "success"
            for line in self.output.read_text(encoding="utf-8").splitlines() if self.output.exists() else ():
                name, _, value = line.partition("=")
                outputs.setdefault(f"steps.{step.get('id')}.outputs.{name}", value)
        return green

    def tokens(self) -> int:
        """How many times the runner was told to obey nothing, each time until another word that none can guess."""
        found = re.findall(r"^::stop-commands::([0-9a-f]{32})$", self.said, re.MULTILINE)
        assert len(set(found)) == len(found)
        return len(found)

    def _step(self, workflow: dict[str, Any], step: dict[str, Any]) -> int:
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("GIT")}
        env = {
            **inherited, **workflow["env"], **step.get("env", {}), "HOME": str(self.folder), "COLUMNS": "100",
            "PATH": f"{self.folder / 'bin'}:{os.environ['PATH']}", "CI": "true", "GITHUB_ACTIONS": "true",
            "RUNNER_TEMP": str(self.folder), "GITHUB_OUTPUT": str(self.output), "GITHUB_STEP_SUMMARY": str(self.summary),
        }  # fmt: skip
        # GitHub's own words for `shell: bash`.
        done = subprocess.run(  # both outputs are one log there
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
            cwd=self.folder / "repository", env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8",
            check=False,
        )  # fmt: skip
        self.said += done.stdout
        return done.returncode

    def _program(self, name: str, script: str) -> None:
        path = self.folder / "bin" / name
        path.write_text(f"#!/bin/bash\n{script}\n", encoding="utf-8")
        path.chmod(0o755)


def _wanted(condition: str | None, *, green: bool, facts: dict[str, str]) -> bool:
    """The conditions that our workflow uses; without one a step wants all before it to be well."""
    if condition is None:
        return green
    clauses = [clause.strip() for clause in condition.strip("${} ").split("&&")]
    holds = "!cancelled()" in clauses or green
    for clause in clauses:
        if match := re.fullmatch(r"(steps\.\S+) == '(\w+)'", clause):
            holds = holds and facts.get(match[1]) == match[2]
        else:
            assert clause == "!cancelled()"
    return holds


def obeyed(said: str) -> list[str]:
    """The lines of a log that GitHub's runner obeys (its ActionCommand.cs): after stop-commands none but its end."""
    found = []
    token = None
    for line in said.splitlines():
        if token is not None:
            token = None if line.strip() == f"::{token}::" else token
        elif match := re.fullmatch(r"::stop-commands::(\w+)", line.strip()):
            token = match[1]
        elif line.strip().startswith("::") or "##[" in line:
            found.append(line)
    assert token is None, "the runner was left deaf"
    return found


@pytest.fixture
def workflow() -> dict[str, Any]:
    """What GitHub reads."""
    text = github("watch", remote="backup", address="https://git.example/me/store.git", install="pip install .")
    found: dict[str, Any] = yaml.safe_load(text)
    return found


@pytest.fixture
def runner(desk: Any, tmp_path: Path) -> Callable[[], Runner]:
    """Makes a new, empty runner each time; the copies of the record stay."""
    for name in ("store.git", "raw.git"):  # new and empty, as one makes them on GitHub
        subprocess.run(["git", "init", "--quiet", "--bare", tmp_path / "copies" / name], check=True)
    with (desk.folder / "config" / "settings.toml").open("a", encoding="utf-8") as settings:
        settings.write(REMOTE.format(at=tmp_path / "copies"))
    made: list[Runner] = []

    def make() -> Runner:
        made.append(Runner(tmp_path / f"runner{len(made)}", desk.folder / "config"))
        return made[-1]

    return make


def test_the_workflow_is_one_that_github_takes(workflow: dict[str, Any]) -> None:
    """One round at a time, never cancelled, with no rights in the repository beyond reading it."""
    assert workflow["concurrency"] == {"group": "tracker", "cancel-in-progress": False}
    assert workflow["permissions"] == {"contents": "read"}
    assert re.fullmatch(r"\d{1,2} \* \* \* \*", workflow[True]["schedule"][0]["cron"])  # YAML 1.1 reads `on` as true
    steps = workflow["jobs"]["round"]["steps"]
    assert all("${{" not in step.get("run", "") for step in steps)
    assert all(re.fullmatch(r"actions/[a-z-]+@v\d+", step["uses"]) for step in steps if "uses" in step)
    assert workflow["jobs"]["round"]["outputs"] == {"news": "${{ steps.changes.outputs.news }}"}


def test_secrets_are_handed_to_the_one_step_that_needs_them() -> None:
    """The addresses of notifications stand in the environment of the round, and nowhere else."""
    address, secrets = "git@git.example:me/store.git", ["A_URL", "A_URL"]
    text = github("watch", remote="backup", address=address, install="pip install .", secrets=secrets)
    steps = yaml.safe_load(text)["jobs"]["round"]["steps"]

    assert [step["env"] for step in steps if step.get("id") == "round"] == [{"A_URL": "${{ secrets.A_URL }}"}]
    assert text.count("A_URL") == 2


def test_two_runners_one_after_the_other(desk: Any, runner: Callable[[], Runner], workflow: dict[str, Any]) -> None:
    """A failing source fails the job once the record is pushed; the next one goes on there, and no page commands it."""
    desk.site.page("/news", "", 500)
    first = runner()
    red = not first.run(workflow)
    desk.write(HOSTILE)
    for step in workflow["jobs"]["round"]["steps"]:  # a day has passed for GitHub, but not for this test
        step.update({"run": step["run"].replace(" --due", "")} if "run" in step else {})
    second = runner()
    green = second.run(workflow)

    assert red
    assert first.ran["One round"] == first.ran["Push the record"] == 0
    assert first.ran["Fail when sources are in trouble"] == 3
    assert [line.partition(" since ")[0] for line in obeyed(first.said)] == ["::warning title=news::failing"]
    assert first.outputs["steps.changes.outputs.news"] == "false"
    assert "Build the site" not in first.ran
    assert second.outputs["steps.changes.outputs.news"] == "true"
    assert second.ran["Build the site"] == 0
    assert (second.folder / "site" / "index.html").is_file()
    assert "    ! news  " in first.summary.read_text(encoding="utf-8")
    assert green, second.said
    assert "Fail when sources are in trouble" not in second.ran
    assert "outcome=recorded status=200" in second.said
    assert obeyed(second.said) == []
    assert second.tokens() == 2
    summary = second.summary.read_text(encoding="utf-8")
    assert "owls" in summary
    assert not re.search(r"^\s*::|<img", summary, re.MULTILINE)


def test_a_record_that_cannot_be_pulled_is_not_begun_anew(
    desk: Any, runner: Callable[[], Runner], workflow: dict[str, Any]
) -> None:
    """Without the record no round is run, nothing is pushed, and the job is red."""
    settings = desk.folder / "config" / "settings.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("copies", "not-mounted"), encoding="utf-8")
    one = runner()

    assert not one.run(workflow)

    assert one.ran["Pull the record"] != 0
    assert "One round" not in one.ran
    assert "Push the record" not in one.ran
