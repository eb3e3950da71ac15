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
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

# -- ours --------------------------------------------------------------------------------------


def _texts(corpus: Path) -> pa.ChunkedArray:
    # ParquetFile: pq.read_table would import pyarrow.dataset.
    return pq.ParquetFile(corpus / "passages.parquet").read(columns=["text"]).column("text")


def find(corpus: Path, out: Path) -> None:
    """Reuse between all passages, each an article and a post of its own."""
    from pipeline.reuse.deciding import Structure, reuse_of
    from pipeline.reuse.words import read_words

    source = pq.ParquetFile(corpus / "passages.parquet")
    size = sum(_text_bytes(source.metadata.row_group(n)) for n in range(source.num_row_groups))
    batches = source.iter_batches(batch_size=2048, columns=["text"], use_threads=False)
    words = read_words((batch.column(0) for batch in batches), _vocabulary(), size)
    found = reuse_of(words, Structure.unknown(len(words)))
    columns = ("a", "b", "a_start", "a_end", "b_start", "b_end")
    _write(out, {name: getattr(found, name) for name in columns})


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


# -- peers: the same normalised words for all ----------------------------------------------------


def _normalised(corpus: Path) -> list[list[str]]:
    import pyarrow.compute as pc

    plain = pc.replace_substring_regex(pc.utf8_lower(_texts(corpus)), r"[^\p{L}\p{N}]+", " ")
    return [text.split() for text in pc.utf8_trim(plain, " ").to_pylist()]


def _shingles(words: list[str], size: int) -> set[str]:
    if len(words) <= size:
        return {" ".join(words)}
    return {" ".join(words[at : at + size]) for at in range(len(words) - size + 1)}


def rensa(corpus: Path) -> tuple[list[int], list[int]]:
    """MinHash of word 5-grams, 128 permutations, LSH at similarity 0.5 (32 bands of 4)."""
    from rensa import RMinHash, RMinHashLSH

    words = _normalised(corpus)
    sketches = RMinHash.from_token_sets(
        (list(_shingles(each, 5)) for each in words), num_perm=128, seed=42
    )
    index = RMinHashLSH(0.5, 128, 32)
    index.insert_many(sketches)
    a, b = [], []
    for one, others in enumerate(index.query_all(sketches)):
        for other in others:
            if other > one and sketches[one].jaccard(sketches[other]) >= 0.5:
                a.append(one)
                b.append(other)
    return a, b


def datasketch(corpus: Path) -> tuple[list[int], list[int]]:
    """MinHash of word 3-grams, 128 permutations, LSH at similarity 0.5."""
    from datasketch import MinHash, MinHashLSH

    words = _normalised(corpus)
    sketches = MinHash.bulk(
        ([gram.encode() for gram in _shingles(each, 3)] for each in words), num_perm=128
    )
    index = MinHashLSH(threshold=0.5, num_perm=128)
    with index.insertion_session() as session:
        for number, sketch in enumerate(sketches):
            session.insert(number, sketch)
    a, b = [], []
    for one, sketch in enumerate(sketches):
        for other in index.query(sketch):
            if other > one and sketch.jaccard(sketches[other]) >= 0.5:
                a.append(one)
                b.append(other)
    return a, b


def polars(corpus: Path) -> tuple[Any, Any]:
    """Self-join of word 5-grams that stand in 2-20 passages; pairs that share four or more."""
    import polars as pl

    words = (
        pl.scan_parquet(corpus / "passages.parquet")
        .select(
            pl.col("passage_id").cast(pl.Int32).alias("id"),
            pl.col("text")
            .str.to_lowercase()
            .str.replace_all(r"[^\p{L}\p{N}]+", " ")
            .str.strip_chars(" ")
            .str.split(" ")
            .alias("word"),
        )
        .explode("word")
        .select("id", pl.col("word").hash(7))
        .collect()
    )
    hashes, ids = words["word"].to_numpy(), words["id"].to_numpy()
    gram = np.zeros(len(hashes) - 4, np.uint64)
    for n in range(5):
        factor = np.uint64(pow(0x9E3779B97F4A7C15, n + 1, 1 << 64))
        gram += hashes[n : len(hashes) - 4 + n] * factor
    whole = ids[: len(gram)] == ids[4:]
    grams = pl.DataFrame({"id": ids[: len(gram)][whole], "gram": gram[whole]})
    kept = grams.lazy().unique().filter(pl.len().over("gram").is_between(2, 20)).collect()
    pairs = (
        kept.lazy()
        .join(kept.lazy(), on="gram", suffix="_b")
        .filter(pl.col("id") < pl.col("id_b"))
        .group_by("id", "id_b")
        .len()
        .filter(pl.col("len") >= 4)
        .collect()
    )
    return pairs["id"].to_numpy(), pairs["id_b"].to_numpy()


