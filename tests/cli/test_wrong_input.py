"""What a newcomer gets wrong: a sentence with the next step, and the exit code of the table in docs/rounds.md."""

from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., tuple[int, str]]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("claims", "none.html"), 2, "The file none.html is not there: see how its name is spelt"),
        (("claims", "/"), 2, "The file / is a folder"),
        (("trace", "none.pdf"), 2, "The file none.pdf is not there: see how its name is spelt"),
        (("trace", "./none"), 2, "The file ./none is not there"),
        (("trace", "save the file plan.pdf"), 0, "Nothing found"),
        (("diff", "--files", "none.html", "none.txt"), 2, "none.html cannot be read: no such file or directory."),
        (("changes", "--topic", "owls"), 2, "none is declared in config/sources.toml"),
        (("cite", "plan@1", "--bundle", "none/a.zip"), 4, "none/a.zip cannot be written"),
        (("export", "warc", "none/a.warc"), 4, "none/a.warc cannot be written"),
        (("import", "file", "none.html"), 2, "There is no file none.html: see how its name is spelt"),
        (("sources", "check"), 0, "2 sources are declared correctly"),
    ],
)
def test_wrong_input_has_a_next_step(birds: Run, words: tuple[str, ...], code: int, said: str) -> None:
    """No traceback, no word of Python's; nothing is recorded."""
    found = birds(*words)

    assert (found[0], said in " ".join(found[1].split())) == (code, True), found[1]
    assert "Errno" not in found[1]


def test_a_site_that_cannot_be_written_gives_4(birds: Run, tmp_path: Path) -> None:
    """As any output does."""
    (tmp_path / "file").write_text("")

    code, said = birds("report", str(tmp_path / "file" / "site"))

    assert (code, "The site cannot be written to" in said) == (4, True)


def test_an_empty_folder_says_what_to_do(birds: Run, tmp_path: Path) -> None:
    """Before anything is declared and recorded; where there is no store the folder may only be the wrong one."""
    home = tmp_path / "new"
    assert birds("init", str(home))[0] == 0
    (home / "config" / "sources.toml").write_text("")

    told = {words: birds("-C", str(home), *words.split()) for words in ("sources list", "status", "changes --new ana")}

    assert all("`tracker sources add ADDRESS` declares one" in told[one][1] for one in ("sources list", "status"))
    assert told["changes --new ana"] == (2, "tracker: Nothing is recorded yet; run `tracker snapshot` first.\n")
    (tmp_path / "empty").mkdir()
    code, said = birds("-C", str(tmp_path / "empty"), "status")
    assert (code, "or name the working folder with -C" in " ".join(said.split())) == (2, True)
