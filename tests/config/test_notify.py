"""notify.toml: whom to tell, and never an address."""

from pathlib import Path

import pytest

from tracker.config.load import load_notify, load_watches
from tracker.config.notify import WORTH_TELLING
from tracker.errors import ConfigError

SECRET = "xoxb-12345-abcdef"  # noqa: S105 - one that must never be shown
GOOD = '[[notify]]\nname = "desk"\nurl_env = "DESK_URL"\n'


def faults(folder: Path, text: str) -> str:
    """All faults of a notify.toml."""
    (folder / "notify.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load_notify(folder, load_watches(folder))
    return str(caught.value).replace(f"{folder}/", "")


@pytest.mark.parametrize(
    "line",
    [
        f'url = "slack://{SECRET}"',
        f'url = "{SECRET}"',
        f'url_env = "slack://{SECRET}"',
        f'url_env = "{SECRET}"',
        f'template = "mailto://me:{SECRET}@example.org"',
        f'urls = ["slack://{SECRET}"]',
    ],
)
def test_an_address_in_the_file_is_a_fault_and_is_not_repeated(tmp_path: Path, line: str) -> None:
    """Config is shared and pushed: the fault says where the address belongs, and a log of it holds no password."""
    told = faults(tmp_path, GOOD.replace('url_env = "DESK_URL"', line))

    assert told.startswith("notify.toml:3: notify 1 (desk) url") or "template" in told
    assert "put it into an environment variable" in told
    assert SECRET not in told


def test_other_faults_are_told_with_their_lines(tmp_path: Path) -> None:
    """A name that stands twice, a watch that is not there, a key that is none, a template outside the folder."""
    told = faults(tmp_path, f'{GOOD}watch = "send"\n{GOOD}scor = 1\ntemplate = "../x"\n').splitlines()

    assert told == [
        "notify.toml:4: notify 1 (desk) watch: expected a watch of watches.toml; it has none",
        "notify.toml:6: notify 2 (desk) name: expected a name of its own, found 'desk' as on line 2",
        "notify.toml:8: notify 2 (desk) scor: not a known key; did you mean 'score'?",
        (
            "notify.toml:9: notify 2 (desk) template: expected a path inside the working folder, without .. and without "
            "/ or ~ at its start, found '../x'"
        ),
    ]


@pytest.mark.parametrize(("more", "threshold"), [("", WORTH_TELLING), ('watch = "x"', None), ("score = 0.7", 0.7)])
def test_a_watch_takes_the_place_of_the_usual_score(tmp_path: Path, more: str, threshold: float | None) -> None:
    """Without a score and a watch the usual score holds; with a watch alone, none."""
    (tmp_path / "notify.toml").write_text(f"{GOOD}{more}\n", encoding="utf-8")

    (target,) = load_notify(tmp_path).notify

    assert target.threshold == threshold
    assert target.reader == "notify-desk"
    assert target.what == ("changes", "breaking", "recovering")
