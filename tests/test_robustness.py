"""Damaged pages never break a run: whatever stands in a seed, the tables come out and are true."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.evaluate import build_tables
from pipeline.tables import PUBLISHED
from pipeline.verify import verify

PAGES = Path(__file__).parent / "variations" / "dev" / "seeds"
ODD = ' \n.,"“”—-()[]:;\u00a0\u200bé李0Aa&😀'


def _noise(text: str, rng: random.Random) -> str:
    characters = list(text)
    for _ in range(len(characters) // 30):
        characters[rng.randrange(len(characters))] = rng.choice(ODD)
    return "".join(characters)


def _lines(text: str, change: Callable[[list[str]], list[str]]) -> str:
    return "\n".join(change(text.split("\n")))


DAMAGE: dict[str, Callable[[str, random.Random], str]] = {
    "cut at both ends": lambda text, rng: text[rng.randrange(200) : -rng.randrange(1, 200)],
    "lines shuffled": lambda text, rng: _lines(text, lambda ls: rng.sample(ls, len(ls))),
    "lines lost": lambda text, rng: _lines(text, lambda ls: [x for x in ls if rng.random() > 0.3]),
    "no blank lines": lambda text, _: text.replace("\n\n", "\n"),
    "one long line": lambda text, _: text.replace("\n", " "),
    "capitals": lambda text, _: text.upper(),
    "small letters": lambda text, _: text.lower(),
    "odd characters": _noise,
    "everything twice": lambda text, _: text + "\n\n" + text,
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_damaged_pages_give_true_tables(damage: str, tmp_path: Path) -> None:
    rng = random.Random(damage)
    pages = sorted(page for page in PAGES.glob("*.txt") if page.stat().st_size > 1000)
    for number, page in enumerate(rng.sample(pages, 8)):
        text = DAMAGE[damage](page.read_text(encoding="utf-8"), rng)
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")

    tables = build_tables(tmp_path)

    rejected = [
        row["reason"] for row in tables["documents"].to_pylist() if row["status"] != "parsed"
    ]
    assert not rejected
    assert not verify({name: tables[name] for name in PUBLISHED})
