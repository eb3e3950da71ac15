"""The predicted tables as the scores need them: by gold document, by line, by actor."""

from __future__ import annotations

import bisect
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import pyarrow as pa

from pipeline.evaluate.gold import Gold, Row
from pipeline.evaluate.measures import Post
from pipeline.reference import Reference, load_reference
from pipeline.storage import read_table, table_path
from pipeline.tables import TABLES
from pipeline.text import fold

Line = tuple[str, int]  # (gold document, 1-based line)


@lru_cache(maxsize=1)
def known_names() -> Reference:
    """The reference data, one for all sets: indices are cached by it."""
    return load_reference()


def read_tables(directory: Path) -> dict[str, pa.Table]:
    """Every table of the contract that stands in a directory; StorageError for a damaged one."""
    there = [name for name in sorted(TABLES) if table_path(directory, name).is_file()]
    return {name: read_table(directory, name) for name in there}


class Page:
    """The text of one document by lines."""

    def __init__(self, name: str, document_id: str, text: str) -> None:
        self.name = name
        self.document_id = document_id
        self.lines = text.split("\n")
        self._starts = [0]
        for line in self.lines:
            self._starts.append(self._starts[-1] + len(line) + 1)

    def line_at(self, offset: int) -> int:
        """1-based line of a character offset."""
        return min(bisect.bisect_right(self._starts, offset), len(self.lines))

    def start_of(self, line: int) -> int:
        return self._starts[line - 1]

    def lines_of(self, start: int, end: int) -> list[int]:
        """The lines that are not blank within a span."""
        found = []
        for line in range(self.line_at(start), self.line_at(max(start, end - 1)) + 1):
            first = self.start_of(line)
            piece = self.lines[line - 1][max(0, start - first) : max(0, end - first)]
            if piece.strip():
                found.append(line)
        return found

    def text_of(self, line: int) -> str:
        return self.lines[line - 1] if 1 <= line <= len(self.lines) else ""


class Dataset:
    """Predicted tables, cut down to the documents of one gold set."""

    def __init__(self, tables: Mapping[str, pa.Table], gold: Gold) -> None:
        self._tables = tables
        self._rows: dict[str, list[Row]] = {}
        self.gold = gold
        self.pages: dict[str, Page] = {}  # by gold document
        self._page_of_id: dict[str, Page] = {}
        self._find_documents()
        self.missing = [name for name in gold.documents if name not in self.pages]
        self.passages = [row for row in self.rows("passages") if self._has(row["document_id"])]
        self.passage = {row["passage_id"]: row for row in self.passages}
        self._posts = self._read_posts()
        self._first_half = self._read_continuations()
        self.actors = {row["actor_id"]: row for row in self.rows("actors")}
        forms: dict[str, set[str]] = defaultdict(set)
        for row in self.actors.values():
            forms[row["actor_id"]].add(fold(row["name"]))
        for row in self.rows("actor_aliases"):
            forms[row["actor_id"]].add(fold(row["alias"]))
        self._forms = {actor: frozenset(names) for actor, names in forms.items()}

    def has(self, name: str) -> bool:
        return name in self._tables

    def rows(self, name: str) -> list[Row]:
        """Rows of a table, none where the set lacks it."""
        if name not in self._rows:
            self._rows[name] = self._tables[name].to_pylist() if name in self._tables else []
        return self._rows[name]

    def _find_documents(self) -> None:
        by_path: dict[str, Row] = {row["path"]: row for row in self.rows("documents")}
        for name in self.gold.documents:
            row: Row | None = by_path.get(name)
            if row is None:
                # The seeds may have been read from a directory above or below.
                near = [
                    path
                    for path in sorted(by_path)
                    if path.endswith(f"/{name}") or name.endswith(f"/{path}")
                ]
                row = by_path[near[0]] if len(near) == 1 else None
            if row is not None:
                page = Page(name, row["document_id"], row["text"])
                self.pages[name] = self._page_of_id[row["document_id"]] = page

    def _has(self, document_id: str) -> bool:
        return document_id in self._page_of_id

    def page_of(self, document_id: str) -> Page | None:
        """The page of a predicted document, null where it is not in the gold set."""
        return self._page_of_id.get(document_id)

    # -- posts -----------------------------------------------------------------------------

    def _read_posts(self) -> dict[str, list[tuple[int, str]]]:
        """First line and name of every gold post, by document."""
        posts: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for row in self.gold.of("articles"):
            posts[row["document"]].append((row["first_line"], row.get("post") or row["article"]))
        return {document: sorted(found) for document, found in posts.items()}

    def post(self, document: str, line: int) -> Post:
        """The gold post in which a line stands: the unit of the intervals."""
        starts = self._posts.get(document, [])
        at = bisect.bisect_right(starts, (line, "\uffff")) - 1
        return self.gold.name, document, starts[max(at, 0)][1] if starts else ""

    def _read_continuations(self) -> dict[Line, int]:
        """Line that goes on with a broken paragraph → the line on which the paragraph starts."""
        halves: dict[Line, int] = {}
        previous: Line = ("", 0)
        for row in sorted(self.gold.of("lines"), key=lambda r: (r["document"], r["line"])):
            line = (row["document"], row["line"])
            if row.get("continues") and previous[0] == line[0]:
                halves[line] = halves.get(previous, previous[1])
            previous = line
        return halves

    def paragraph(self, line: Line) -> Line:
        """The line on which the paragraph of a line starts."""
        return line[0], self._first_half.get(line, line[1])

    def gold_lines(self, rows: Iterable[Row]) -> set[Line]:
        """The lines that report a gold event, told by one row or by one per document."""
        return {self.paragraph((row["document"], line)) for row in rows for line in row["lines"]}

    # -- actors and spans --------------------------------------------------------------------

    def name(self, actor_id: str | None) -> str:
        """Name of a predicted actor, its id where the table lacks it."""
        if actor_id is None:
            return "(unresolved)"
        row = self.actors.get(actor_id)
        return row["name"] if row else actor_id

    def forms(self, actor_id: str) -> frozenset[str]:
        """Folded names and aliases of a predicted actor."""
        return self._forms.get(actor_id) or frozenset({fold(self.name(actor_id))})

    def sources(self, table: str, key: str) -> dict[str, list[tuple[Line, Row]]]:
        """Event id → its source sentences in gold documents, with the paragraphs they touch."""
        found: dict[str, list[tuple[Line, Row]]] = defaultdict(list)
        for row in self.rows(table):
            page = self.page_of(row["passage_id"].rpartition(":")[0])
            if page is None:
                continue
            for line in page.lines_of(row["char_start"], row["char_end"]):
                found[row[key]].append((self.paragraph((page.name, line)), row))
        return found


def same_text(left: str | None, right: str | None) -> bool:
    """Equal after levelling; null equals null alone."""
    if left is None or right is None:
        return left is None and right is None
    return fold(left) == fold(right)


def first_line(lines: Iterable[Line]) -> Line:
    """The place at which an event is listed."""
    return min(lines, default=("", 0))


def grouped(rows: Sequence[Row], key: str) -> dict[Any, list[Row]]:
    """Rows by the value of one column."""
    groups: dict[Any, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row[key]].append(row)
    return groups
