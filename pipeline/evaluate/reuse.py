"""Scores of text reuse: pairs of lines of different articles that share words, and duplicates."""

from __future__ import annotations

from collections import defaultdict

from pipeline.evaluate.dataset import Dataset, Line
from pipeline.evaluate.gold import Row
from pipeline.evaluate.measures import Book

_RANK = {"verbatim": 3, "near": 2, "partial": 1}
_Pair = tuple[Line, Line]


def _gold_pair(row: Row) -> _Pair:
    """The two lines of a row, in order; it may name two documents."""
    first: Line = (str(row.get("a_document") or row["document"]), row["a_line"])
    second: Line = (str(row.get("b_document") or row["document"]), row["b_line"])
    return (first, second) if first <= second else (second, first)


def _touches(pair: _Pair, lines_a: set[Line], lines_b: set[Line]) -> bool:
    return (pair[0] in lines_a and pair[1] in lines_b) or (
        pair[1] in lines_a and pair[0] in lines_b
    )


def _predicted_reuse(data: Dataset) -> dict[tuple[str, str], tuple[set[Line], set[Line], str]]:
    """Pairs of passages: the lines of the shared spans on both sides and the highest degree."""
    found: dict[tuple[str, str], tuple[set[Line], set[Line], str]] = {}
    for row in data.rows("text_reuse"):
        sides: list[tuple[str, set[Line]]] = []
        for side in ("source", "target"):
            passage = data.passage.get(row[f"{side}_passage_id"])
            page = data.page_of(passage["document_id"]) if passage else None
            if passage is None or page is None:
                break
            lines = page.lines_of(row[f"{side}_start"], row[f"{side}_end"])
            sides.append((passage["passage_id"], {(page.name, line) for line in lines}))
        if len(sides) < 2:
            continue
        (first_id, first), (second_id, second) = sorted(sides, key=lambda side: side[0])
        lines_a, lines_b, degree = found.get((first_id, second_id), (set(), set(), "partial"))
        degree = max(degree, row["degree"], key=_RANK.__getitem__)
        found[first_id, second_id] = (lines_a | first, lines_b | second, degree)
    return found


def score_reuse(data: Dataset, book: Book) -> None:
    """Unordered pairs of lines of different articles that share words."""
    gold = {_gold_pair(row): row["degree"] for row in data.gold.of("reuse")}
    predicted = list(_predicted_reuse(data).values())
    across = any(first[0] != second[0] for first, second in gold)
    for name in ("reuse", "reuse.verbatim_or_near"):
        book.open(name)
    matched: set[_Pair] = set()
    for lines_a, lines_b, degree in predicted:
        start = min(lines_a | lines_b)
        # Where the gold set compares no documents with each other, such pairs are not judged.
        if not across and {line[0] for line in lines_a} != {line[0] for line in lines_b}:
            continue
        hits = [pair for pair in gold if _touches(pair, lines_a, lines_b)]
        matched.update(hits)
        post = data.post(*start)
        within = {data.post(*line) for line in lines_a} == {data.post(*line) for line in lines_b}
        book.predicted("reuse", post, bool(hits))
        if within:
            book.predicted("reuse.within_post", post, bool(hits))
        if degree != "partial":
            book.predicted("reuse.verbatim_or_near", post, bool(hits))
        for pair in hits:
            book.share("reuse.degree", post, gold[pair] == degree)
            if gold[pair] != degree:
                book.miss("reuse.degree", "wrong", start, f"{_pair(pair)} {gold[pair]}: {degree}")
        if not hits:
            book.miss("reuse", "spurious", start, f"{_pair((min(lines_a), min(lines_b)))} {degree}")
    for pair, degree in sorted(gold.items()):
        post = data.post(*pair[0])
        found = pair in matched
        book.found("reuse", post, found)
        book.share(f"reuse.{degree}_recall", post, found)
        if degree != "partial":
            book.found("reuse.verbatim_or_near", post, found)
        if data.post(*pair[0]) == data.post(*pair[1]):
            book.found("reuse.within_post", post, found)
        if not found:
            book.miss("reuse", "missed", pair[0], f"{_pair(pair)} {degree}")
    _score_duplicates(data, gold, book)
    for row in data.gold.of("reuse_traps"):
        pair = _gold_pair(row)
        taken = any(_touches(pair, lines_a, lines_b) for lines_a, lines_b, _ in predicted)
        book.share("reuse.traps_taken", data.post(*pair[0]), taken, "rate")
        if taken:
            book.miss("reuse.traps_taken", "taken", pair[0], _pair(pair))


def _pair(pair: _Pair) -> str:
    return f"lines {pair[0][1]} and {pair[1][1]}"


def _score_duplicates(data: Dataset, gold: dict[_Pair, str], book: Book) -> None:
    """Passages marked as duplicates: each repeats a gold verbatim or near pair, none is left out.

    Of a gold pair at least one line stands in a passage that is marked.
    """
    whole = {pair for pair, degree in gold.items() if degree != "partial"}
    book.open("reuse.duplicates")
    marked: set[Line] = set()
    for passage in data.passages:
        original = data.passage.get(passage["duplicate_of"] or "")
        if original is None:
            continue
        page, other = data.page_of(passage["document_id"]), data.page_of(original["document_id"])
        if page is None or other is None or page is not other:
            continue
        copies = {(page.name, n) for n in page.lines_of(passage["char_start"], passage["char_end"])}
        sources = {
            (other.name, n) for n in other.lines_of(original["char_start"], original["char_end"])
        }
        marked |= copies
        right = any(_touches(pair, copies, sources) for pair in whole)
        right = right or _same_copy(whole, copies, sources)
        book.predicted("reuse.duplicates", data.post(*min(copies)), right)
        if not right:
            text = f"duplicate of line {min(sources)[1]}"
            book.miss("reuse.duplicates", "spurious", min(copies), text)
    for pair in sorted(whole):
        found = pair[0] in marked or pair[1] in marked
        book.found("reuse.duplicates", data.post(*pair[0]), found)
        if not found:
            book.miss("reuse.duplicates", "missed", pair[0], _pair(pair))


def _same_copy(whole: set[_Pair], copies: set[Line], sources: set[Line]) -> bool:
    """Both repeat one third line: a chain of copies leads to the same canonical passage."""
    partners: dict[Line, set[Line]] = defaultdict(set)
    for first, second in whole:
        partners[first].add(second)
        partners[second].add(first)
    reach = set().union(*(partners[line] for line in copies))
    return bool(reach & set().union(*(partners[line] for line in sources)))