PEERS: dict[str, Callable[[Path], tuple[Any, Any]]] = {
    "rensa": rensa,
    "polars": polars,
    "datasketch": datasketch,
}


def peer(name: str, corpus: Path, out: Path) -> None:
    a, b = PEERS[name](corpus)
    _write(out, {"a": np.asarray(a, np.int64), "b": np.asarray(b, np.int64)})


# -- scores ------------------------------------------------------------------------------------


def _columns(path: Path) -> dict[str, Any]:
    table = pq.ParquetFile(path).read()
    return {name: table.column(name).to_numpy() for name in table.column_names}


def score(corpus: Path, pairs: dict[str, Any]) -> dict[str, float]:
    """Precision over all pairs, recall by degree, and the spans' recall and precision."""
    labels = _columns(corpus / "labels.parquet")
    found = _key(pairs["a"], pairs["b"])
    planted = _key(labels["source_id"], labels["target_id"])
    result = {
        "pairs": len(np.unique(found)),
        "precision": round(float(np.isin(np.unique(found), planted).mean()), 4),
    }
    for degree in ("verbatim", "near", "partial"):
        own = labels["degree"] == degree
        result[degree] = round(float(np.isin(planted[own], found).mean()), 4)
    if "a_start" in pairs:
        for degree in ("near", "partial"):
            recall, precision = _span_scores(labels, planted, pairs, found, degree)
            result[f"{degree}_span_recall"] = round(recall, 4)
            result[f"{degree}_span_precision"] = round(precision, 4)
    return result


def _key(a: Any, b: Any) -> Any:
    a, b = np.asarray(a, np.int64), np.asarray(b, np.int64)
    return np.minimum(a, b) << 32 | np.maximum(a, b)


def _span_scores(
    labels: dict[str, Any], planted: Any, pairs: dict[str, Any], found: Any, degree: str
) -> tuple[float, float]:
    """Share of the planted characters covered, and of the reported ones planted, over the pairs
    found."""
    rows: dict[int, list[int]] = {}
    for row, key in enumerate(found.tolist()):
        rows.setdefault(key, []).append(row)
    recalls, precisions = [], []
    for number in np.flatnonzero(labels["degree"] == degree).tolist():
        key = int(planted[number])
        if key not in rows:
            continue
        swapped = labels["source_id"][number] > labels["target_id"][number]
        low, high = ("target", "source") if swapped else ("source", "target")
        inside = reported = 0
        gold = 0
        for side, name in (("a", low), ("b", high)):
            start, end = (labels[f"{name}_{edge}"][number] for edge in ("start", "end"))
            gold += end - start
            for row in rows[key]:
                own_start, own_end = pairs[f"{side}_start"][row], pairs[f"{side}_end"][row]
                reported += own_end - own_start
                inside += max(0, min(end, own_end) - max(start, own_start))
        recalls.append(min(inside, gold) / gold)
        precisions.append(inside / reported)
    return float(np.mean(recalls or [0])), float(np.mean(precisions or [0]))


# -- the measured curve behind the thresholds ----------------------------------------------------


