"""Fuzz the readers and analyses for as long as one likes: `make fuzz`, or `python tests/fuzz/long.py --seconds 60 article`.

Each reader runs in a process of its own, since libFuzzer ends the process it runs in. What broke a promise is left as a
`crash-…` file in the folder given; `--replay FILE READER` runs it again. The corpus stays there too and is built upon.
"""

import argparse
import subprocess
import sys
from pathlib import Path

_READERS = (
    "article",
    "govuk",
    "wordpress",
    "plain",
    "canonical",
    "split",
    "docx",
    "odt",
    "pdf",
    "feed",
    "sitemap",
    "leads",
    "warc",
    "run-record",
    "claims",
    "quotes",
    "compare",
    "flags",
)
_LONGEST = 128
"""Bytes of one input, most of them a word or an element each; size is not what breaks a reader, tests/growth and
test_hostile.py see to that. All lengths are tried from the beginning: a reader does a hundred a second, not a million."""
_SLOWEST = 10
"""Seconds after which an input counts as a hang."""


def main() -> int:
    """Run the readers named, or all; 0 when every promise was kept."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("readers", nargs="*", help=f"which of {', '.join(_READERS)}; all of them when none is named")
    parser.add_argument("--seconds", type=int, default=300, help="for each reader")
    parser.add_argument("--folder", type=Path, default=Path(".fuzz"), help="corpus and findings")
    parser.add_argument("--replay", type=Path, help="one input to run again")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    readers = options.readers or list(_READERS)
    if unknown := [reader for reader in readers if reader not in _READERS]:
        parser.error(f"no reader is called {unknown[0]}")
    if options.replay:
        from promises import PROMISES

        PROMISES[readers[0]](options.replay.read_bytes())
        return 0
    if options.here:
        _fuzz(readers[0], options.folder / readers[0], options.seconds)
    return max(_apart(reader, options.folder, options.seconds) for reader in readers)


def _apart(reader: str, folder: Path, seconds: int) -> int:
    sys.stdout.write(f"{reader}: {seconds} s\n")
    sys.stdout.flush()
    command = [sys.executable, __file__, reader, "--here", "--seconds", str(seconds), "--folder", str(folder)]
    return subprocess.run(command, check=False).returncode


def _fuzz(reader: str, folder: Path, seconds: int) -> None:
    """Hand the process over to libFuzzer."""
    import atheris

    corpus = folder / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    arguments = [
        sys.argv[0],
        f"-max_total_time={seconds}",
        f"-max_len={_LONGEST}",
        "-len_control=0",
        f"-timeout={_SLOWEST}",
        f"-artifact_prefix={folder}/",
        "-verbosity=1",
        "-print_final_stats=1",
        str(corpus),
    ]
    with atheris.instrument_imports(include=["tracker"]):
        from promises import PROMISES
    atheris.Setup(arguments, PROMISES[reader])
    atheris.Fuzz()


if __name__ == "__main__":
    sys.exit(main())
