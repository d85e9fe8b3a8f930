"""The name under which somebody decides."""

from pathlib import Path

import pytest

from tracker.config.decider import decider, keep_decider, name_of
from tracker.errors import ConfigError


def test_a_name_is_kept_and_not_for_git(tmp_path: Path) -> None:
    """It is read back, in whatever letters; git is told to leave its file alone, once."""
    (tmp_path / ".gitignore").write_text("draft.toml\n")

    assert decider(tmp_path) is None
    keep_decider(tmp_path, "Zoë “Z” O’Neill")
    keep_decider(tmp_path, 'Zoë "Z" O’Neill')

    assert decider(tmp_path) == 'Zoë "Z" O’Neill'
    assert (tmp_path / ".gitignore").read_text() == "draft.toml\nme.toml\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == [".gitignore", "me.toml"]


@pytest.mark.parametrize("text", ["", "  ", "Ada\x1b[31m", "x" * 101])
def test_what_is_no_name_is_refused(text: str) -> None:
    """One line that can be shown, and no longer than names are."""
    with pytest.raises(ValueError, match="one line"):
        name_of(text)


def test_a_file_with_faults_is_told(tmp_path: Path) -> None:
    """With the key that was meant."""
    (tmp_path / "me.toml").write_text('nane = "Ada"\n')

    with pytest.raises(ConfigError, match="name"):
        decider(tmp_path)
