"""Words of documents kept on disk, so that an archive's text is read into words only once.

One Arrow file per document, named by the document and by all that decides how its words are read
(its passages, the spelling and stock words, this code). A new document is joined against the
words of the others; 5-gram keys are made from the words again on every run, because that costs
less than reading them back (docs/benchmarks.md). The result is that of a full run by construction.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import numpy as np
import pyarrow as pa

from pipeline.reuse import cutting, levelling, vocabulary
from pipeline.reuse import words as words_module
from pipeline.reuse.arrays import to_arrow
from pipeline.reuse.copied import CopiedDocument
from pipeline.reuse.engine import WORDS, words_batch, words_from
from pipeline.reuse.vocabulary import Vocabulary
from pipeline.reuse.words import Words, read_words


class WordArchive:
    """Words by document under a directory; `digest` says which reference data were used."""

    def __init__(self, directory: Path, digest: str) -> None:
        self._directory = directory
        code = hashlib.sha256(digest.encode())
        for module in (levelling, cutting, vocabulary, words_module):
            code.update(Path(str(module.__file__)).read_bytes())
        self._version = code.hexdigest()
        self._used: set[Path] = set()

    def words(self, document: CopiedDocument, vocabulary: Vocabulary) -> Words:
        """Words of one document's passages.

        Read from disk where they are known, else made and kept. A file that cannot be read is
        made again.
        """
        path = self._path(document)
        self._used.add(path)
        kept = _read(path)
        if kept is not None and kept.num_rows == len(document):
            return words_from(kept)
        words = read_words(document.texts(), vocabulary)
        self._directory.mkdir(parents=True, exist_ok=True)
        none = to_arrow(np.zeros(len(document), np.int64))
        numbers = to_arrow(np.arange(len(document)))
        _write(path, words_batch(words, passage=numbers, post=none, article=none))
        return words

    def tidy(self) -> None:
        """Delete what was not asked for: documents that are gone, and other versions' files."""
        if self._directory.is_dir():
            for path in sorted(self._directory.iterdir()):
                if path not in self._used:
                    path.unlink()

    def _path(self, document: CopiedDocument) -> Path:
        digest = hashlib.sha256(self._version.encode())
        # The document's id is the hash of its content: its passages' places give their text.
        digest.update("\n".join(document.passage_ids).encode())
        digest.update(str(document.char_ends).encode())
        name = f"{document.document_id}-{digest.hexdigest()[:16]}.arrow"
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
