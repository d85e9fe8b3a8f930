"""Saved watches."""

from pathlib import Path

import pytest

from tracker.config.load import load_watches
from tracker.config.watches import SavedWatch
from tracker.errors import ConfigError


def _load(folder: Path, text: str) -> tuple[SavedWatch, ...]:
    (folder / "watches.toml").write_text(text, encoding="utf-8")
    return load_watches(folder).watch


def test_a_watch_keeps_filters_under_a_name(tmp_path: Path) -> None:
    """What is not said lets everything through."""
    (watch,) = _load(
        tmp_path, '[[watch]]\nid = "send"\nmatching = [\'"special educational"\', "EHCP*"]\nremoved = true\n'
    )

    assert watch == SavedWatch(id="send", matching=('"special educational"', "EHCP*"), removed=True)


def test_without_the_file_nothing_is_watched_for(tmp_path: Path) -> None:
    """The file may be missing."""
    assert load_watches(tmp_path).watch == ()


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (
            '[[watch]]\nid = "a"\nmatching = ["…"]\n',
            "watches.toml:3: watch 1 (a) matching 1: expected at least one word",
        ),
        ('[[watch]]\nid = "a"\ntopic = ["x"]\n', "not a known key"),
        ('[[watch]]\nid = "a"\n[[watch]]\nid = "a"\n', "expected an id of its own, found 'a' as on line 2"),
        ('[[watch]]\ntitle = "Birds"\n', "id"),
    ],
)
def test_what_is_wrong_is_said_by_line(tmp_path: Path, text: str, fault: str) -> None:
    """A watch that would match nothing, an unknown key, an id twice, none at all."""
    with pytest.raises(ConfigError) as caught:
        _load(tmp_path, text)

    assert fault in str(caught.value)
