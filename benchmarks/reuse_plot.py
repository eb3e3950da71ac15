"""The plot of docs/benchmarks.md."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np


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
