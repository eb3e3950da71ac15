"""A made-up newswire archive with planted reuse and natural repetition.

    python benchmarks/reuse_corpus.py DIR --passages 100000 [--seed 1]

writes DIR/passages.parquet (passage_id, document_id, text) and DIR/labels.parquet (source_id,
target_id, degree, spans in characters). What makes it hard, as in real archives:

- *collocations*: half of the words stand in fixed groups of two to six (mostly two to four), so
  5-grams recur without any copying;
- *formulae* of 8-24 words with slots ("... is ready to work with SLOT to ..."), and *offices* of
  5-18 capitalised words. How often one recurs follows Zipf's law down to two or three passages,
  whatever the size of the archive: frequency alone cannot tell a rare formula from a quotation;
- planted copies: 5 % verbatim, 8 % near (1-10 % of the words edited, some respelled), 7 % partial
  (a sentence or a run of 8-20 words in new text), and one text copied 300 times with edits.

Words are pseudo-words, so nothing is taken from anywhere. One seed gives one corpus.
"""

from __future__ import annotations

import argparse
import random
from bisect import bisect
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

FUNCTION = (
    "the of and to in a that is for on with as was by at from it be are his an has have which "
    "this he its not were their or had they been will but all who more one also new two can "
    "than other would into between there both time after about over people some no such these"
).split()
GENRE = (
    "cooperation relations exchanges development countries friendship sides leaders important "
    "promote strengthen peace stability mutual strategic partnership bilateral consensus "
    "implement deepen support regional international common interests government practical "
    "fields traditional visit meeting talks world ready work views great importance"
).split()
SYLLABLES = [c + v + e for c in "bdfgklmnprstvz" for v in "aeiou" for e in ("", "n", "r", "l", "s")]
RESPELLED = {"ise": "ize", "our": "or", "isation": "ization"}
VIRAL_COPIES = 300


class Zipf:
    """Draws indices 0..n-1 with probability falling as (rank + 2) ** -exponent."""

    def __init__(self, n: int, exponent: float = 1.0) -> None:
        self._sums = list(accumulate((rank + 2) ** -exponent for rank in range(n)))

    def draw(self, source: random.Random) -> int:
        return bisect(self._sums, source.random() * self._sums[-1])