def evidence(corpus: Path, values: list[float]) -> list[dict[str, float]]:
    """Scores for several values of the evidence that a copy between posts needs."""
    from pipeline.reuse import rules
    from pipeline.reuse.deciding import Structure, reuse_of
    from pipeline.reuse.words import read_words

    words = read_words(_texts(corpus), _vocabulary())
    kept = rules.EVIDENCE_FEW, rules.EVIDENCE_MANY
    rows = []
    for value in values:
        # Both ends: the corpus may lie between few and many posts.
        rules.EVIDENCE_FEW = rules.EVIDENCE_MANY = value
        found = reuse_of(words, Structure.unknown(len(words)))
        rows.append({"evidence": value} | score(corpus, {"a": found.a, "b": found.b}))
    rules.EVIDENCE_FEW, rules.EVIDENCE_MANY = kept
    return rows


# -- paired runs -------------------------------------------------------------------------------


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
    import statistics

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
            | score(corpus, _columns(out[name]))
            for name, own in runs.items()
        },
    }


# -- plot --------------------------------------------------------------------------------------


def plot(results: list[dict[str, Any]], out: Path) -> None:
    """Bars of CPU seconds per tool and corpus, logarithmic, as a plain SVG."""
    colours = {
        "readouts": "#20639b",
        "polars": "#f2a65a",
        "rensa": "#8fb339",
        "datasketch": "#b56576",
    }
    height, left, unit = 260, 56, 30
    bars: list[str] = []
    x = left + 12
    top = max(tool["cpu"] for result in results for tool in result["tools"].values())
    decades = range(-1, len(str(int(top))) + 1)
    low, high = decades[0], decades[-1]

    def y(value: float) -> float:
        share = (np.log10(value) - low) / (high - low)
        return float(height - share * (height - 30))

    for result in results:
        start = x
        for name, tool in result["tools"].items():
            end = y(tool["cpu"])
            recall = f"{tool['near']:.2f} / {tool['partial']:.2f}"
            title = f"{name}: {tool['cpu']} CPU s, near / partial recall {recall}"
            bars.append(
                f'<rect x="{x}" y="{end:.1f}" width="{unit - 6}" height="{height - end:.1f}" '
                f'fill="{colours[name]}"><title>{title}</title></rect>'
            )
            bars.append(f'<text x="{x + 12}" y="{end - 4:.1f}">{tool["cpu"]:g}</text>')
            x += unit
        label = f"{result['corpus']}, {result['passages']:,}"
        bars.append(f'<text x="{(start + x - 6) / 2:.0f}" y="{height + 16}">{label}</text>')
        x += 24
    for decade in decades:
        line = y(10.0**decade)
        bars.insert(
            0,
            f'<line x1="{left}" x2="{x}" y1="{line:.1f}" y2="{line:.1f}" stroke="#ddd"/>'
            f'<text x="{left - 20}" y="{line + 4:.1f}">{10.0**decade:g} s</text>',
        )
    for number, (name, colour) in enumerate(colours.items()):
        at = left + 12 + 100 * number
        bars.append(
            f'<rect x="{at}" y="{height + 28}" width="10" height="10" fill="{colour}"/>'
            f'<text x="{at + 16}" y="{height + 37}" style="text-anchor:start">{name}</text>'
        )
    width = max(x, left + 430) + 10
    out.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height + 50}" '
        'font-family="sans-serif" font-size="10" text-anchor="middle">'
        '<rect width="100%" height="100%" fill="white"/>'
        '<text x="20" y="14" style="text-anchor:start;font-size:12px">CPU seconds of whole '
        "processes (logarithmic), by corpus and passages</text>" + "".join(bars) + "</svg>\n",
        encoding="utf-8",
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    commands = parser.add_subparsers(dest="command", required=True)
    for name in ("find", "peer", "score", "paired", "evidence"):
        command = commands.add_parser(name)
        if name == "peer":
            command.add_argument("tool", choices=sorted(PEERS))
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
            print(json.dumps(score(arguments.corpus, _columns(arguments.pairs))))
        case "evidence":
            for row in evidence(arguments.corpus, arguments.values):
                print(json.dumps(row))
        case "paired":
            result = paired(
                arguments.corpus, arguments.tools, arguments.rounds, arguments.peer_python
            )
            print(json.dumps(result))
        case "plot":
            lines = arguments.results.read_text(encoding="utf-8").splitlines()
            plot([json.loads(line) for line in lines if line.strip()], arguments.svg)


if __name__ == "__main__":
    main()
