"""Modules that are loaded when something of them is first asked for."""

import subprocess
import sys

import pytest

from tracker.later import later


def test_a_module_is_loaded_when_it_is_first_used() -> None:
    """Naming it loads nothing; what it then gives is the module's own."""
    script = (
        "import sys; from tracker.later import later; one = later('colorsys');"
        "print('colorsys' in sys.modules); print(one.ONE_SIXTH); print('colorsys' in sys.modules)"
    )

    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert done.stdout.split() == ["False", str(1.0 / 6.0), "True"]


def test_it_answers_what_the_module_says_now(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is changed in a module, as tests do, shows at the next use."""
    title = later("tracker.extract.title")
    assert title.UNTITLED == "Untitled"

    monkeypatch.setattr("tracker.extract.title.UNTITLED", "None")

    assert title.UNTITLED == "None"


def test_what_is_not_there_is_said_as_an_import_says_it() -> None:
    """A name that the module lacks, and a module that there is not."""
    with pytest.raises(AttributeError, match="UNTITELED"):
        _ = later("tracker.extract.title").UNTITELED
    with pytest.raises(ModuleNotFoundError, match=r"tracker\.extract\.titel"):
        _ = later("tracker.extract.titel").UNTITLED
