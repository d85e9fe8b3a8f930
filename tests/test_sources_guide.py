"""docs/sources.md says what sources.toml can hold: its examples load, and no kind, key or reason is missing."""

import re
import shlex
from pathlib import Path

import pytest

from tracker.capture.gate.wall import known
from tracker.cli.main import main
from tracker.config.explain import known_keys
from tracker.config.load import load
from tracker.config.shipped import shipped
from tracker.config.source import KINDS

GUIDE = (Path(__file__).parents[1] / "docs" / "sources.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```toml\n(.*?)```", GUIDE, re.DOTALL)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda text: text.split('kind = "')[1].split('"')[0])
def test_an_example_is_a_source(tmp_path: Path, example: str) -> None:
    """Each can be pasted into the file that `tracker init` makes."""
    for name in ("people.toml", "settings.toml"):
        (tmp_path / name).write_bytes((shipped() / name).read_bytes())
    (tmp_path / "sources.toml").write_text(example, encoding="utf-8")

    sources = load(tmp_path).sources

    assert len(sources) == example.count("[[source]]")


def test_all_examples_stand_together(tmp_path: Path) -> None:
    """No two of them are called the same, and every kind has one."""
    (tmp_path / "people.toml").write_bytes((shipped() / "people.toml").read_bytes())
    (tmp_path / "sources.toml").write_text("\n".join(EXAMPLES), encoding="utf-8")

    assert {source.kind for source in load(tmp_path).sources} == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_every_key_of_a_kind_is_explained(kind: str) -> None:
    """In the text or in an example."""
    for key in known_keys(KINDS[kind]):
        assert re.search(rf"`{key}`|^{key} = |`{key} = ", GUIDE, re.MULTILINE), key


def test_every_reason_of_the_gate_is_explained() -> None:
    """Each sort of page that is kept out has its line."""
    for wall in known().wall:
        assert f"| `{wall.name}` |" in GUIDE


def test_the_commands_are_commands(capsys: pytest.CaptureFixture[str]) -> None:
    """Every command that the guide shows exists, with the options that it shows."""
    for block in re.findall(r"```sh\n(.*?)```", GUIDE, re.DOTALL):
        for line in block.splitlines():
            words = shlex.split(line.partition("   #")[0])
            options = [word for word in words if word.startswith("--")]
            name = words[1:3] if words[1] in {"sources", "publisher"} else words[1:2]
            assert main([*name, "--help"]) == 0
            said = capsys.readouterr().out
            assert all(option in said for option in options), line
