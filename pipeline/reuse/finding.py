"""`find_reuse`: from the parsed tables to the table `text_reuse`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from pipeline import tables
from pipeline.reference import Reference, load_reference
from pipeline.reuse.archive import WordArchive
from pipeline.reuse.canonical import canonical_order
from pipeline.reuse.copied import CopiedPassages
from pipeline.reuse.deciding import Reuse, reuse_of
from pipeline.reuse.levelling import Speller
from pipeline.reuse.masking import mask_names
from pipeline.reuse.vocabulary import Vocabulary
from pipeline.reuse.words import join_words, read_words

Row = dict[str, Any]


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
    copied = CopiedPassages(articles, passages)
    if archive is None:
        words = read_words(copied.texts(), vocabulary, copied.text_bytes)
    else:
        kept = WordArchive(archive, reference.digest)
        words = join_words(kept.words(each, vocabulary) for each in copied.documents())
        kept.tidy()
    words = mask_names(words, names, speller)
    return tables.build("text_reuse", _rows(reuse_of(words, copied.structure, archive), copied))


def _rows(reuse: Reuse, copied: CopiedPassages) -> Iterator[Row]:
    """Rows of `text_reuse`; the original is the source."""
    named = copied.rows(np.concatenate([reuse.a, reuse.b]))
    for i, (degree, similarity) in enumerate(
        zip(reuse.degree.tolist(), reuse.similarity.tolist(), strict=True)
    ):
        sides = [
            (int(reuse.a[i]), int(reuse.a_start[i]), int(reuse.a_end[i]), int(reuse.a_words[i])),
            (int(reuse.b[i]), int(reuse.b_start[i]), int(reuse.b_end[i]), int(reuse.b_words[i])),
        ]
        sides.sort(key=lambda side: canonical_order(*named[side[0]]))
        row: Row = {"degree": degree, "similarity": similarity, "n_words": sides[1][3]}
        for name, (number, start, end, _) in zip(("source", "target"), sides, strict=True):
            passage, _owner = named[number]
            row[f"{name}_passage_id"] = passage["passage_id"]
            row[f"{name}_start"] = passage["char_start"] + start
            row[f"{name}_end"] = passage["char_start"] + end
        yield row
