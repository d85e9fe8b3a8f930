"""Corrections that a person writes."""

from datetime import date
from pathlib import Path

import pytest

from tracker.config.correction import Correction
from tracker.config.load import load, load_corrections
from tracker.config.shipped import shipped
from tracker.errors import ConfigError

GOOD = '[[correction]]\non = 2026-01-15\nabout = ["{about}"]\nwrong = "The day."\nnow = "Another day."\n'


def _load(folder: Path, text: str) -> tuple[Correction, ...]:
    (folder / "corrections.toml").write_text(text, encoding="utf-8")
    return load_corrections(folder).correction


@pytest.mark.parametrize(
    "about",
    [
        "t-abcdefgh23",
        "c-abcdefgh23",
        "dfe-rise@3",
        "dfe-news/a-page-1a2b@12",
        "changes/dfe-rise/page/3.html",
        "index.html",
    ],
)
def test_a_correction_names_what_it_is_about(tmp_path: Path, about: str) -> None:
    """Under the ids and addresses that were published."""
    (one,) = _load(tmp_path, GOOD.format(about=about))

    assert one == Correction(on=date(2026, 1, 15), about=(about,), wrong="The day.", now="Another day.")


@pytest.mark.parametrize("about", ["../secret.html", "https://x.org/", "t-1", "javascript:alert(1)", "a b", "dfe-rise"])
def test_what_is_no_page_or_id_is_refused(tmp_path: Path, about: str) -> None:
    """It would become a link on the page of corrections."""
    with pytest.raises(
        ConfigError, match="expected an id such as t-abcdefgh23, a version such as dfe-rise@3 or a page"
    ):
        _load(tmp_path, GOOD.format(about=about))


def test_every_fault_is_told_at_once(tmp_path: Path) -> None:
    """With the other files' faults."""
    for name in ("sources.toml", "people.toml"):
        (tmp_path / name).write_bytes((shipped() / name).read_bytes())
    (tmp_path / "settings.toml").write_text("delay = -1\n", encoding="utf-8")
    (tmp_path / "corrections.toml").write_text('[[correction]]\nwrong = ""\nwhy = "x"\n', encoding="utf-8")

    with pytest.raises(ConfigError) as caught:
        load(tmp_path)

    told = str(caught.value)
    assert "settings.toml:1: delay" in told
    for key in ("on", "now", "wrong", "why"):
        assert f"correction 1 {key}" in told


def test_the_shipped_file_corrects_nothing_and_shows_how(tmp_path: Path) -> None:
    """Its example reads, once its signs are taken away."""
    text = (shipped() / "corrections.toml").read_text(encoding="utf-8")
    example = text[text.index("# [[correction]]") :].replace("# ", "")

    assert _load(tmp_path, text) == ()
    assert len(_load(tmp_path, example)) == 1
