"""How fast events are found: words per second, and the merge of a million candidates.

    python benchmarks/extract.py --processed data/processed --interim data/interim
    python benchmarks/extract.py --merge 1000000

The first form multiplies the tables of a build (documents, articles, mentions and actors get new
ids in every copy, so that no event is told twice) and times `meetings.extract` on one core: the
words per second must not fall as the corpus grows. The second form makes candidates of random
pairs of actors and days and times `merge`; peak memory is that of the process.
"""

from __future__ import annotations

import argparse
import random
import resource
import time
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.dates import DateSpan
from pipeline.meetings import extract
from pipeline.meetings.candidates import Candidate
from pipeline.meetings.corpus import Article, Passage, Sentence
from pipeline.meetings.merge import merge
from pipeline.meetings.references import Party
from pipeline.meetings.when import Dated
from pipeline.reference import load_reference
from pipeline.storage import read_table

_IDS = ("document_id", "article_id", "post_id", "passage_id", "actor_id", "duplicate_of")


def _memory() -> float:
    """Peak memory of this process in GB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


def _copies(table: pa.Table, count: int) -> pa.Table:
    """The table `count` times, with ids of its own in every copy."""
    pieces = []
    for number in range(count):
        piece = table
        for name in _IDS:
            if name in piece.column_names:
                index = piece.column_names.index(name)
                ids = pc.binary_join_element_wise(piece[name], f"{number:05d}", "-")
                piece = piece.set_column(index, piece.schema.field(name), ids)
        pieces.append(piece)
    return pa.concat_tables(pieces)


def _measure_words(processed: Path, interim: Path, copies: Sequence[int]) -> None:
    reference = load_reference()
    articles, passages = read_table(processed, "articles"), read_table(processed, "passages")
    mentions, actors = read_table(interim, "resolved_mentions"), read_table(processed, "actors")
    extract(articles, passages, mentions, actors, reference)  # patterns, gazetteers
    print("copies      words       MB   seconds    words/s   meetings   peak GB")
    for count in copies:
        many = _copies(passages, count)
        others = [_copies(table, count) for table in (articles, mentions, actors)]
        words = pc.sum(many["n_words"]).as_py()
        size = pc.sum(pc.binary_length(many["text"])).as_py() / 1e6
        started = time.process_time()
        found = extract(others[0], many, others[1], others[2], reference)
        seconds = time.process_time() - started
        print(
            f"{count:>6} {words:>10,} {size:>8.1f} {seconds:>9.1f} {words / seconds:>10,.0f} "
            f"{found.meetings.num_rows:>10,} {_memory():>9.2f}"
        )


def _candidates(count: int) -> Iterator[Candidate]:
    """Random reports: about three of each event, of which some are undated or only monthly."""
    source = random.Random(20240119)
    start = date(1990, 1, 1)
    for number in range(count):
        event = source.randrange(count // 3 + 1)
        choice = random.Random(event)
        people = [f"person-{choice.randrange(20_000)}" for _ in range(2)]
        day = start + timedelta(days=choice.randrange(12_000))
        vague = source.random()
        span: DateSpan | None = DateSpan.of_day(day)
        if vague < 0.05:
            span = None
        elif vague < 0.1:
            span = DateSpan.of_month(day.year, day.month)
        post = f"post-{source.randrange(count // 5 + 1)}"
        article = Article(
            article_id=f"article-{number}",
            document_id="document",
            post_id=post,
            kind="reprint",
            position=number,
            title=None,
            author=None,
            publisher_id=None,
            dateline_place=None,
            date=DateSpan.of_day(day),
            date_source=None,
            is_truncated=False,
        )
        passage = Passage(article, 0, f"passage-{number}", "paragraph", number, "", None)
        parties = [Party(name, "person", "principal", None, None) for name in people]
        yield Candidate(
            Sentence(passage, 0, number, ""),
            "meeting",
            "active",
            "held",
            parties[:1],
            parties[1:],
            dated=Dated(span, "text") if span else None,
            anchor=DateSpan.of_day(day),
        )


def _measure_merge(counts: Sequence[int]) -> None:
    print("candidates   clusters   seconds   peak GB")
    for count in counts:
        candidates = list(_candidates(count))
        started = time.process_time()
        clusters = merge(candidates)
        seconds = time.process_time() - started
        print(f"{count:>10,} {len(clusters):>10,} {seconds:>9.1f} {_memory():>9.2f}")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--processed", type=Path, default=Path("data/processed"))
    parser.add_argument("--interim", type=Path, default=Path("data/interim"))
    parser.add_argument("--copies", type=int, nargs="+", default=[20, 40, 80])
    parser.add_argument("--merge", type=int, nargs="+", help="time only the merge")
    options = parser.parse_args()
    if options.merge:
        _measure_merge(options.merge)
    else:
        _measure_words(options.processed, options.interim, options.copies)


if __name__ == "__main__":
    main()
