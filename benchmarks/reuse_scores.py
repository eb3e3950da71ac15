"""Precision and recall of reported pairs and spans against the labels of a made-up corpus."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as pq


def columns(path: Path) -> dict[str, Any]:
    """The columns of a Parquet file as arrays."""
    table = pq.ParquetFile(path).read()
    return {name: table.column(name).to_numpy() for name in table.column_names}


def score(corpus: Path, pairs: dict[str, Any]) -> dict[str, float]:
    """Precision over all pairs, recall by degree, and the spans' recall and precision."""
    labels = columns(corpus / "labels.parquet")
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
