"""Text reuse beside the tools that one would pick instead: quality, CPU seconds, memory.

    python benchmarks/reuse_corpus.py CORPUS --passages 100000
    python benchmarks/reuse.py find CORPUS PAIRS          # ours, one process
    python benchmarks/reuse.py peer rensa CORPUS PAIRS    # also: polars, datasketch
    python benchmarks/reuse.py score CORPUS PAIRS
    python benchmarks/reuse.py paired CORPUS --tools rensa polars --rounds 3 --peer-python PYTHON
    python benchmarks/reuse.py evidence CORPUS            # precision and recall by threshold
    python benchmarks/reuse.py plot RESULTS.json docs/reuse_benchmark.svg

`paired` runs whole processes in turn (ours, tool, ours, tool, ...) and reports the medians of CPU
(user + system), wall time and peak memory, and the ratio of each pair. The peers are optional
(`pip install -e .[bench]`), and `--peer-python` names another environment that has them.
A corpus has passages.parquet (passage_id, text) and labels.parquet (see reuse_corpus.py).
"""

from __future__ import annotations

import os

# No linear algebra here: its threads would only cost their start.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
# NumPy's AVX-512 sort is five times slower than its AVX2 sort on AMD Zen 4; this must be set
# before NumPy is imported. Set READOUTS_BENCH_AVX512=1 to measure without it.
if not os.environ.get("READOUTS_BENCH_AVX512"):
    os.environ.setdefault("NPY_DISABLE_CPU_FEATURES", "X86_V4")

import argparse
import csv
import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq


def find(corpus: Path, out: Path) -> None:
    """Reuse between all passages, each an article and a post of its own."""
    from pipeline.reuse.deciding import Structure, reuse_of
    from pipeline.reuse.words import read_words

    # In batches, so that the text is never in memory as a whole.
    metadata = pq.read_metadata(corpus / "passages.parquet")
    size = sum(_text_bytes(metadata.row_group(n)) for n in range(metadata.num_row_groups))
    words = read_words(_batches(corpus), _vocabulary(), size)
    # What waits for its turn goes into files beside the corpus.
    found = reuse_of(words, Structure.unknown(len(words)), corpus)
    columns = ("a", "b", "a_start", "a_end", "b_start", "b_end")
    _write(out, {name: getattr(found, name) for name in columns})


def _batches(corpus: Path) -> Iterator[pa.Array]:
    source = pq.ParquetFile(corpus / "passages.parquet")
    for batch in source.iter_batches(batch_size=2048, columns=["text"], use_threads=False):
        yield batch.column(0)


def _write(out: Path, columns: dict[str, Any]) -> None:
    # Not by pa.table from arrays, which imports pandas and would cost every tool the same 0.3 s.
    arrays = [
        pa.Array.from_buffers(pa.int64(), len(each), [None, pa.py_buffer(each.astype(np.int64))])
        for each in columns.values()
    ]
    pq.write_table(pa.table(arrays, list(columns)), out)


def _text_bytes(group: pq.RowGroupMetaData) -> int:
    columns = [group.column(n) for n in range(group.num_columns)]
    return sum(c.total_uncompressed_size for c in columns if c.path_in_schema == "text")


def _vocabulary() -> Any:
    """As `find_reuse` makes it, from the two CSVs that it needs."""
    from pipeline.reuse.levelling import Speller
    from pipeline.reuse.vocabulary import Vocabulary

    reference = Path(__file__).resolve().parent.parent / "pipeline" / "reference"
    spelling, stock = (
        list(csv.DictReader((reference / f"{name}.csv").open(encoding="utf-8", newline="")))
        for name in ("spelling", "stock_words")
    )
    speller = Speller((row["form"], row["level"]) for row in spelling)
    return Vocabulary(speller, (row["word"] for row in stock))


def peer(name: str, corpus: Path, out: Path) -> None:
    """Pairs of passages that another tool finds."""
    from reuse_peers import PEERS

    a, b = PEERS[name](corpus)
    _write(out, {"a": np.asarray(a, np.int64), "b": np.asarray(b, np.int64)})


