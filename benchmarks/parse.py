"""How fast pages are parsed: MB/s over concatenated archives on one core, and whether linearly.

    python benchmarks/parse.py [--megabytes 200] [--seeds seeds]

The seeds are repeated until they reach the size, once as one long page and once as pages of their
own. Decoding is part of the time, indices of the reference data are built before it starts.
"""

from __future__ import annotations

import argparse
import hashlib
import resource
import time
from collections.abc import Iterator
from pathlib import Path

from pipeline.documents import Document, read_documents
from pipeline.documents.decoding import decode
from pipeline.posts import parse
from pipeline.reference import load_reference


def _document(data: bytes) -> Document:
    sha256 = hashlib.sha256(data).hexdigest()
    text = decode(data).text
    return Document(
        sha256[:12], "a.txt", sha256, len(data), "utf-8", len(text), "parsed", None, text
    )


def _sizes(largest: float) -> Iterator[float]:
    size = largest / 8
    while size <= largest:
        yield size
        size *= 2


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Print a line per size, and the spread of the speeds."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--megabytes", type=float, default=200)
    arguments.add_argument("--seeds", type=Path, default=Path("seeds"))
    options = arguments.parse_args()
    reference = load_reference()
    pages = [page.text for page in read_documents(options.seeds) if page.status == "parsed"]
    unit = ("\n\n".join(pages) + "\n\n").encode()
    parse(_document(unit), reference)
    print("     MB   seconds    MB/s  articles  passages  peak MB")
    speeds = []
    for megabytes in _sizes(options.megabytes):
        data = unit * max(1, round(megabytes * 1e6 / len(unit)))
        start = time.process_time()
        parsed = parse(_document(data), reference)
        seconds = time.process_time() - start
        speeds.append(len(data) / 1e6 / seconds)
        print(
            f"{len(data) / 1e6:7.1f} {seconds:9.2f} {speeds[-1]:7.2f}"
            f" {len(parsed.articles):9d} {len(parsed.passages):9d} {_peak():8.0f}",
            flush=True,
        )
        del parsed
    start = time.process_time()
    repeats = max(1, round(options.megabytes * 1e6 / len(unit) / 8))
    for _ in range(repeats):
        parse(_document(unit), reference)
    seconds = time.process_time() - start
    speed = repeats * len(unit) / 1e6 / seconds
    print(f"pages of {len(unit) / 1e6:.2f} MB: {speed:.2f} MB/s")
    print(f"slowest/fastest of the long pages: {min(speeds) / max(speeds):.2f} (1 is linear)")


if __name__ == "__main__":
    main()