@dataclass
class Language:
    """Words, collocations, formulae and offices to draw from."""

    source: random.Random
    n_passages: int
    words: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        source = self.source
        seen = set(FUNCTION) | set(GENRE)
        self.words = FUNCTION + GENRE
        while len(self.words) < 40_000:
            word = "".join(source.choices(SYLLABLES, k=1 + min(3, int(source.expovariate(0.7)))))
            if source.random() < 0.05:
                word += source.choice(list(RESPELLED))
            if word not in seen:
                seen.add(word)
                self.words.append(word)
        self._word = Zipf(len(self.words))
        self.collocations = [
            [self.word() for _ in range(source.choice((2, 2, 2, 3, 3, 4, 4, 5, 6)))]
            for _ in range(20_000)
        ]
        self._collocation = Zipf(len(self.collocations))
        # The more text, the more formulae; the rarest of them always recur two or three times.
        n_formulae = max(60, self.n_passages // 20)
        self.formulae = [self._formula() for _ in range(n_formulae)]
        self._formula_rank = Zipf(n_formulae, 0.8)
        self.offices = [
            [
                self.word().capitalize() if number % 3 else source.choice(("of", "the", "and"))
                for number in range(1, source.randint(6, 19))
            ]
            for _ in range(n_formulae)
        ]

    def word(self) -> str:
        return self.words[self._word.draw(self.source)]

    def _formula(self) -> list[str]:
        """Function and genre words for the most part; None-like slots are marked by "*"."""
        source = self.source
        words = []
        for _ in range(source.randint(8, 24)):
            kind = source.random()
            pool = FUNCTION if kind < 0.4 else GENRE
            words.append("*" if kind > 0.92 else source.choice(pool))
        return words

    def formula(self) -> list[str]:
        template = self.formulae[self._formula_rank.draw(self.source)]
        return [self.word().capitalize() if word == "*" else word for word in template]

    def office(self) -> list[str]:
        return self.offices[self._formula_rank.draw(self.source)]

    def sentence(self) -> str:
        """8-35 words; every seventh holds a formula, every tenth an office."""
        source = self.source
        words: list[str] = []
        size = source.randint(8, 35)
        special = source.random()
        if special < 0.14:
            words += self.formula()
        elif special < 0.24:
            words += [*self.office(), self.word().capitalize(), self.word().capitalize()]
        while len(words) < size:
            if source.random() < 0.3:
                words += self.collocations[self._collocation.draw(source)]
            else:
                words.append(self.word())
            if source.random() < 0.06:
                words[-1] += ","
        text = " ".join(words).rstrip(",")
        return text[0].upper() + text[1:] + "."

    def passage(self) -> list[str]:
        """Sentences of one passage, 20-150 words."""
        goal = min(150, max(20, int(self.source.lognormvariate(4.0, 0.5))))
        sentences: list[str] = []
        while sum(sentence.count(" ") + 1 for sentence in sentences) < goal:
            sentences.append(self.sentence())
        return sentences


def respell(word: str) -> str:
    for british, american in RESPELLED.items():
        if word.endswith(british):
            return word[: -len(british)] + american
    return word


def edit(text: str, rate: float, language: Language) -> str:
    """Words substituted, dropped or inserted at this rate; in half of the texts respelled."""
    source = language.source
    switch = source.random() < 0.5
    words = []
    for word in text.split(" "):
        if source.random() >= rate:
            words.append(respell(word) if switch else word)
            continue
        kind = source.random()
        if kind < 0.5:
            words.append(language.word())
        elif kind >= 0.8:
            words += [word, language.word()]
    return " ".join(words)


@dataclass
class Label:
    """One planted copy: spans are characters of the passages."""

    source_id: int
    target_id: int
    degree: str
    source_start: int
    source_end: int
    target_start: int
    target_end: int


def make(n_passages: int, seed: int) -> tuple[list[str], list[Label]]:
    """Texts and labels. Passages derived from one source are labelled with each other too."""
    source = random.Random(seed)
    language = Language(source, n_passages)
    texts: list[str] = []
    labels: list[Label] = []
    originals: list[int] = []
    copies: dict[int, list[Label]] = {}
    viral = " ".join(language.passage())
    viral_at = {source.randrange(1, n_passages) for _ in range(min(VIRAL_COPIES, n_passages // 50))}
    viral_ids: list[int] = []
    for number in range(n_passages):
        if number in viral_at:
            texts.append(edit(viral, source.uniform(0.01, 0.08), language))
            viral_ids.append(number)
            continue
        role = source.random()
        if role >= 0.20 or not originals:
            texts.append(" ".join(language.passage()))
            originals.append(number)
            continue
        # Half of the copies stand near their source, as in the posts of a page.
        near_by = source.random() < 0.5
        at = originals[-source.randint(1, min(12, len(originals)))]
        origin = at if near_by else source.choice(originals)
        text, label = _copy(role, origin, texts[origin], number, language)
        texts.append(text)
        for other in copies.setdefault(origin, []):
            overlap = min(other.source_end, label.source_end) - max(
                other.source_start, label.source_start
            )
            if overlap > 40:
                ends = (other.target_start, other.target_end, label.target_start, label.target_end)
                labels.append(Label(other.target_id, number, "sibling", *ends))
        copies[origin].append(label)
        labels.append(label)
    for i, first in enumerate(viral_ids):
        for second in viral_ids[i + 1 :]:
            ends = (0, len(texts[first]), 0, len(texts[second]))
            labels.append(Label(first, second, "viral", *ends))
    return texts, labels


def _copy(
    role: float, origin: int, text: str, number: int, language: Language
) -> tuple[str, Label]:
    source = language.source
    if role < 0.05:
        return text, Label(origin, number, "verbatim", 0, len(text), 0, len(text))
    if role < 0.13:
        copied = edit(text, source.uniform(0.01, 0.10), language)
        return copied, Label(origin, number, "near", 0, len(text), 0, len(copied))
    if source.random() < 0.7:
        sentences = text.split(". ")
        chosen = source.choice(sentences)
        start = text.index(chosen)
        end = start + len(chosen.rstrip("."))
    else:
        words = text.split(" ")
        size = min(source.randint(8, 20), len(words))
        first = source.randrange(len(words) - size + 1)
        start = len(" ".join(words[:first])) + (first > 0)
        end = start + len(" ".join(words[first : first + size]).rstrip(".,"))
    copied = text[start:end]
    if source.random() < 1 / 3:
        copied = " ".join(respell(word) for word in copied.split(" "))
    before, after = " ".join(language.passage()[:2]), " ".join(language.passage()[:2])
    made = f"{before} “{copied}” {after}"
    at = len(before) + 2
    return made, Label(origin, number, "partial", start, end, at, at + len(copied))


def write(directory: Path, n_passages: int, seed: int) -> None:
    texts, labels = make(n_passages, seed)
    directory.mkdir(parents=True, exist_ok=True)
    numbers = list(range(len(texts)))
    pq.write_table(
        pa.table({"passage_id": numbers, "document_id": [n // 25 for n in numbers], "text": texts}),
        directory / "passages.parquet",
    )
    columns = {name: [getattr(label, name) for label in labels] for name in Label.__annotations__}
    pq.write_table(pa.table(columns), directory / "labels.parquet")
    size = sum(map(len, texts)) / 1e6
    print(f"{directory}: {len(texts):,} passages, {size:.1f} MB, {len(labels):,} labelled pairs")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("directory", type=Path)
    parser.add_argument("--passages", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    write(arguments.directory, arguments.passages, arguments.seed)