def evidence(corpus: Path, values: list[float]) -> list[dict[str, float]]:
    """Scores for several values of the evidence that a copy between posts needs."""
    from reuse_scores import score

    from pipeline.reuse import rules
    from pipeline.reuse.deciding import Structure, reuse_of
    from pipeline.reuse.words import read_words

    words = read_words(_batches(corpus), _vocabulary())
    kept = rules.EVIDENCE_FEW, rules.EVIDENCE_MANY
    rows = []
    for value in values:
        # Both ends: the corpus may lie between few and many posts.
        rules.EVIDENCE_FEW = rules.EVIDENCE_MANY = value
        found = reuse_of(words, Structure.unknown(len(words)))
        rows.append({"evidence": value} | score(corpus, {"a": found.a, "b": found.b}))
    rules.EVIDENCE_FEW, rules.EVIDENCE_MANY = kept
    return rows


def measured(command: list[str]) -> dict[str, float]:
    """CPU and wall seconds and peak memory (MB) of one whole process."""
    import subprocess

    before = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - before
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"failed: {' '.join(command)}")
    return {
        "cpu": round(usage.ru_utime + usage.ru_stime, 2),
        "wall": round(wall, 2),
        "peak_mb": round(usage.ru_maxrss / 1024),
    }


def paired(corpus: Path, tools: list[str], rounds: int, peer_python: str) -> dict[str, Any]:
    """Medians of whole processes run in turn, and the median of the ratios of CPU."""
    import statistics

    from reuse_scores import columns, score

    script = str(Path(__file__).resolve())
    runs: dict[str, list[dict[str, float]]] = {"readouts": []} | {tool: [] for tool in tools}
    ratios: dict[str, list[float]] = {tool: [] for tool in tools}
    out = {name: corpus / f"pairs-{name}.parquet" for name in runs}
    ours = [sys.executable, script, "find", str(corpus), str(out["readouts"])]
    for _ in range(rounds):
        for tool in tools:
            own = measured(ours)
            other = measured([peer_python, script, "peer", tool, str(corpus), str(out[tool])])
            runs["readouts"].append(own)
            runs[tool].append(other)
            ratios[tool].append(own["cpu"] / other["cpu"])
            print(f"{tool}: ours {own}, theirs {other}", file=sys.stderr)
    size = pq.ParquetFile(corpus / "passages.parquet").metadata.num_rows
    return {
        "corpus": corpus.name,
        "passages": size,
        "rounds": rounds,
        "tools": {
            name: {
                key: statistics.median(run[key] for run in own)
                for key in ("cpu", "wall", "peak_mb")
            }
            | ({"cpu_ratio": round(statistics.median(ratios[name]), 3)} if name in ratios else {})
            | score(corpus, columns(out[name]))
            for name, own in runs.items()
        },
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    commands = parser.add_subparsers(dest="command", required=True)
    for name in ("find", "peer", "score", "paired", "evidence"):
        command = commands.add_parser(name)
        if name == "peer":
            command.add_argument("tool", choices=("datasketch", "polars", "rensa"))
        command.add_argument("corpus", type=Path)
        if name in ("find", "peer", "score"):
            command.add_argument("pairs", type=Path)
        if name == "paired":
            command.add_argument("--tools", nargs="+", default=["rensa", "polars"])
            command.add_argument("--rounds", type=int, default=3)
            command.add_argument("--peer-python", default=sys.executable)
        if name == "evidence":
            command.add_argument("--values", nargs="+", type=float)
            command.set_defaults(values=[4, 3, 2.5, 2, 1.5, 1])
    command = commands.add_parser("plot")
    command.add_argument("results", type=Path)
    command.add_argument("svg", type=Path)
    arguments = parser.parse_args()
    match arguments.command:
        case "find":
            find(arguments.corpus, arguments.pairs)
        case "peer":
            peer(arguments.tool, arguments.corpus, arguments.pairs)
        case "score":
            from reuse_scores import columns, score

            print(json.dumps(score(arguments.corpus, columns(arguments.pairs))))
        case "evidence":
            for row in evidence(arguments.corpus, arguments.values):
                print(json.dumps(row))
        case "paired":
            result = paired(
                arguments.corpus, arguments.tools, arguments.rounds, arguments.peer_python
            )
            print(json.dumps(result))
        case "plot":
            from reuse_plot import plot

            lines = arguments.results.read_text(encoding="utf-8").splitlines()
            plot([json.loads(line) for line in lines if line.strip()], arguments.svg)


if __name__ == "__main__":
    main()
