"""Words per second of the search for names, beside a spaCy EntityRuler with the same gazetteer.

    python benchmarks/names.py [megabytes]

The text is made from the documents in `seeds/`, paragraphs in a fixed shuffled order. The second
table repeats the run with invented bodies added to the gazetteer, the third with parts of the
text. spaCy is optional: its row is left out where it is not installed. Nothing is cached.
"""

from __future__ import annotations

import random
import sys
import time
from pathlib import Path
from typing import Any

from pipeline.names import find_mentions
from pipeline.names.lexicon import lexicon
from pipeline.reference import Reference, load_reference

SEEDS = Path(__file__).parent.parent / "seeds"
DOCUMENT_SIZE = 150_000  # characters, about the size of an archive page


def make_documents(megabytes: float) -> list[list[str]]:
    """Paragraphs of documents that together have about this size."""
    paragraphs = [
        line.strip()
        for path in sorted(SEEDS.glob("*.txt"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.strip()
    ]
    order = random.Random(7)
    documents: list[list[str]] = []
    total = 0
    while total < megabytes * 1_000_000:
        document: list[str] = []
        size = 0
        while size < DOCUMENT_SIZE:
            document.append(order.choice(paragraphs))
            size += len(document[-1])
        documents.append(document)
        total += size
    return documents


def rows_of(
    number: int, paragraphs: list[str]
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Passages and articles (of ten paragraphs each) of one document."""
    passages: list[dict[str, Any]] = []
    position = 0
    for index, text in enumerate(paragraphs):
        passages.append(
            {
                "document_id": f"d{number}",
                "passage_id": f"d{number}:{position}",
                "article_id": f"d{number}-{index // 10}",
                "position": index,
                "kind": "paragraph",
                "char_start": position,
                "char_end": position + len(text),
                "n_words": len(text.split()),
                "text": text,
            }
        )
        position += len(text) + 2
    identifiers = sorted({str(passage["article_id"]) for passage in passages})
    articles = [
        {"article_id": i, "post_id": i, "kind": "reprint", "publisher": None} for i in identifiers
    ]
    return passages, articles


def measure(documents: list[list[str]], reference: Reference) -> tuple[float, int]:
    """Words per second and mentions found."""
    lexicon(reference)
    prepared = [rows_of(number, document) for number, document in enumerate(documents)]
    count = sum(len(text.split()) for document in documents for text in document)
    start = time.process_time()
    found = sum(len(find_mentions(*rows, reference)) for rows in prepared)
    return count / (time.process_time() - start), found


def enlarged(reference: Reference, extra: int) -> Reference:
    """The reference data with `extra` invented organisations."""
    order = random.Random(11)
    syllables = "ka lo mi ten vor sa ru pel dan qui ost ber nim zar fu gol".split()
    rows = list(reference.tables["organisations"])
    for number in range(extra):
        word = "".join(order.choices(syllables, k=4)).capitalize()
        rows.append(
            {
                "organisation_id": f"invented-{number}",
                "name": f"{word} Institute {number}",
                "kind": "invented",
                "country": "",
                "source": "benchmark",
            }
        )
    return Reference({**reference.tables, "organisations": tuple(rows)}, f"enlarged-{extra}")


def measure_spacy(documents: list[list[str]], reference: Reference) -> float | None:
    """Words per second of spacy.blank("en") with an EntityRuler; None where spaCy is missing."""
    try:
        import spacy  # type: ignore[import-not-found]
    except ImportError:
        return None
    known = lexicon(reference)
    nlp = spacy.blank("en")
    nlp.max_length = 10_000_000
    patterns = [
        {"label": "ORG", "pattern": row["name"]} for row in known.organisations.values()
    ] + [{"label": "GPE", "pattern": row["form"]} for row in reference.rows("country_names")]
    patterns += [{"label": "LOC", "pattern": row["name"]} for row in reference.rows("places")]
    nlp.add_pipe("entity_ruler").add_patterns(patterns)
    texts = ["\n\n".join(document) for document in documents]
    count = sum(len(text.split()) for text in texts)
    start = time.process_time()
    for _ in nlp.pipe(texts):
        pass
    return count / (time.process_time() - start)


def main() -> None:
    """Print the three tables."""
    megabytes = float(sys.argv[1]) if len(sys.argv) > 1 else 20.0
    reference = load_reference()
    documents = make_documents(megabytes)
    speed, found = measure(documents, reference)
    print(f"find_mentions      {megabytes:5.1f} MB {speed:12,.0f} words/s  {found:,} mentions")
    ruler = measure_spacy(documents[: max(1, len(documents) // 10)], reference)
    print(f"spaCy EntityRuler   10 % {ruler:14,.0f} words/s" if ruler else "spaCy: not installed")
    tenth = documents[: max(1, len(documents) // 10)]
    for extra in (0, 10_000, 50_000):
        speed, _ = measure(tenth, enlarged(reference, extra))
        print(f"gazetteer + {extra:6,d}       {speed:12,.0f} words/s")
    for part in (0.05, 0.25, 1.0):
        some = documents[: max(1, int(len(documents) * part))]
        print(f"{part:4.0%} of the text         {measure(some, reference)[0]:12,.0f} words/s")


if __name__ == "__main__":
    main()
