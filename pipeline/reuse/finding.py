"""`find_reuse`: from the parsed tables to the table `text_reuse`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from pipeline import tables
from pipeline.reference import Reference, load_reference
from pipeline.reuse.archive import WordArchive
from pipeline.reuse.arrays import I64
from pipeline.reuse.canonical import canonical_order
from pipeline.reuse.deciding import Reuse, Structure, reuse_of
from pipeline.reuse.levelling import Speller
from pipeline.reuse.vocabulary import Vocabulary
from pipeline.reuse.words import join_words, mask_names, read_words

Row = dict[str, Any]

# Passages that can be copied; headings, attributions and notices are the page's own.
COPIED_KINDS = ("paragraph", "title")


@lru_cache(maxsize=4)
def built_in() -> Reference:
    """The reference data of the package."""
    return load_reference()


@lru_cache(maxsize=4)
def speller_of(reference: Reference) -> Speller:
    """The speller of the reference's `spelling` rows."""
    return Speller((row["form"], row["level"]) for row in reference.rows("spelling"))


def find_reuse(
    articles: pa.Table,
    passages: pa.Table,
    names: Iterable[str] = (),
    reference: Reference | None = None,
    archive: Path | None = None,
) -> pa.Table:
    """Pairs of passages of different articles that share words: the table `text_reuse`.

    `articles` and `passages` are `parsed_articles` and `parsed_passages`; `names` are surfaces of
    names and offices, whose words are no evidence of copying. Without `reference` the built-in
    CSVs are used. In the directory `archive` the words of every document are kept (and nothing
    else), so that later runs do not read its text again; the result is the same with and without.
    """
    reference = reference or built_in()
    speller = speller_of(reference)
    vocabulary = Vocabulary(speller, (row["word"] for row in reference.rows("stock_words")))
    rows = [row for row in passages.to_pylist() if row["kind"] in COPIED_KINDS]
    # Copies stand beside their sources: post by post, so that places of one post are neighbours.
    article_of = {(row["document_id"], row["article_id"]): row for row in articles.to_pylist()}
    owners = [article_of[row["document_id"], row["article_id"]] for row in rows]
    posts = [(owner["document_id"], owner["post_id"]) for owner in owners]
    order = sorted(range(len(rows)), key=lambda i: (posts[i], rows[i]["char_start"]))
    rows, owners = [rows[i] for i in order], [owners[i] for i in order]
    posts = [posts[i] for i in order]
    if archive is None:
        words = read_words(pa.array([row["text"] for row in rows], pa.string()), vocabulary)
    else:
        kept = WordArchive(archive, reference.digest)
        documents = groupby(rows, key=lambda row: row["document_id"])
        words = join_words([kept.words(list(own), vocabulary) for _, own in documents])
        kept.tidy()
    words = mask_names(words, names, speller)
    structure = Structure(
        post=_numbers(posts),
        article=_numbers([owner["article_id"] for owner in owners]),
        reprint=np.array([owner["kind"] == "reprint" for owner in owners], bool),
        title=np.array([row["kind"] == "title" for row in rows], bool),
    )
    return tables.build("text_reuse", _rows(reuse_of(words, structure), rows, owners))


def _numbers(values: list[Any]) -> I64:
    """The same number for equal values, in order of appearance."""
    known: dict[Any, int] = {}
    return np.array([known.setdefault(value, len(known)) for value in values], np.int64)


def _rows(reuse: Reuse, rows: list[Row], owners: list[Row]) -> Iterator[Row]:
    """Rows of `text_reuse`; the original is the source."""
    for i, (degree, similarity) in enumerate(
        zip(reuse.degree.tolist(), reuse.similarity.tolist(), strict=True)
    ):
        sides = [
            (int(reuse.a[i]), int(reuse.a_start[i]), int(reuse.a_end[i]), int(reuse.a_words[i])),
            (int(reuse.b[i]), int(reuse.b_start[i]), int(reuse.b_end[i]), int(reuse.b_words[i])),
        ]
        sides.sort(key=lambda side: canonical_order(rows[side[0]], owners[side[0]]))
        row: Row = {"degree": degree, "similarity": similarity, "n_words": sides[1][3]}
        for name, (passage, start, end, _) in zip(("source", "target"), sides, strict=True):
            base = rows[passage]["char_start"]
            row[f"{name}_passage_id"] = rows[passage]["passage_id"]
            row[f"{name}_start"] = base + start
            row[f"{name}_end"] = base + end
        yield row
