"""What is published: wheel and sdist are whole, run without the checkout, and the release check tells what is missing.

`TRACKER_RELEASE=1` also installs them, with pip and with pipx, into an empty home: about three minutes and the network.
"""

import importlib.util
import os
import re
import shlex
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[1]
PROJECT = (ROOT / "pyproject.toml").read_text("utf-8")
ADDRESS = "https://git.example/me/pledge-tracker"


def _module(path: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(Path(path).stem, ROOT / path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The wheel and the sdist."""
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-d", folder], cwd=ROOT, check=True, capture_output=True
    )
    return {"wheel": next(folder.glob("*.whl")), "sdist": next(folder.glob("*.tar.gz"))}


def test_the_wheel_runs_without_the_checkout(built: dict[str, Path], tmp_path: Path) -> None:
    """All of it and nothing else, with an empty home: it says its version and makes a working folder."""
    with zipfile.ZipFile(built["wheel"]) as wheel:
        tops = {name.partition("/")[0] for name in wheel.namelist()}
        wheel.extractall(tmp_path / "wheel")  # noqa: S202 - we have just built it
    env = {"PATH": os.environ["PATH"], "HOME": str(tmp_path / "home"), "PYTHONPATH": str(tmp_path / "wheel")}

    said = [
        subprocess.run(
            [sys.executable, "-m", "tracker", *words], cwd=tmp_path, env=env, check=True, capture_output=True, text=True
        ).stdout
        for words in (["--version"], ["init", "watch"])
    ]

    assert {re.sub(r"-\d+\.\d+\.\d+", "", top) for top in tops} == {"tracker", "pledge_tracker.dist-info"}
    assert said[0].startswith(f"tracker {built['wheel'].name.split('-')[1]}\n")
    assert said[1].startswith("Made ")
    for file in (ROOT / "config").iterdir():
        assert (tmp_path / "watch" / "config" / file.name).is_file()


def test_the_wheel_says_what_users_may_add(built: dict[str, Path]) -> None:
    """Extras for users only; the command is `tracker`."""
    with zipfile.ZipFile(built["wheel"]) as wheel:
        told = {name.rpartition("/")[2]: wheel.read(name).decode() for name in wheel.namelist() if "dist-info/" in name}

    assert set(re.findall(r"^Provides-Extra: (.+)$", told["METADATA"], re.MULTILINE)) == {
        "archive",
        "browser",
        "cards",
        "dask",
        "generic",
        "notify",
        "scale",
        "semantic",
    }
    assert "tracker = tracker.cli.start:run" in told["entry_points.txt"]
    assert told["METADATA"].endswith((ROOT / "README.md").read_text("utf-8"))


def test_the_sdist_holds_what_is_kept_in_git(built: dict[str, Path]) -> None:
    """Whoever has it can build, test and read all of it."""
    git = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if git.returncode:
        pytest.skip("this is no checkout of git")
    with tarfile.open(built["sdist"]) as sdist:
        held = {name.partition("/")[2] for name in sdist.getnames()}

    elsewhere = (".ci/", ".github/", "snapshots/", ".editorconfig", ".pre-commit-config.yaml")
    wanted = {name for name in git.stdout.splitlines() if not name.startswith(elsewhere) and (ROOT / name).exists()}
    assert wanted - held == set()


def test_links_follow_the_public_address() -> None:
    """Pictures raw, pages as a forge shows them, both at the release's tag; links elsewhere and within stay."""
    hook = _module("hatch_build.py")
    text = "![a](docs/pictures/diff.svg) [b](docs/commands.md) [c](https://example.org/x) [d](#limits)"

    assert hook.linked(text, ADDRESS, "v1.2.3") == (
        f"![a]({ADDRESS}/raw/v1.2.3/docs/pictures/diff.svg) [b]({ADDRESS}/blob/v1.2.3/docs/commands.md) "
        "[c](https://example.org/x) [d](#limits)"
    )
    assert hook.links(ADDRESS)["Source"] == ADDRESS
    assert all(url.startswith(ADDRESS) for url in hook.links(ADDRESS).values())
    assert hook.linked(text, "", "v1.2.3") == text
    assert hook.links("") == {}


@pytest.mark.parametrize(
    ("project", "changelog", "tags", "told"),
    [
        ('address = ""', "", "", "no public address"),
        (
            "",
            "## 9.9.9, 2026-01-01",
            "",
            "The newest version in CHANGELOG.md is 9.9.9, 2026-01-01, not VERSION with its date",
        ),
        ("", "## VERSION", "", "not VERSION with its date"),
        ("", "## Unreleased\n\n### Added\n\n- A thing.\n\n## VERSION, 2026-01-01", "", "lines under Unreleased"),
        ("", "", "v0.0.1\nvVERSION\n", "The tag vVERSION exists"),
    ],
)
def test_the_release_check_tells_what_is_missing(project: str, changelog: str, tags: str, told: str) -> None:
    """One sentence for each fault, and none where all is well."""
    release = _module("scripts/release.py")
    version = re.search(r'^version = "(.+)"$', PROJECT, re.MULTILINE)
    assert version is not None
    good, logged = (
        PROJECT.replace('address = ""', f'address = "{ADDRESS}"'),
        f"## Unreleased\n\n## {version[1]}, 2026-01-01\n",
    )

    faults = [
        *release.missing(
            PROJECT if project else good,
            changelog.replace("VERSION", version[1]) + "\n" if changelog else logged,
            tags=tags.replace("VERSION", version[1]),
            dirty=False,
        )
    ]

    assert len(faults) == 1
    assert told.replace("VERSION", version[1]) in faults[0]
    assert list(release.missing(good, logged, tags="v0.0.1", dirty=False)) == []
    assert len(list(release.missing(good, logged, tags="", dirty=True))) == 1


@pytest.mark.skipif(not os.environ.get("TRACKER_RELEASE"), reason="installs what is published: TRACKER_RELEASE=1")
@pytest.mark.parametrize(("form", "way"), [("wheel", "pip"), ("sdist", "pip"), ("wheel", "pipx")])
def test_what_is_published_installs_and_runs(built: dict[str, Path], form: str, way: str, tmp_path: Path) -> None:
    """In an empty home: the version, the demonstration, and an extra by the message's own command."""
    home = tmp_path / "home"
    home.mkdir()
    env = {name: value for name, value in os.environ.items() if name.startswith("PIP_") or name == "LANG"}
    env |= {"HOME": str(home), "PATH": f"{home / '.local/bin'}:{tmp_path / 'tools/bin'}:/usr/local/bin:/usr/bin:/bin"}

    def run(*words: str | Path, code: int = 0) -> str:
        command = [str(word) for word in words]
        done = subprocess.run(command, cwd=home, env=env, check=False, capture_output=True, text=True)
        assert done.returncode == code, f"{words}: {done.returncode}\n{done.stdout}\n{done.stderr}"
        return done.stdout + done.stderr

    run(sys.executable, "-m", "venv", tmp_path / "tools")
    pip = [tmp_path / "tools/bin/python", "-m", "pip", "install", "--quiet"]
    if way == "pipx":
        run(*pip, "pipx")
        run(tmp_path / "tools/bin/pipx", "install", built[form])
    else:
        run(*pip, built[form])

    assert run("tracker", "--version").startswith(f"tracker {built['wheel'].name.split('-')[1]}\n")
    assert "hit squads" in run("tracker", "demo", "story")
    lacking = run("tracker", "-C", "story", "export", "warc", home / "all.warc.gz", code=2)
    run(*shlex.split(lacking.partition("Install it: ")[2]))
    run("tracker", "-C", "story", "export", "warc", home / "all.warc.gz")
    assert (home / "all.warc.gz").stat().st_size > 10_000
