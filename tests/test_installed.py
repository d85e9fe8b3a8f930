"""What adds an extra and what brings tracker to a runner, for each way in which a copy can have been installed."""

import json
import re
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from tracker import installed
from tracker.installed import InstallSource, how_to_add, how_to_install, libraries_of, origin, own_version

ROOT = Path(__file__).parents[1]
COMMIT = "0123456789abcdef0123456789abcdef01234567"
FORMS = {
    "editable": ({"url": "file:///srv/a%20b", "dir_info": {"editable": True}}, "file:///srv/a%20b", "/srv/a b"),
    "folder": ({"url": "file:///srv/t", "dir_info": {}}, "file:///srv/t", "/srv/t"),
    "wheel file": ({"url": "file:///srv/t.whl", "archive_info": {}}, "file:///srv/t.whl", "/srv/t.whl"),
    "wheel on the web": ({"url": "https://example.org/t.whl", "archive_info": {}}, "https://example.org/t.whl", None),
    "git": (
        {
            "url": "https://example.org/t.git",
            "vcs_info": {"vcs": "git", "commit_id": COMMIT, "requested_revision": "main"},
        },
        f"git+https://example.org/t.git@{COMMIT}",
        None,
    ),
}


def _says(monkeypatch: pytest.MonkeyPatch, direct_url: str | None) -> None:
    monkeypatch.setattr("importlib.metadata.distribution", lambda _: SimpleNamespace(read_text=lambda _: direct_url))


@pytest.mark.parametrize("form", FORMS)
def test_where_a_copy_came_from(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each form of PEP 610; a commit, not the branch that has moved since."""
    told, requirement, local = FORMS[form]
    _says(monkeypatch, json.dumps(told))

    assert origin() == InstallSource(requirement, Path(local) if local else None)


def test_a_copy_from_an_index_has_no_address(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A runner then asks the same index for the same version."""
    _says(monkeypatch, None)

    assert how_to_install(origin(), inside=tmp_path) == f"pip install pledge-tracker=={own_version()}"


def test_a_runner_installs_what_its_repository_holds(tmp_path: Path) -> None:
    """The tool's own folder, wherever it lies in the repository; nothing that lies elsewhere on this machine."""
    tool = tmp_path / "a tool"
    tool.mkdir()
    came = InstallSource(tool.as_uri(), tool)

    assert how_to_install(came, inside=tmp_path, extras=("notify",)) == "pip install './a tool[notify]'"
    assert how_to_install(came, inside=tool, extras=("archive", "notify")) == "pip install '.[archive,notify]'"
    assert how_to_install(came, inside=tool) == "pip install ."
    assert how_to_install(InstallSource("file:///gone", tmp_path / "gone"), inside=tmp_path) is None
    assert how_to_install(came, inside=tmp_path / "else") is None


def test_a_runner_asks_git_for_the_very_commit(tmp_path: Path) -> None:
    """With the extras."""
    came = InstallSource(f"git+https://example.org/t.git@{COMMIT}", None)

    told = how_to_install(came, inside=tmp_path, extras=("notify",))

    assert told == f"pip install 'pledge-tracker[notify] @ git+https://example.org/t.git@{COMMIT}'"


def test_an_extra_is_added_to_the_copy_that_runs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """By the names of its libraries, into this very environment: pip's, pipx's, or one that has uv alone."""
    python = sys.executable
    with_pip = how_to_add("notify")
    monkeypatch.setattr(installed, "find_spec", lambda _: None)
    monkeypatch.setattr(installed, "which", lambda name: f"/usr/bin/{name}")
    with_uv = how_to_add("archive")
    (tmp_path / "pipx_metadata.json").touch()
    monkeypatch.setattr(sys, "prefix", str(tmp_path))

    assert with_pip == f"{python} -m pip install 'apprise>=1.9'"
    assert with_uv == f"uv pip install --python {python} 'warcio>=1.7.5'"
    assert how_to_add("scale") == "pipx inject pledge-tracker 'numpy>=2' 'scipy>=1.14' 'sparse-dot-topn>=1.2'"


@pytest.mark.parametrize("extra", ["archive", "dask", "generic", "notify", "scale"])
def test_every_extra_that_is_spoken_of_exists(extra: str) -> None:
    """An extra of another name would be an empty command."""
    assert libraries_of(extra)


def test_an_extra_that_there_is_not() -> None:
    """It is a fault of ours."""
    with pytest.raises(KeyError):
        libraries_of("dev")


def test_nobody_is_told_to_install_what_is_not_ours() -> None:
    """`tracker` is somebody else's name on the package index, and no distribution here is called so."""
    texts = [
        *(ROOT / "tracker").rglob("*.py"),
        *(ROOT / "tracker").rglob("*.txt"),
        *(ROOT / "docs").rglob("*.md"),
        ROOT / "README.md",
    ]
    wrong = re.compile(
        r"""(?:install|inject|add)[^\n]{0,20}[ '"]tracker(?:\[|['"]?$)|(?<!_)version\(["']tracker""", re.MULTILINE
    )

    assert [str(one.relative_to(ROOT)) for one in texts if wrong.search(one.read_text("utf-8"))] == []
