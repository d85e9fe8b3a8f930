"""One screen: what is shown, what is left, and that nothing beyond it is made."""

import sys
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from rich.console import RenderableType
from rich.text import Text

from tracker.cli.screen import LINES, limited, more, show
from tracker.cli.world import World
from tracker.errors import UsageError

MADE: list[int] = []


def _claims(count: int, words: str = "We will plant an oak.") -> Iterator[list[RenderableType]]:
    MADE.clear()
    for number in range(count):
        MADE.append(number)
        yield [Text(f"claim {number}"), Text(words)]


def _printed(
    monkeypatch: pytest.MonkeyPatch, world: World, count: int = 1_000, width: int = 80, **asked: object
) -> str:
    file = StringIO()
    monkeypatch.setattr(sys, "stdout", file)
    monkeypatch.setenv("COLUMNS", str(width))
    given = {"head": [Text(f"{count} claims")], "left": more(count, "claim"), **asked}
    show(world, given.pop("blocks", _claims(count)), **given)  # type: ignore[arg-type]
    return file.getvalue()


def _world(*typed: str) -> World:
    return World(typed=typed)


def test_a_screen_has_the_sum_first_and_what_is_left_last(monkeypatch: pytest.MonkeyPatch) -> None:
    """No more than one terminal, ending in the command that shows the rest; no block beyond it is made."""
    said = _printed(monkeypatch, _world("tracker", "claims", "--about", "oak trees")).splitlines()

    assert said[0] == "1000 claims"
    assert said[-1] == "990 more claims: tracker claims --about 'oak trees' --full"
    assert len(said) <= LINES
    assert len(MADE) == 12


def test_lines_are_counted_as_they_wrap(monkeypatch: pytest.MonkeyPatch) -> None:
    """A narrow terminal shows fewer, never more than a screen; and the same twice."""
    for width in (20, 60, 80, 120):
        once, again = (
            _printed(
                monkeypatch,
                _world("tracker", "claims"),
                width=width,
                foot=[Text("Signs: P pledge")],
                blocks=_claims(1_000, "word " * 30),
            )
            for _ in range(2)
        )

        assert once == again
        assert LINES - 8 <= len(once.splitlines()) <= LINES
        assert "\nSigns: P pledge\n9" in once


@pytest.mark.parametrize("asked", [{"limit": 0}, {"full": True}])
def test_everything_is_shown_where_it_is_asked_for(monkeypatch: pytest.MonkeyPatch, asked: dict[str, object]) -> None:
    """`--full` and `--limit 0` are the same, and nothing is left."""
    said = _printed(monkeypatch, _world(), **asked)

    assert len(said.splitlines()) == 2_001


def test_a_number_of_blocks_is_kept_to_however_long_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    """`--limit 30` shows thirty, and says how many are left; without a command known, which option shows them."""
    said = _printed(monkeypatch, _world(), limit=30).splitlines()

    assert "claim 29" in said
    assert said[-1] == "970 more claims: --full"


def test_one_block_longer_than_the_screen_is_begun(monkeypatch: pytest.MonkeyPatch) -> None:
    """Something is shown rather than nothing."""
    said = _printed(monkeypatch, _world(), blocks=[[Text("oak " * 2_000)]], count=2).splitlines()

    assert len(said) == LINES
    assert said[1].startswith("oak")
    assert said[-2] == "…"


def test_a_setting_asks_for_everything(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """`output = "full"` holds for every command of that folder."""
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "sources.toml").write_text("", "utf-8")
    (tmp_path / "config" / "settings.toml").write_text('output = "full"\n', "utf-8")

    said = _printed(monkeypatch, World(root=tmp_path))

    assert len(said.splitlines()) == 2_001


def test_a_command_too_long_for_the_line_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """The option stands there all the same; an option goes before the words that follow `--`."""
    said = _printed(monkeypatch, _world("tracker", "find", *["word"] * 30)).splitlines()

    assert said[-1] == "990 more claims: --full"
    assert _world("tracker", "find", "--", "-5%").again("--full") == "tracker find --full -- -5%"


def test_two_answers_to_one_question_are_refused() -> None:
    """`--full` with a number says two things."""
    with pytest.raises(UsageError, match="--limit 3"):
        limited(3, full=True)
