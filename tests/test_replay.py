"""scripts/replay.py plays versions of pages back into a store; here invented ones."""

import importlib.util
import json
import lzma
import sys
from datetime import datetime
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tracker.cli.main import main

ROOT = Path(__file__).parents[1]
SENTENCES = "The scheme pays for new benches in every park. Councils choose where they stand and keep them well."


@pytest.fixture
def replay() -> ModuleType:
    """The script."""
    spec = importlib.util.spec_from_file_location("script_replay", ROOT / "scripts" / "replay.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["script_replay"] = module
    spec.loader.exec_module(module)
    return module


def version(path: str, at: str, said: str, updated: str = "") -> dict[str, Any]:
    """One line of data."""
    dates = f'<div class="gem-c-metadata"><dl><dt>Last updated</dt><dd>{updated}</dd></dl></div>' if updated else ""
    html = f'<main><h1>Benches</h1>{dates}<div class="govspeak"><p>{SENTENCES}</p><p>{said}</p></div></main>'
    return {"path": path, "committed": int(datetime.fromisoformat(at).timestamp()), "html": html, "subject": "-"}


def test_versions_are_played_back_at_their_times(
    replay: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Three versions of one page, two of them on one day, and an error page of another: four versions, one suspect."""
    rows = [
        version("/benches", "2021-03-01T09:00:00+00:00", "It starts in May."),
        version("/benches", "2021-03-09T10:00:00+00:00", "It starts in June."),
        version("/benches", "2021-03-09T15:00:00+00:00", "It starts in July."),
        version("/parks", "2021-03-02T09:00:00+00:00", "Each has a gate."),
        {**version("/parks", "2021-03-20T09:00:00+00:00", ""), "html": "<main><h1>Page not found</h1></main>"},
    ]
    data = tmp_path / "data.jsonl.xz"
    with lzma.open(data, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)

    assert replay.main([str(tmp_path / "watch"), "--data", str(data)]) == 0

    said = capsys.readouterr().out
    assert "### 5 versions of 2 pages, played back in 7 rounds" in said
    assert "| versions recorded | 4 |" in said
    assert "| suspect captures | 1 |" in said
    assert "\n- 2021-03-20 parks-" in said
    benches = replay.source_of("/benches").id
    assert main(["-C", str(tmp_path / "watch"), "log", benches]) == 0
    assert "9 Mar 2021, 15:00" in capsys.readouterr().out
    assert main(["-C", str(tmp_path / "watch"), "diff", benches, "1", "3"]) == 0
    assert "July" in capsys.readouterr().out


def test_without_data_it_says_so(replay: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is made where there is nothing to play."""
    assert replay.main([str(tmp_path / "watch"), "--data", str(tmp_path / "none")]) == 2
    assert "There is no data" in capsys.readouterr().err
    assert not (tmp_path / "watch").exists()
