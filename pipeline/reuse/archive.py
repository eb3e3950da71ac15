"""Words of documents kept on disk, so that an archive's text is read into words only once.

One Arrow file per document, named by the document and by all that decides how its words are read
(its passages, the spelling and stock words, this code). A new document is joined against the
words of the others; 5-gram keys are made from the words again on every run, because that costs
less than reading them back (docs/benchmarks.md). The result is that of a full run by construction.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from pipeline.reuse import levelling
from pipeline.reuse import words as words_module
from pipeline.reuse.engine import WORDS, words_batch, words_from
from pipeline.reuse.words import Vocabulary, Words, read_words

Row = dict[str, Any]


class WordArchive:
    """Words by document under a directory; `digest` says which reference data were used."""

    def __init__(self, directory: Path, digest: str) -> None:
        self._directory = directory
        code = hashlib.sha256(digest.encode())
        for module in (levelling, words_module):
            code.update(Path(str(module.__file__)).read_bytes())
        self._version = code.hexdigest()
        self._used: set[Path] = set()

    def words(self, passages: Sequence[Row], vocabulary: Vocabulary) -> Words:
        """Words of one document's passages (rows with passage_id, char_end and text).

        Read from disk where they are known, else made and kept. A file that cannot be read is
        made again.
        """
        path = self._path(passages)
        self._used.add(path)
        kept = _read(path)
        if kept is not None and kept.num_rows == len(passages):
            return words_from(kept)
        words = read_words(pa.array([row["text"] for row in passages], pa.string()), vocabulary)
        self._directory.mkdir(parents=True, exist_ok=True)
        none = pa.array(np.zeros(len(passages), np.int64))
        numbers = pa.array(np.arange(len(passages)))
        _write(path, words_batch(words, passage=numbers, post=none, article=none))
        return words

    def tidy(self) -> None:
        """Delete what was not asked for: documents that are gone, and other versions' files."""
        if self._directory.is_dir():
            for path in sorted(self._directory.iterdir()):
                if path not in self._used:
                    path.unlink()

    def _path(self, passages: Sequence[Row]) -> Path:
        digest = hashlib.sha256(self._version.encode())
        # The document's id is the hash of its content: its passages' places give their text.
        for row in passages:
            digest.update(f"{row['passage_id']}-{row['char_end']}\n".encode())
        name = f"{passages[0]['document_id']}-{digest.hexdigest()[:16]}.arrow"
        return self._directory / name


def _read(path: Path) -> pa.Table | None:
    try:
        with pa.memory_map(str(path)) as source:
            table = pa.ipc.open_file(source).read_all()
    except (FileNotFoundError, pa.ArrowInvalid):
        return None
    return table if table.schema.equals(WORDS) else None


def _write(path: Path, batch: pa.RecordBatch) -> None:
    unfinished = path.with_suffix(f".{os.getpid()}.tmp")
    with pa.OSFile(str(unfinished), "wb") as sink, pa.ipc.new_file(sink, WORDS) as writer:
        writer.write_batch(batch)
    unfinished.replace(path)


def join_words(parts: Sequence[Words]) -> Words:
    """The words of several batches as one, in their order."""
    if not parts:
        return read_words(pa.array([], pa.string()), Vocabulary(levelling.Speller()))
    n_bytes = [int(part.text_offset[-1]) for part in parts]
    base = np.concatenate([[0], np.cumsum(n_bytes)]).tolist()
    if base[-1] >= 1 << 32:
        raise ValueError("one run holds the words of at most 4 GiB of text")
    first = np.concatenate([[0], np.cumsum([len(part.key) for part in parts])]).tolist()
    return Words(
        offset=np.concatenate(
            [np.zeros(1, np.int64)]
            + [part.offset[1:] + at for part, at in zip(parts, first, strict=False)]
        ),
        key=np.concatenate([part.key for part in parts]),
        flag=np.concatenate([part.flag for part in parts]),
        start=np.concatenate(
            [part.start + np.uint32(at) for part, at in zip(parts, base, strict=False)]
        ),
        length=np.concatenate([part.length for part in parts]),
        text_offset=np.concatenate(
            [np.zeros(1, np.int64)]
            + [part.text_offset[1:] + at for part, at in zip(parts, base, strict=False)]
        ),
        wide=np.concatenate([part.wide + at for part, at in zip(parts, base, strict=False)]),
    )
