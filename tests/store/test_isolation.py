"""Unlucky machines: whatever git is told by files, variables and neighbours, the very same commits are written."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

WRITER = Path(__file__).with_name("lone_writer.py")
FILTER = '[filter "party"]\n clean = sed s/Labour/Tory/\n smudge = sed s/Labour/Tory/\n required = true\n'
CONFIGS = {
    "signing, with a broken gpg": "[commit]\n gpgSign = true\n[tag]\n gpgSign = true\n[gpg]\n program = /nonexistent\n",
    "hooks that run scripts and refuse": "[core]\n hooksPath = {hostile}\n",
    "a template with hooks": "[init]\n templateDir = {template}\n",
    "CRLF": "[core]\n autocrlf = true\n eol = crlf\n",
    "CRLF refused": "[core]\n autocrlf = input\n safecrlf = true\n",
    "every page ignored": "[core]\n excludesFile = {home}/ignored\n",
    "a filter that rewrites texts": "[core]\n attributesFile = {home}/attributes\n" + FILTER,
    "a script as file monitor": "[core]\n fsmonitor = {hostile}/reference-transaction\n",
    "another encoding": "[i18n]\n commitEncoding = ISO-8859-1\n logOutputEncoding = UTF-16\n",
    "bare repositories forbidden": "[safe]\n bareRepository = explicit\n",
    "sha256 wanted": "[init]\n defaultObjectFormat = sha256\n defaultBranch = trunk\n",
    "objects left loose": "[fastimport]\n unpackLimit = 100000\n[core]\n fsync = none\n[transfer]\n unpackLimit = 100000\n",
    "a name required": "[user]\n useConfigOnly = true\n",
    "a broken file": "[core\n autocrlf\n",
}
VARIABLES: dict[str, dict[str, str]] = {
    "no HOME and no name, as in cron": {"HOME": "", "USER": "", "LOGNAME": "", "EMAIL": ""},
    "inside a hook: GIT_DIR": {"GIT_DIR": "{home}", "GIT_PREFIX": "x/"},
    "GIT_WORK_TREE and GIT_INDEX_FILE": {"GIT_WORK_TREE": "{home}", "GIT_INDEX_FILE": "{home}/index"},
    "GIT_OBJECT_DIRECTORY": {"GIT_OBJECT_DIRECTORY": "{home}/objects", "GIT_ALTERNATE_OBJECT_DIRECTORIES": "{home}"},
    "GIT_DEFAULT_HASH=sha256": {"GIT_DEFAULT_HASH": "sha256"},
    "GIT_TEMPLATE_DIR": {"GIT_TEMPLATE_DIR": "{template}"},
    "CRLF by variables": {
        "GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "core.autocrlf", "GIT_CONFIG_VALUE_0": "true",
        "GIT_CONFIG_PARAMETERS": "'core.autocrlf'='true'",
    },
    "names, dates and a namespace": {
        "GIT_AUTHOR_NAME": "somebody", "GIT_COMMITTER_EMAIL": "x@y", "GIT_AUTHOR_DATE": "1 +0000",
        "GIT_COMMITTER_DATE": "1 +0000", "GIT_NAMESPACE": "x",
    },
}  # fmt: skip
DISTURBED = {
    "hooks inside the repository": "hooks",
    "attributes inside": "attributes",
    "owned by another user": "owner",
}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Hooks that leave a trace and refuse."""
    folder = tmp_path_factory.mktemp("template") / "hooks"
    folder.mkdir()
    for name in ("pre-commit", "commit-msg", "reference-transaction", "post-commit", "update", "post-index-change"):
        (folder / name).write_text(f"#!/bin/sh\ntouch {folder.parent}/ran\nexit 1\n")
        (folder / name).chmod(0o755)
    return folder


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Both heads as written on a machine without any unlucky setting."""
    return write(tmp_path_factory.mktemp("plain"), {})


def write(place: Path, variables: Mapping[str, str], *disturb: str) -> str:
    """Both heads after two rounds, written by a fresh process in such an environment."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")} | variables
    command = [sys.executable, str(WRITER), str(place / "snapshots"), *disturb]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("case", CONFIGS)
def test_a_configuration_changes_no_byte(case: str, tmp_path: Path, hostile: Path, expected: str) -> None:
    """The user's own ~/.gitconfig, also where variables point to it: the same commit ids, and no foreign script ran."""
    (tmp_path / "ignored").write_text("*.md\n*.json\nbody\n")
    (tmp_path / "attributes").write_text("* filter=party text eol=crlf\n")
    told = CONFIGS[case].format(home=tmp_path, hostile=hostile, template=hostile.parent)
    (tmp_path / ".gitconfig").write_text(told)
    file = str(tmp_path / ".gitconfig")

    found = write(
        tmp_path,
        {"HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path), "GIT_CONFIG_GLOBAL": file, "GIT_CONFIG_SYSTEM": file},
    )

    assert found == expected
    assert not (hostile.parent / "ran").exists()


@pytest.mark.parametrize("case", VARIABLES)
def test_a_variable_changes_no_byte(case: str, tmp_path: Path, hostile: Path, expected: str) -> None:
    """Set by cron, a hook or a CI runner: the same commit ids, and nothing written elsewhere."""
    values = {name: value.format(home=tmp_path, template=hostile.parent) for name, value in VARIABLES[case].items()}

    assert write(tmp_path, values) == expected
    assert not (hostile.parent / "ran").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["snapshots"]


@pytest.mark.parametrize("case", DISTURBED)
def test_a_neighbour_changes_no_byte(case: str, tmp_path: Path, hostile: Path, expected: str) -> None:
    """Hooks or attributes put into the repository, or another owner: the same commit ids, and no script ran."""
    if case == "owned by another user" and os.geteuid() != 0:
        pytest.skip("only root may give files away")

    assert write(tmp_path, {}, DISTURBED[case], str(hostile)) == expected
    assert not (hostile.parent / "ran").exists()


def test_help_does_not_load_git() -> None:
    """`tracker --help` neither starts git nor loads what locks a store."""
    code = (
        "import sys\nfrom tracker.cli.start import run\nsys.argv = ['tracker', '--help']\n"
        "try: run()\nexcept SystemExit: pass\n"
        "print({'tracker.store.git', 'filelock'} & set(sys.modules), file=sys.stderr)"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert "snapshot" in done.stdout
    assert done.stderr == "set()\n"
